namespace MedLedger.Access.Policy.Rules;

internal sealed class GrantNotExpiredRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Grant is { } grant && request.AtSeconds < grant.Document.NotAfter ? null : RefusalReason.GrantExpired;
}
