using MedLedger.Clinical.Lexicon;
using MedLedger.Domain;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>Who was last said to be on dialysis before the day of a kidney transplant is not on dialysis any more; whoever goes back to it is said to be on it later.</summary>
internal static class TransplantEndsDialysisRule
{
    public const string Name = "transplant-ends-dialysis";

    private static readonly string? _dialysis = LexiconNames.KeyOf("dependence on hemodialysis", EntryKind.Problem);
    private static readonly string? _transplanted = LexiconNames.KeyOf("kidney transplantation", EntryKind.Procedure);

    public static void Apply(RecordBuilder record)
    {
        if (Day(record) is not { } day) return;
        for (var at = record.ActiveProblems.Count - 1; at >= 0; at--)
        {
            var line = record.ActiveProblems[at];
            if (LexiconNames.KeyOf(line.Concept.Text, EntryKind.Problem) != _dialysis || !(line.Stated?.Latest < day.Earliest)) continue;
            record.EndProblem(at, ProblemStatus.Inactive, Name, $"kidney transplant {day}", line.Sources);
        }
    }

    private static PartialDate? Day(RecordBuilder record) =>
        record.Procedures.Where(line => line is { Certainty: ReadingCertainty.Sure, Performed: not null } && LexiconNames.KeyOf(line.Concept.Text, EntryKind.Procedure) == _transplanted).Select(line => line.Performed).Max();
}
