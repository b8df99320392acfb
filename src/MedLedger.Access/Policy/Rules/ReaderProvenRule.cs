namespace MedLedger.Access.Policy.Rules;

internal sealed class ReaderProvenRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Reader is not null ? null : RefusalReason.ReaderNotProven;
}
