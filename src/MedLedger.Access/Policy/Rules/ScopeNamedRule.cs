namespace MedLedger.Access.Policy.Rules;

internal sealed class ScopeNamedRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Scope is AccessScope.Summary ? null : RefusalReason.ScopeUnknown;
}
