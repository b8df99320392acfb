namespace MedLedger.Access.Policy.Rules;

internal sealed class GrantNotRevokedRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Grant is { Revocation: null } ? null : RefusalReason.GrantRevoked;
}
