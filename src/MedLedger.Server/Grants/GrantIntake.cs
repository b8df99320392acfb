using MedLedger.Access.Grants;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Sequencing;
using MedLedger.Server.Audit;

namespace MedLedger.Server.Grants;

/// <summary>Takes in grants and revocations: verified, logged, stored. A revocation holds from the moment it is stored, whatever the chain does.</summary>
internal sealed class GrantIntake(GrantVerifier verifier, IGrantStore grants, LedgerJournal journal, OpeningReader openings, TimeProvider time)
{
    internal abstract record Outcome
    {
        private Outcome() { }

        public sealed record Taken(GrantId Grant, ulong Leaf) : Outcome;

        public sealed record Refused(GrantRefusal Reason) : Outcome;

        /// <summary>The log could not be written; nothing took effect.</summary>
        public sealed record LogUnavailable : Outcome;

        /// <summary>The grant is ended, but the log could not be written: the same revocation again records it.</summary>
        public sealed record EndedButNotLogged : Outcome;
    }

    public async Task<Outcome> GrantAsync(GrantSubmission submission, CancellationToken cancellationToken)
    {
        var verdict = await verifier.VerifyAsync(submission, cancellationToken);
        if (verdict is not GrantVerdict.Accepted accepted) return new Outcome.Refused(verdict is GrantVerdict.Refused refused ? refused.Reason : GrantRefusal.Unspecified);
        var grant = accepted.Grant.Grant;
        // Logged before it takes effect. Dying in between leaves a logged grant that nobody can use; the patient sends it again.
        if (await TryAppendAsync(new GrantPayload(
            grant.Patient, time.GetUtcNow(), grant.Id.Digest, grant.Document.Grantee.Digest, grant.Document.Scope, grant.Document.Purpose,
            Time(grant.Document.NotBefore), Time(grant.Document.NotAfter), grant.Signer.Value), cancellationToken) is not { } receipt) return new Outcome.LogUnavailable();
        return await grants.AddAsync(accepted.Grant, CancellationToken.None) is GrantStored.NonceUsed
            ? new Outcome.Refused(GrantRefusal.NonceUsed)
            : new Outcome.Taken(grant.Id, receipt.Index);
    }

    public async Task<Outcome> RevokeAsync(RevocationSubmission submission, CancellationToken cancellationToken)
    {
        var verdict = await verifier.VerifyAsync(submission, cancellationToken);
        if (verdict is RevocationVerdict.Refused { Reason: GrantRefusal.NonceUsed } && await EndedUnloggedAsync(submission, cancellationToken)) return await LogEndAsync(submission);
        if (verdict is not RevocationVerdict.Accepted accepted) return new Outcome.Refused(verdict is RevocationVerdict.Refused refused ? refused.Reason : GrantRefusal.Unspecified);
        // The other way round than a grant: it takes effect first, because a log in trouble must not keep a door open.
        // Dying before it is logged leaves a grant that is ended; the patient, who has no receipt, sends the same again.
        return await grants.RevokeAsync(accepted.Revocation, CancellationToken.None) is RevocationStored.NonceUsed or RevocationStored.UnknownGrant
            ? new Outcome.Refused(GrantRefusal.NonceUsed)
            : await LogEndAsync(submission);
    }

    private async Task<bool> EndedUnloggedAsync(RevocationSubmission submission, CancellationToken cancellationToken)
    {
        if (await grants.FindAsync(submission.Document.Grant, cancellationToken) is not { Revocation: { } ended } || ended.Document != submission.Document) return false;
        var logged = await openings.ListAsync(submission.Patient, LogEntryKind.Revocation, cancellationToken);
        return !logged.Any(entry => entry.Payload is RevocationPayload payload && payload.Grant == submission.Document.Grant.Digest);
    }

    private async Task<Outcome> LogEndAsync(RevocationSubmission submission)
    {
        var signer = (await grants.FindAsync(submission.Document.Grant, CancellationToken.None))?.Signer.Value ?? throw new InvalidOperationException("A revoked grant is gone.");
        return await TryAppendAsync(new RevocationPayload(submission.Patient, time.GetUtcNow(), submission.Document.Grant.Digest, signer), CancellationToken.None) is { } receipt
            ? new Outcome.Taken(submission.Document.Grant, receipt.Index)
            : new Outcome.EndedButNotLogged();
    }

    private async Task<LogReceipt?> TryAppendAsync(EntryPayload payload, CancellationToken cancellationToken)
    {
        try
        {
            return await journal.AppendAsync(payload, cancellationToken);
        }
        catch (Exception failure) when (failure is LogFatalException or IOException or Microsoft.Data.Sqlite.SqliteException)
        {
            return null;
        }
    }

    private static DateTimeOffset Time(ulong seconds) => DateTimeOffset.FromUnixTimeSeconds((long)seconds);
}
