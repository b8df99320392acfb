using MedLedger.Domain;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>Procedures and immunizations are the same event when their dates agree as far as they go; one without a date joins the only event there is.</summary>
internal static class OneOccurrenceRule
{
    public const string Name = "one-occurrence";

    public static void Procedures(IReadOnlyList<Statement<ProcedureFinding>> group, RecordBuilder record)
    {
        var done = Kept(group, one => one.Finding.NotDone, record);
        foreach (var (date, same) in Events(done, one => one.Finding.Performed))
            record.Procedures.Add(Common(same, new ProcedureLine { Performed = date, Concept = same[^1].Finding.Concept, Certainty = default, Sources = [], Trace = [] }));
    }

    public static void Immunizations(IReadOnlyList<Statement<ImmunizationFinding>> group, RecordBuilder record)
    {
        var given = Kept(group, one => one.Finding.NotDone, record);
        foreach (var (date, same) in Events(given, one => one.Finding.Given))
            record.Immunizations.Add(Common(same, new ImmunizationLine { Given = date, Concept = same[^1].Finding.Concept, Certainty = default, Sources = [], Trace = [] }));
    }

    private static List<Statement<T>> Kept<T>(IReadOnlyList<Statement<T>> group, Func<Statement<T>, bool> notDone, RecordBuilder record) where T : Finding
    {
        var kept = new List<Statement<T>>();
        foreach (var one in group.OldestFirst())
        {
            if (notDone(one) || one.Finding.Assertion.Negated) record.Drop(one, "not-done", "refused, declined or not done");
            else if (one.Finding.Assertion.Temporality == Temporality.Planned) record.Drop(one, "planned", "planned, not done");
            else kept.Add(one);
        }

        return kept;
    }

    private static IEnumerable<(PartialDate? Date, List<Statement<T>> Same)> Events<T>(List<Statement<T>> kept, Func<Statement<T>, PartialDate?> date) where T : Finding
    {
        var events = new List<(PartialDate? Date, List<Statement<T>> Same)>();
        foreach (var one in kept.OrderByDescending(one => date(one)?.Precision ?? 0).ThenBy(one => one.Order))
        {
            var when = date(one);
            var fitting = events.FindAll(known => when is null || known.Date is null || when.Value.Covers(known.Date.Value));
            // A year that fits two events says nothing new about either.
            if (fitting.Count > 0) fitting[^1].Same.Add(one);
            else events.Add((when, [one]));
        }

        return events.OrderBy(one => one.Date?.Earliest ?? DateOnly.MinValue);
    }

    internal static TLine Common<TFinding, TLine>(List<Statement<TFinding>> same, TLine line)
        where TFinding : Finding
        where TLine : RecordLine
    {
        var sure = same.Where(one => one.IsSure).ToList();
        var best = sure.FindLast(one => one.Finding.Concept.Codes.Count > 0) ?? sure.LastOrDefault() ?? same[^1];
        return (TLine)(line with
        {
            Concept = MedicationStandingRule.MergedConcept(best.Finding.Concept, same),
            Certainty = sure.Count > 0 ? ReadingCertainty.Sure : ReadingCertainty.Unsure,
            UnsureBecause = sure.Count > 0 ? null : best.UnsureBecause,
            Stated = same.OldestFirst().Last().Date,
            Sources = same.AllSources(),
            Trace = [Statements.Trace(Name, same.Count == 1 ? "the only statement" : $"stated {same.Count} times", same)],
        });
    }
}
