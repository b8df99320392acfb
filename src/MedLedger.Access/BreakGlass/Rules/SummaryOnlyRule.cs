namespace MedLedger.Access.BreakGlass.Rules;

internal sealed class SummaryOnlyRule : IBreakGlassRule
{
    public BreakGlassRefusal? Refuse(BreakGlassRequest request) =>
        request.Scope is AccessScope.Summary ? null : BreakGlassRefusal.BeyondTheSummary;
}
