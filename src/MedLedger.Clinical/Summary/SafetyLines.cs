using MedLedger.Clinical.DecisionSupport;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary;

/// <summary>Decision support as lines of the page: what may interrupt stands above everything, notes stay off the page, and no empty list reads as "safe".</summary>
internal static class SafetyLines
{
    public static IEnumerable<PageLine> Interrupting(SafetyReview safety, PageWords words) =>
        safety.Alerts.Where(alert => alert.Tier == AlertTier.Interrupt).Select(alert => Line(alert, words.Of("alert", words.Say(alert.Title)), words.Say(alert.Because), words));

    public static PageBlock Block(PatientRecord record, SafetyReview safety, PageWords words)
    {
        var lines = safety.Alerts.Where(alert => alert.Tier == AlertTier.Warning)
            .Select(alert => Line(alert, words.Say(alert.Title), $"{words.Say(alert.Because)} ({alert.Source.Date})", words) with { Critical = false }).ToList();
        if (safety.NotChecked.Count > 0 && record.Medications.Count > 0)
            lines.Add(new() { Text = words.Of("not.checked", string.Join("; ", safety.NotChecked.GroupBy(one => one.Why).Select(group => $"{string.Join(", ", group.Select(one => words.Say(one.What)))} ({words.Say(group.Key)})"))) });
        return new("safety", words["block.safety"], lines, Empty: record.Medications.Count == 0 ? null : words.Of("empty.safety", safety.MedicinesKnown, record.Medications.Count));
    }

    public static PageLine Score(RiskScore score, PageWords words)
    {
        var inputs = score.Inputs.Count > 0 ? string.Join(", ", score.Inputs.Select(input => input.Name == "basis" ? words.Say(input.Value) : $"{words.Say(input.Name)} {input.Value}")) : null;
        var missing = score.Missing.Count > 0 ? words.Of("score.missing", string.Join(", ", score.Missing.Select(words.Say))) : null;
        return new()
        {
            Text = $"{words.Say(score.Name)} {words.SayOrNull(score.Value) ?? words["score.none"]}",
            Detail = $"({string.Join("; ", new[] { inputs, missing }.OfType<string>().DefaultIfEmpty(words["score.nothing"]))})",
            Sources = Statements.Once([.. score.Inputs.SelectMany(input => input.Lines).SelectMany(line => line.Sources)]),
        };
    }

    private static PageLine Line(SafetyAlert alert, string text, string detail, PageWords words) => new()
    {
        Text = text,
        Detail = detail,
        Critical = true,
        Certainty = alert.Certainty,
        UnsureBecause = alert.Certainty == ReadingCertainty.Sure ? null : words["unsure.rests"],
        Sources = Statements.Once([.. alert.Lines.SelectMany(line => line.Sources)]),
    };
}
