using MedLedger.Access.Grants;
using MedLedger.Ledger.Entries;
using MedLedger.Server.Audit;

namespace MedLedger.Server.Grants;

/// <summary>Takes in grants and revocations: verified, logged, stored. A revocation holds from the moment it is stored, whatever the chain does.</summary>
internal sealed class GrantIntake(GrantVerifier verifier, IGrantStore grants, LedgerJournal journal, TimeProvider time)
{
    internal abstract record Outcome
    {
        private Outcome() { }

        public sealed record Taken(GrantId Grant, ulong Leaf) : Outcome;

        public sealed record Refused(GrantRefusal Reason) : Outcome;
    }

    public async Task<Outcome> GrantAsync(GrantSubmission submission, CancellationToken cancellationToken)
    {
        var verdict = await verifier.VerifyAsync(submission, cancellationToken);
        if (verdict is not GrantVerdict.Accepted accepted) return new Outcome.Refused(verdict is GrantVerdict.Refused refused ? refused.Reason : GrantRefusal.Unspecified);
        var grant = accepted.Grant.Grant;
        // Logged before it takes effect. Dying in between leaves a logged grant that nobody can use; the patient sends it again.
        var receipt = await journal.AppendAsync(new GrantPayload(
            grant.Patient, time.GetUtcNow(), grant.Id.Digest, grant.Document.Grantee.Digest, grant.Document.Scope, grant.Document.Purpose,
            Time(grant.Document.NotBefore), Time(grant.Document.NotAfter), grant.Signer.Value), cancellationToken);
        return await grants.AddAsync(accepted.Grant, CancellationToken.None) is GrantStored.NonceUsed
            ? new Outcome.Refused(GrantRefusal.NonceUsed)
            : new Outcome.Taken(grant.Id, receipt.Index);
    }

    public async Task<Outcome> RevokeAsync(RevocationSubmission submission, CancellationToken cancellationToken)
    {
        var verdict = await verifier.VerifyAsync(submission, cancellationToken);
        if (verdict is not RevocationVerdict.Accepted accepted) return new Outcome.Refused(verdict is RevocationVerdict.Refused refused ? refused.Reason : GrantRefusal.Unspecified);
        // The other way round than a grant: it takes effect first, because a log in trouble must not keep a door open.
        if (await grants.RevokeAsync(accepted.Revocation, CancellationToken.None) is RevocationStored.NonceUsed or RevocationStored.UnknownGrant)
            return new Outcome.Refused(GrantRefusal.NonceUsed);
        var receipt = await journal.AppendAsync(
            new RevocationPayload(submission.Patient, time.GetUtcNow(), submission.Document.Grant.Digest, await SignerAsync(submission, cancellationToken)), CancellationToken.None);
        return new Outcome.Taken(submission.Document.Grant, receipt.Index);
    }

    private async Task<string> SignerAsync(RevocationSubmission submission, CancellationToken cancellationToken) =>
        (await grants.FindAsync(submission.Document.Grant, cancellationToken))?.Signer.Value ?? throw new InvalidOperationException("A revoked grant is gone.");

    private static DateTimeOffset Time(ulong seconds) => DateTimeOffset.FromUnixTimeSeconds((long)seconds);
}
