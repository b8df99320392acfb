using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>An allergy stands until a newer, sure statement refutes or ends it in so many words; a mere "no" against it is shown as a conflict.</summary>
internal static class AllergyStandingRule
{
    public const string Name = "allergy-stands";

    public static void Apply(IReadOnlyList<Statement<AllergyFinding>> statements, RecordBuilder record)
    {
        var ordered = statements.OldestFirst().ToList();
        var affirmed = ordered.Where(Affirms).ToList();
        var ended = ordered.Where(one => Ends(one) && one.IsSure).ToList();
        var denied = ordered.Where(one => one.Finding.Assertion.Negated && !Ends(one)).ToList();
        if (affirmed.Count == 0)
        {
            foreach (var one in denied) record.Drop(one, "negated", "said not to be an allergy");
            if (ended.Count > 0) record.Allergies.Add(Ended(ended, []));
            foreach (var one in ended) record.Drop(one, Name, EndedAs(one));
            return;
        }

        // Where the end is not certainly the later word the allergy stands: leaving one out is worse than showing one too many.
        if (ended.FindLast(one => affirmed.TrueForAll(affirmation => EndsIt(one, affirmation))) is { } newestEnd)
        {
            record.Allergies.Add(Ended(ended, affirmed));
            foreach (var one in affirmed) record.Drop(one, Name, $"{EndedAs(newestEnd)} ({newestEnd.Dated})");
            return;
        }

        var conflicts = denied.Select(one => $"denied in {one.Dated}")
            .Concat(ended.Select(one => $"{EndedAs(one)} in {one.Dated}"))
            .Concat(ordered.Where(one => Ends(one) && !one.IsSure).Select(one => $"an unsure reading says {EndedAs(one)} ({one.Dated})"))
            .Distinct()
            .ToList();
        // A list printed after the test that repeats an entry older than the test: shown, but as what it is.
        var repeated = ended.FindLast(one => one.Finding.Status == AllergyStatus.Refuted && affirmed.TrueForAll(affirmation => EndsIt(one, affirmation) || (affirmation.Document == one.Document && !affirmation.IsSure) || (affirmation.Document != one.Document && affirmation.Finding.Onset?.Latest < one.Day)));
        var against = ordered.Where(one => !affirmed.Contains(one) && (Ends(one) || one.Finding.Assertion.Negated)).ToList();
        var line = Line(affirmed, AllergyStatus.Active, conflicts);
        if (repeated is not null) line = line with { Certainty = ReadingCertainty.Unsure, UnsureBecause = $"{EndedAs(repeated)} ({repeated.Dated}), and an older entry is still listed" };
        record.Allergies.Add(conflicts.Count == 0 ? line : line with { Trace = [.. line.Trace, Statements.Trace(Name, string.Join("; ", conflicts), against)] });
    }

    // A closed entry beside an active one of the same list is a duplicate, and what bears no date may be the newer.
    private static bool EndsIt(Statement<AllergyFinding> end, Statement<AllergyFinding> affirmation) =>
        end.Document != affirmation.Document && affirmation.Date is not null && end.IsAfter(affirmation);

    private static AllergyLine Ended(List<Statement<AllergyFinding>> ended, List<Statement<AllergyFinding>> affirmed)
    {
        var last = ended[^1];
        var line = Line([.. affirmed, .. ended], last.Finding.Assertion.Negated ? AllergyStatus.Refuted : last.Finding.Status, []);
        return line with { Trace = [Statements.Trace("allergy-ended", $"{EndedAs(last)} ({last.Dated})", ended)] };
    }

    private static AllergyLine Line(List<Statement<AllergyFinding>> group, AllergyStatus status, List<string> conflicts)
    {
        var sure = group.Where(one => one.IsSure).ToList();
        var best = sure.LastOrDefault(one => one.Finding.Concept.Codes.Count > 0) ?? sure.LastOrDefault() ?? group[^1];
        // Only what sure statements describe is shown as sure.
        var telling = sure.Count > 0 ? sure : group;
        return new()
        {
            Concept = MedicationStandingRule.MergedConcept(best.Finding.Concept, telling),
            Certainty = sure.Count > 0 ? ReadingCertainty.Sure : ReadingCertainty.Unsure,
            UnsureBecause = sure.Count > 0 ? null : group[^1].UnsureBecause,
            Conflict = conflicts.Count > 0 ? string.Join("; ", conflicts) : null,
            Reactions = [.. telling.SelectMany(one => one.Finding.Reactions).DistinctBy(reaction => ConceptKeys.Of(reaction).LastOrDefault())],
            Severity = telling.Select(one => one.Finding.Severity).MaxBy(Rank),
            Category = telling.Select(one => one.Finding.Category).LastOrDefault(category => category is not null),
            Type = telling.Any(one => one.Finding.Type == "allergy") ? "allergy" : telling.Select(one => one.Finding.Type).LastOrDefault(type => type is not null),
            Onset = telling.Where(one => one.Finding.Onset is not null).Select(one => one.Finding.Onset).Min(),
            Status = status,
            Stated = group[^1].Date,
            Sources = group.AllSources(),
            Trace = [Statements.Trace(Name, group.Count == 1 ? "the only statement" : $"stated {group.Count} times", group)],
        };
    }

    private static bool Ends(Statement<AllergyFinding> one) => one.Finding.Status is AllergyStatus.Refuted or AllergyStatus.Inactive or AllergyStatus.Resolved;

    private static bool Affirms(Statement<AllergyFinding> one) => !one.Finding.Assertion.Negated && !Ends(one) && one.Finding.Assertion.Temporality != Temporality.Planned;

    private static string EndedAs(Statement<AllergyFinding> one) => one.Finding.Status switch
    {
        AllergyStatus.Refuted => "refuted",
        AllergyStatus.Resolved => "resolved",
        AllergyStatus.Inactive => "inactive",
        _ => "denied",
    };

    private static int Rank(string? severity) => severity switch { "severe" => 3, "moderate" => 2, "mild" => 1, _ => 0 };
}
