using MedLedger.Clinical.Lexicon;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>A general name ("diabetes") is the same line as the one specific name ("type 2 diabetes") that it fits; with two that it may mean, it stays.</summary>
internal static class GeneralYieldsRule
{
    public const string Name = "general-yields";

    public static void Apply(RecordBuilder record)
    {
        var words = new Words();
        Within(record.ActiveProblems, words);
        // A problem that is active is not listed as past as well.
        for (var i = record.PastProblems.Count - 1; i >= 0; i--)
        {
            var past = record.PastProblems[i];
            var same = record.ActiveProblems.FindIndex(active => Fits(past, active, words));
            if (same < 0 || past.Abatement is not null || HidesASureOne(past, record.ActiveProblems[same])) continue;
            record.ActiveProblems[same] = Merge(record.ActiveProblems[same], past);
            record.PastProblems.RemoveAt(i);
        }

        Within(record.PastProblems, words);
        Insulin(record.Medications);
    }

    // "Sugars controlled on insulin" beside "insulin glargine 20 units" names no second drug.
    private static void Insulin(List<MedicationLine> lines)
    {
        var general = lines.FindIndex(line => line.Concept.Text.Equals("insulin", StringComparison.OrdinalIgnoreCase) && line.Dosing?.Dose is null);
        var specific = lines.FindIndex(line => line.Concept.Text.Contains("insulin ", StringComparison.OrdinalIgnoreCase) && line.Certainty == ReadingCertainty.Sure);
        if (general < 0 || specific < 0) return;
        lines[specific] = lines[specific] with
        {
            Sources = Statements.Once([.. lines[specific].Sources, .. lines[general].Sources]),
            Trace = [.. lines[specific].Trace, new(Name, $"also stated as \"{lines[general].Concept.Text}\"", [.. lines[general].Sources.Select(source => source.Document).Distinct().Order()])],
        };
        lines.RemoveAt(general);
    }

    private static void Within(List<ProblemLine> lines, Words words)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            var specific = Enumerable.Range(0, lines.Count).Where(j => j != i && Fits(lines[i], lines[j], words)).ToList();
            // Two kinds of one disease ("mixed Alzheimer's and vascular dementia") say all that its plain name says; elsewhere a second candidate keeps it.
            if (specific.Count == 0 || (specific.Count > 1 && !specific.TrueForAll(j => BroaderNames.Covers(lines[i].Concept, lines[j].Concept, EntryKind.Problem))) || HidesASureOne(lines[i], lines[specific[0]])) continue;
            lines[specific[0]] = Merge(lines[specific[0]], lines[i]);
            lines.RemoveAt(i);
        }
    }

    // An unsure specific name does not swallow what is sure.
    private static bool HidesASureOne(ProblemLine general, ProblemLine specific) =>
        general.Certainty == ReadingCertainty.Sure && specific.Certainty == ReadingCertainty.Unsure;

    private static bool Fits(ProblemLine general, ProblemLine specific, Words words)
    {
        var (few, many) = (words.Of(general), words.Of(specific));
        if (few.Count > 0 && few.Count < many.Count && few.IsSubsetOf(many) && IsAKind(specific.Concept, general.Concept, few)) return true;
        if (BroaderNames.Covers(general.Concept, specific.Concept, EntryKind.Problem)) return true;
        return Icd10(general.Concept) is { } a && Icd10(specific.Concept) is { } b && a != b && Covers(a, b);
    }

    private static bool IsAKind(CodedText specific, CodedText general, IReadOnlySet<string> few) =>
        KindOf.Organ(specific, general) && KindOf.Head(specific) is var head && (head is null || few.IsSubsetOf(ConceptKeys.ProblemWords(head)));

    // The WHO's ICD-10 and the clinical modification share their categories.
    private static string? Icd10(CodedText concept) => concept.CodeIn(CodeSystems.Icd10Cm) ?? concept.CodeIn("http://hl7.org/fhir/sid/icd-10");

    // ICD-10-CM: a category, or its "unspecified" child (fourth character 9), covers the other children of the category.
    // Not for injuries and factors (S to Z), nor for diabetes (E08 to E13) and lupus (M32), whose other children are its complications: the disease is a line of its own.
    private static bool Covers(string general, string specific)
    {
        if (general.Length < 3 || general[0] is >= 'S' || !specific.StartsWith(general[..3], StringComparison.Ordinal)) return false;
        return specific.StartsWith(general, StringComparison.Ordinal) || (general.Length > 4 && general[4] == '9' && !HasComplications(general) && !(specific.Length > 4 && specific[4] == '9'));
    }

    private static bool HasComplications(string code) => code[..3] is "E08" or "E09" or "E10" or "E11" or "E13" or "M32";

    // Every line is held against every other: its words are taken apart once.
    private sealed class Words
    {
        private readonly Dictionary<string, IReadOnlySet<string>> _known = new(StringComparer.Ordinal);

        public IReadOnlySet<string> Of(ProblemLine line)
        {
            if (!_known.TryGetValue(line.Concept.Text, out var words)) _known[line.Concept.Text] = words = ConceptKeys.ProblemWords(line.Concept);
            return words;
        }
    }

    private static ProblemLine Merge(ProblemLine into, ProblemLine general)
    {
        var promoted = into.Certainty == ReadingCertainty.Sure;
        return into with
        {
            Sources = Statements.Once([.. into.Sources, .. general.Sources]),
            Onset = promoted ? into.Onset ?? general.Onset : into.Onset,
            Conflict = into.Conflict ?? general.Conflict,
            Trace = [.. into.Trace, new(Name, $"also stated as \"{general.Concept.Text}\"", [.. general.Sources.Select(source => source.Document).Distinct().Order()])],
        };
    }
}
