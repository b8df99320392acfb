namespace MedLedger.Access.Policy.Rules;

/// <summary>A login older than half a day proves little about who sits there now (NIST SP 800-63B, 4.2.3: 12 hours); one from the future proves nothing.</summary>
internal sealed class ReaderProofFreshRule : IAccessRule
{
    private static readonly TimeSpan _longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan _clockTolerance = TimeSpan.FromMinutes(5);

    public RefusalReason? Refuse(AccessRequest request) =>
        request.Reader is { } reader
        && request.At - reader.AuthenticatedAt <= _longest
        && reader.AuthenticatedAt - request.At <= _clockTolerance
            ? null
            : RefusalReason.ReaderProofTooOld;
}
