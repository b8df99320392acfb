namespace MedLedger.Access.Policy.Rules;

internal sealed class PurposeGrantedRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Grant is { } grant && AccessCodes.PurposeOf(grant.Document.Purpose) == request.Purpose ? null : RefusalReason.PurposeNotGranted;
}
