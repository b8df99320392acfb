using MedLedger.Clinical.Lexicon;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>Prediabetes is past once diabetes is surely said, and osteopenia once osteoporosis is: the one led to the other.</summary>
internal static class EarlierStageRule
{
    public const string Name = "earlier-stage";

    private static readonly List<(string? Earlier, List<string?> Later)> _stages =
    [
        (Key("prediabetes"), [Key("type 2 diabetes mellitus"), Key("type 1 diabetes mellitus"), Key("diabetes mellitus")]),
        (Key("osteopenia"), [Key("osteoporosis")]),
    ];

    public static void Apply(RecordBuilder record)
    {
        foreach (var (earlier, later) in _stages)
        {
            if (record.ActiveProblems.Find(line => line.Certainty == ReadingCertainty.Sure && later.Contains(Key(line.Concept.Text))) is not { } reached) continue;
            for (var at = record.ActiveProblems.Count - 1; at >= 0; at--)
            {
                var line = record.ActiveProblems[at];
                // A later word of the earlier stage may take the disease back; then both stay.
                if (Key(line.Concept.Text) != earlier || line.Stated?.Earliest > reached.Stated?.Latest) continue;
                record.EndProblem(at, ProblemStatus.Inactive, Name, $"now {reached.Concept.Text}", reached.Sources);
            }
        }
    }

    private static string? Key(string name) => LexiconNames.KeyOf(name, EntryKind.Problem);
}
