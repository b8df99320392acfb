using MedLedger.Clinical.Lexicon;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>Who was last called a smoker before a later document calls the same person a former one does not smoke; whoever takes it up again is called a smoker later still.</summary>
internal static class GaveUpSmokingRule
{
    public const string Name = "gave-up-smoking";

    private static readonly string? _smokes = LexiconNames.KeyOf("tobacco use", EntryKind.Problem);
    private static readonly string? _smoked = LexiconNames.KeyOf("former smoker", EntryKind.Problem);

    public static void Apply(RecordBuilder record)
    {
        var former = record.ActiveProblems.Concat(record.PastProblems).Where(line => line is { Certainty: ReadingCertainty.Sure, Stated: not null } && KeyOf(line) == _smoked).MaxBy(line => line.Stated!.Value.Latest);
        if (former is null) return;
        for (var at = record.ActiveProblems.Count - 1; at >= 0; at--)
        {
            var line = record.ActiveProblems[at];
            if (KeyOf(line) != _smokes || !(line.Stated?.Latest < former.Stated!.Value.Earliest)) continue;
            record.EndProblem(at, ProblemStatus.Resolved, Name, $"former smoker {former.Stated}", former.Sources);
        }
    }

    private static string? KeyOf(ProblemLine line) => LexiconNames.KeyOf(line.Concept.Text, EntryKind.Problem);
}
