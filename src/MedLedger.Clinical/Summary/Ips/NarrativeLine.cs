using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Reconciliation.Rules;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>One line of the record in words, with what is unsure or contradicted.</summary>
internal static class NarrativeLine
{
    public static string Of(RecordLine line) => Marked(line, line switch
    {
        AllergyLine allergy => $"{(allergy.IsCurrent ? "" : $"Not (or no longer) allergic ({allergy.Status.ToString().ToLowerInvariant()}): ")}{allergy.Concept.Text}{Behind(string.Join(", ", allergy.Reactions.Select(reaction => reaction.Text)))}",
        NoneKnownLine none => NoneKnownRule.Words(none.Scope),
        MedicationLine drug => $"{drug.Concept.Text}{Behind(drug.Dosing?.Text ?? "")}{(drug.Status == MedicationStatus.OnHold ? " (on hold)" : "")}",
        ProblemLine problem => $"{problem.Concept.Text}{(problem.Onset is { } onset ? $", since {onset}" : "")}{(problem.Abatement is { } end ? $", until {end}" : "")}",
        ResultLine result => Value(result, result.Latest),
        ProcedureLine procedure => $"{procedure.Concept.Text}{Behind(procedure.Performed?.ToString() ?? "")}",
        ImmunizationLine vaccine => $"{vaccine.Concept.Text}{Behind(vaccine.Given?.ToString() ?? "")}",
        AlertLine { DoNotGive: true } alert => $"Do not give: {alert.Concept.Text}",
        _ => line.Concept.Text,
    });

    public static string Of(ResultLine line, ResultValue value) =>
        $"{Value(line, value)}{(value.Certainty == ReadingCertainty.Unsure ? $" (unsure: {value.UnsureBecause})" : "")}";

    private static string Value(ResultLine line, ResultValue value) =>
        $"{line.Concept.Text}: {(value.Text.Length > 0 ? value.Text : "no value")}{(value.Flag is { } flag ? $" {flag}" : "")}{Behind(value.Date?.ToString() ?? "")}";

    private static string Marked(RecordLine line, string words)
    {
        foreach (var one in line.Corrections.Where(one => one.Verdict == CorrectionVerdict.Confirmed)) words += $" (confirmed by {one.By})";
        if (line.Certainty == ReadingCertainty.Unsure) words += $" (unsure: {line.UnsureBecause})";
        return line.Conflict is { } conflict && conflict != line.UnsureBecause ? $"{words} (conflict: {conflict})" : words;
    }

    private static string Behind(string text) => text.Length > 0 ? $", {text}" : "";
}
