namespace MedLedger.Access.Policy.Rules;

internal sealed class ScopeGrantedRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Grant is { } grant && AccessCodes.ScopeOf(grant.Document.Scope) == request.Scope ? null : RefusalReason.ScopeNotGranted;
}
