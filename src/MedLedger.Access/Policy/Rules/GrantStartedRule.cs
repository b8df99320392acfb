namespace MedLedger.Access.Policy.Rules;

internal sealed class GrantStartedRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Grant is { } grant && request.AtSeconds >= grant.Document.NotBefore ? null : RefusalReason.GrantNotYetValid;
}
