using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>A problem stands until a newer statement resolves or refutes it in so many words; a mere denial is kept as a conflict.</summary>
internal static class ProblemStandingRule
{
    public const string Name = "problem-stands";

    private static readonly string[] _refuting = ["ruled out", "rule out", "excluded", "exclude", "refuted", "disproved", "not confirmed", "disconfirmed", "resolved"];

    public static void Apply(IReadOnlyList<Statement<ProblemFinding>> statements, RecordBuilder record)
    {
        var ordered = statements.OldestFirst().ToList();
        var affirmed = ordered.Where(one => !one.Finding.Assertion.Negated && one.Finding.Assertion.Temporality != Temporality.Planned).ToList();
        var denied = ordered.Where(one => one.Finding.Assertion.Negated).ToList();
        foreach (var one in ordered.Where(one => !affirmed.Contains(one))) record.Drop(one, one.Finding.Assertion.Negated ? "negated" : "planned", one.Finding.Assertion.Negated ? Denial(one) : "planned");
        if (affirmed.Count == 0) return;

        var newest = affirmed[^1];
        var newer = denied.Where(one => one.Document == newest.Document ? (one.Date?.Earliest ?? DateOnly.MinValue) >= (newest.Date?.Earliest ?? DateOnly.MinValue) : one.Day >= newest.Day).ToList();
        var sure = affirmed.Where(one => one.IsSure).ToList();
        // A suspicion ends with any later denial; a recorded fact only with one that says it was excluded.
        if (newer.Find(one => one.IsSure && (sure.Count == 0 || (one.IsAfter(newest) && Refutes(one)))) is { } end)
        {
            foreach (var one in affirmed) record.Drop(one, Name, $"{Denial(end)} ({end.Dated})");
            return;
        }

        var conflicts = newer.Where(one => !IsPast(newest, record.AsOf)).Select(one => $"{Denial(one)} in {one.Dated}").Distinct().ToList();
        var line = Line(affirmed, sure, conflicts);
        if (conflicts.Count > 0) line = line with { Trace = [.. line.Trace, Statements.Trace(Name, string.Join("; ", conflicts), newer)] };
        var past = ended(affirmed);
        (past ? record.PastProblems : record.ActiveProblems).Add(line with { Status = past ? EndedStatus(newest) : ProblemStatus.Active });

        bool ended(List<Statement<ProblemFinding>> group) => ProblemIsPast(group, record.AsOf);
    }

    private static bool ProblemIsPast(List<Statement<ProblemFinding>> affirmed, DateOnly asOf)
    {
        var decisive = affirmed.FindLast(one => one.IsSure && (IsEnded(one, asOf) || one.Finding.Status == ProblemStatus.Active || one.Finding.Assertion.Temporality == Temporality.Current)) ?? affirmed[^1];
        if (PregnancyEndsRule.Ended(affirmed[^1], asOf)) return true;
        // Who calls it resolved in the list of diagnoses still tells of it in the course of the same letter.
        if (affirmed.Exists(one => one.IsSure && one.Document == decisive.Document && !decisive.IsAfter(one) && IsEnded(one, asOf))) return true;
        // "GI bleed 2018" in a letter of 2025; a record that carries it as active is believed.
        if (affirmed.TrueForAll(one => !one.IsCoded && PassingEvent.IsOver(one.Finding.Concept, one.Finding.Onset ?? affirmed.Select(other => other.Finding.Onset).Max(), asOf)) && affirmed.Exists(one => one.Finding.Onset is not null)) return true;
        if (affirmed.TrueForAll(one => !one.IsCoded && PassingEvent.IsCured(one.Finding.Concept, one.Date, asOf))) return true;
        // "History of" a disease that does not end by itself is the disease, unless somebody says that it has ended.
        return affirmed.TrueForAll(one => one.Finding.Assertion.Temporality == Temporality.Historical && one.Finding.Status != ProblemStatus.Active)
            && !affirmed.Exists(one => LastingDisease.Is(one.Finding.Concept));
    }

    private static bool IsPast(Statement<ProblemFinding> one, DateOnly asOf) => IsEnded(one, asOf) || one.Finding.Assertion.Temporality == Temporality.Historical;

    private static bool IsEnded(Statement<ProblemFinding> one, DateOnly asOf) =>
        one.Finding.Status is ProblemStatus.Resolved or ProblemStatus.Inactive || one.Finding.Abatement?.Earliest <= asOf;

    private static ProblemStatus EndedStatus(Statement<ProblemFinding> one) => one.Finding.Status is ProblemStatus.Resolved ? ProblemStatus.Resolved : ProblemStatus.Inactive;

    private static ProblemLine Line(List<Statement<ProblemFinding>> affirmed, List<Statement<ProblemFinding>> sure, List<string> conflicts)
    {
        var best = sure.LastOrDefault(one => one.Finding.Concept.Codes.Count > 0) ?? sure.LastOrDefault() ?? affirmed[^1];
        // One document's word against one newer denial is no certainty; several documents or a coded list outweigh it.
        var outweighed = conflicts.Count > 0 && !sure.Exists(one => one.IsCoded) && sure.Select(one => one.Document.Reading.Document).Distinct().Count() < 2;
        var unsure = sure.Count == 0 || outweighed;
        return new()
        {
            Concept = MedicationStandingRule.MergedConcept(best.Finding.Concept, affirmed),
            Certainty = unsure ? ReadingCertainty.Unsure : ReadingCertainty.Sure,
            UnsureBecause = sure.Count == 0 ? affirmed[^1].UnsureBecause : unsure ? string.Join("; ", conflicts) : null,
            Conflict = conflicts.Count > 0 ? string.Join("; ", conflicts) : null,
            Status = ProblemStatus.Active,
            Onset = (sure.Count > 0 ? sure : affirmed).Where(one => one.Finding.Onset is not null).Select(one => one.Finding.Onset).Min(),
            Abatement = affirmed[^1].Finding.Abatement,
            Severity = (sure.Count > 0 ? sure : affirmed).Select(one => one.Finding.Severity).LastOrDefault(severity => severity is not null),
            Stated = affirmed[^1].Date,
            Sources = affirmed.AllSources(),
            Trace = [Statements.Trace(Name, affirmed.Count == 1 ? "the only statement" : $"stated {affirmed.Count} times", affirmed)],
        };
    }

    private static bool Refutes(Statement<ProblemFinding> one) => _refuting.Any(word => one.Finding.Assertion.Because.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Denial(Statement<ProblemFinding> one) => Refutes(one) ? "excluded" : "denied";
}
