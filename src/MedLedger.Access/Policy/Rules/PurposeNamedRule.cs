namespace MedLedger.Access.Policy.Rules;

internal sealed class PurposeNamedRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Purpose is not PurposeOfUse.Unspecified && Enum.IsDefined(request.Purpose) ? null : RefusalReason.PurposeUnknown;
}
