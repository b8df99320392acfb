using MedLedger.Access.Policy.Rules;

namespace MedLedger.Access.Policy;

/// <summary>Decides ordinary access: refused, unless no rule refuses and a grant says until when.</summary>
public static class AccessPolicy
{
    private static readonly IAccessRule[] _rules =
    [
        new ReaderProvenRule(),
        new ReaderProofFreshRule(),
        new PatientKnownRule(),
        new ScopeNamedRule(),
        new PurposeNamedRule(),
        new GrantExistsRule(),
        new GrantOfThisPatientRule(),
        new GrantNamesReaderRule(),
        new GrantNotRevokedRule(),
        new GrantStartedRule(),
        new GrantNotExpiredRule(),
        new ScopeGrantedRule(),
        new PurposeGrantedRule(),
    ];

    public static AccessDecision Decide(AccessRequest request)
    {
        foreach (var rule in _rules)
            if (rule.Refuse(request) is { } reason) return new AccessDecision.Refused(reason);
        return request.Grant is { } grant
            ? new AccessDecision.Permitted(grant.Id, DateTimeOffset.FromUnixTimeSeconds((long)grant.Document.NotAfter))
            : new AccessDecision.Refused(RefusalReason.NoGrant);
    }
}
