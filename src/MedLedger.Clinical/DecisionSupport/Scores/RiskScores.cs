using MedLedger.Clinical.Reconciliation;

namespace MedLedger.Clinical.DecisionSupport.Scores;

/// <summary>All scores that concern this patient; one that cannot be computed says what is missing.</summary>
internal static class RiskScores
{
    public static IReadOnlyList<RiskScore> Of(PatientRecord record) =>
        [.. new[] { KidneyFunction.Score(record), StrokeRisk.Of(record), BleedingRisk.Of(record), EarlyWarning.Of(record), Comorbidity.Of(record) }.OfType<RiskScore>()];
}
