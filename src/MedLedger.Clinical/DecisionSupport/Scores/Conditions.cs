using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Rules;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.DecisionSupport.Scores;

/// <summary>Which diagnoses of the record are meant by the words of a score, by ICD-10 code or by name (conditions.json).</summary>
internal static class Conditions
{
    private static readonly Lazy<Dictionary<string, Condition>> _known = new(() => RuleFile.Read<Dictionary<string, Condition>>("conditions.json"));

    /// <summary>Sure lines that are this condition, past ones too where <paramref name="past"/> counts.</summary>
    public static IReadOnlyList<ProblemLine> Of(PatientRecord record, string name, bool past = true) =>
        [.. record.ActiveProblems.Concat(past ? record.PastProblems : []).Where(line => line.Certainty == ReadingCertainty.Sure && Is(line.Concept, _known.Value[name]))];

    /// <summary>Whether only an unsure line says so.</summary>
    public static bool IsUnsure(PatientRecord record, string name) =>
        Of(record, name).Count == 0 && record.ActiveProblems.Concat(record.PastProblems).Any(line => Is(line.Concept, _known.Value[name]));

    private static bool Is(CodedText concept, Condition condition)
    {
        if (concept.CodeIn(CodeSystems.Icd10Cm) is { } code && condition.Icd10.Any(prefix => code.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) return true;
        var words = $" {PlainWords.Join(concept.Text)} ";
        return condition.Words.Any(name => words.Contains($" {name} ", StringComparison.Ordinal)) && condition.Not?.Any(name => words.Contains($" {name} ", StringComparison.Ordinal)) != true;
    }

    private sealed record Condition(IReadOnlyList<string> Icd10, IReadOnlyList<string> Words, IReadOnlyList<string>? Not = null);
}
