using MedLedger.Access.BreakGlass.Rules;

namespace MedLedger.Access.BreakGlass;

/// <summary>Decides emergency access: a clinician, a reason in code and words, the summary only, for a short time.</summary>
public static class BreakGlassPolicy
{
    /// <summary>How long broken glass stays open.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(2);

    private static readonly IBreakGlassRule[] _rules =
    [
        new ReaderProvenRule(),
        new LoginRecentRule(),
        new ClinicianRule(),
        new PatientKnownRule(),
        new ReasonCodedRule(),
        new ExplanationRule(),
        new SummaryOnlyRule(),
    ];

    public static BreakGlassDecision Decide(BreakGlassRequest request)
    {
        foreach (var rule in _rules)
            if (rule.Refuse(request) is { } reason) return new BreakGlassDecision.Refused(reason);
        return new BreakGlassDecision.Opened(request.At + Window);
    }
}
