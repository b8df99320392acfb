using MedLedger.Access;
using MedLedger.Access.Gate;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Sequencing;

namespace MedLedger.Server.Audit;

/// <summary>The gate's log is the ledger: an access decision is a leaf before a byte leaves (ADR 0007).</summary>
internal sealed class AccessLog(LedgerJournal journal) : IAccessLog
{
    public async Task<AccessReceipt> AppendAsync(AccessEvent entry, CancellationToken cancellationToken)
    {
        try
        {
            var receipt = await journal.AppendAsync(Payload(entry), cancellationToken);
            return new AccessReceipt(receipt.Index, receipt.Checkpoint.Size);
        }
        catch (Exception failure) when (failure is LogFatalException or IOException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new AccessLogUnavailableException("The entry is not known to be in the log.", failure);
        }
    }

    internal static EntryPayload Payload(AccessEvent entry) => entry switch
    {
        AccessEvent.ReadByGrant read => Access(entry, read.Grant.Digest, "permitted", null, read.Purpose.Code()),
        AccessEvent.ReadThroughBrokenGlass read => Access(entry, null, "permitted", null, PurposeOfUse.EmergencyTreatment.Code()) with { Opening = (long)read.Opening.LeafIndex },
        AccessEvent.ReadRefused refused => Access(entry, null, "refused", Kebab(refused.Reason), refused.Purpose == PurposeOfUse.Unspecified ? "" : refused.Purpose.Code()),
        AccessEvent.GlassBroken broken => new BreakGlassPayload(
            entry.Patient, entry.At, entry.Reader.Issuer, entry.Reader.Subject, "permitted", Kebab(broken.Reason), broken.Explanation, broken.Until, Code(entry.Scope)),
        AccessEvent.BreakGlassRefused refused => new BreakGlassPayload(
            entry.Patient, entry.At, entry.Reader.Issuer, entry.Reader.Subject, "refused", Kebab(refused.Reason), "", entry.At, Code(entry.Scope)),
        _ => throw new InvalidOperationException($"The gate logs no {entry.GetType().Name}."),
    };

    private static AccessPayload Access(AccessEvent entry, Sha256Digest? grant, string decision, string? reason, string purpose) =>
        new(entry.Patient, entry.At, entry.Reader.Issuer, entry.Reader.Subject, grant, decision, reason, purpose, Code(entry.Scope));

    private static string? Code(AccessScope scope) => scope == AccessScope.Nothing ? null : scope.Code();

    private static string Kebab<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
