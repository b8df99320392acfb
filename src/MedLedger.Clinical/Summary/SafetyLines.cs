using MedLedger.Clinical.DecisionSupport;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary;

/// <summary>Decision support as lines of the page: what may interrupt stands above everything, notes stay off the page, and no empty list reads as "safe".</summary>
internal static class SafetyLines
{
    public static IEnumerable<PageLine> Interrupting(SafetyReview safety) =>
        safety.Alerts.Where(alert => alert.Tier == AlertTier.Interrupt).Select(alert => Line(alert, $"ALERT: {alert.Title}", alert.Because));

    public static PageBlock Block(PatientRecord record, SafetyReview safety)
    {
        var lines = safety.Alerts.Where(alert => alert.Tier == AlertTier.Warning).Select(alert => Line(alert, alert.Title, $"{alert.Because} ({alert.Source.Date})") with { Critical = false }).ToList();
        if (safety.NotChecked.Count > 0 && record.Medications.Count > 0)
            lines.Add(new() { Text = $"Not checked: {string.Join("; ", safety.NotChecked.Select(one => $"{one.What} ({one.Why})"))}" });
        return new("safety", "Alerts by rule, not reviewed by a clinician", lines, Empty: record.Medications.Count == 0
            ? null
            : $"No rule applies to the {safety.MedicinesKnown} of {record.Medications.Count} medicines that the rules know. That is no proof of safety.");
    }

    public static PageLine Score(RiskScore score)
    {
        var inputs = score.Inputs.Count > 0 ? string.Join(", ", score.Inputs.Select(input => input.Name == "basis" ? input.Value : $"{input.Name} {input.Value}")) : null;
        var missing = score.Missing.Count > 0 ? $"missing: {string.Join(", ", score.Missing)}" : null;
        return new()
        {
            Text = $"{score.Name} {score.Value ?? "not computed"}",
            Detail = $"({string.Join("; ", new[] { inputs, missing }.OfType<string>().DefaultIfEmpty("nothing recorded that counts"))})",
            Sources = Statements.Once(score.Inputs.SelectMany(input => input.Lines).SelectMany(line => line.Sources)),
        };
    }

    private static PageLine Line(SafetyAlert alert, string text, string detail) => new()
    {
        Text = text,
        Detail = detail,
        Critical = true,
        Certainty = alert.Certainty,
        UnsureBecause = alert.Certainty == ReadingCertainty.Sure ? null : "rests on an unsure reading",
        Sources = Statements.Once(alert.Lines.SelectMany(line => line.Sources)),
    };
}
