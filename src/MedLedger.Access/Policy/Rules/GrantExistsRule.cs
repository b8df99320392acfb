namespace MedLedger.Access.Policy.Rules;

internal sealed class GrantExistsRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Grant is not null ? null : RefusalReason.NoGrant;
}
