using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>The newest statement decides whether a drug is being taken; an unsure one can cast doubt but never end or change what a sure one said.</summary>
internal static class MedicationStandingRule
{
    private const string Newest = "newest-statement";

    private enum Says
    {
        Take,
        Hold,
        Stop,
    }

    private sealed record Event(Says Says, DateOnly Day, bool Dated, string Reason, string Rule, Statement<MedicationFinding> Statement);

    public static void Apply(IReadOnlyList<Statement<MedicationFinding>> statements, RecordBuilder record)
    {
        var events = new List<Event>();
        foreach (var statement in statements)
        {
            if (statement.Finding.Status == MedicationStatus.DoNotGive) { DoNotGive(statement, record); events.Add(Stop(statement, statement.Day, "said not to be given", "do-not-give")); continue; }
            if (statement.Finding.Status == MedicationStatus.Planned || statement.Finding.Assertion.Temporality == Temporality.Planned || statement.Finding.Start?.Earliest > record.AsOf)
            {
                record.Drop(statement, "planned", "considered or planned, not being taken");
                continue;
            }

            if ((GivenOnce(statement) || statement.Finding.IsOccasion) && statements.Any(other => other != statement && SaysWhetherTaken(other)))
            {
                record.Drop(statement, "given-once", "given there and then, not a word about what is taken");
                continue;
            }

            if (IsPastList(statement))
            {
                record.Drop(statement, "historical", "of the past, which is no stop");
                continue;
            }

            events.Add(Read(statement, statements, record.AsOf));
        }

        events.Sort((a, b) => (a.Day, a.Says == Says.Stop ? 1 : 0, a.Statement.Order).CompareTo((b.Day, b.Says == Says.Stop ? 1 : 0, b.Statement.Order)));
        var taken = events.FindLastIndex(one => one.Says != Says.Stop);
        foreach (var stop in events.Where(one => one.Says == Says.Stop && one.Rule != "do-not-give")) record.Drop(stop.Statement, stop.Rule, stop.Reason);
        if (taken < 0) return;

        var after = events.Skip(taken + 1).ToList();
        var courses = events.Where(one => IsOtherCourse(one, events)).ToHashSet();
        if (after.Find(one => one.Statement.IsSure && !courses.Contains(one)) is { } ended)
        {
            foreach (var one in events.Where(one => one.Says != Says.Stop)) record.Drop(one.Statement, ended.Rule, $"{ended.Reason} ({ended.Statement.Dated})");
            return;
        }

        // Only what was said since the last sure stop counts: an older dose ended with that stop.
        var lastStop = events.FindLastIndex(one => one.Says == Says.Stop && one.Statement.IsSure && one.Dated && !courses.Contains(one));
        var standing = events.Skip(lastStop + 1).Where(one => one.Says != Says.Stop).ToList();
        // An unsure hold holds nothing, and an unsure mention takes nothing up again.
        var decisive = standing.FindLast(one => one.Statement.IsSure) ?? standing[^1];
        var doubts = after.Where(one => !(courses.Contains(one) && standing.Exists(taking => taking.Statement.IsSure && taking.Statement.Finding.Start?.Earliest >= one.Day))).Select(one => (one.Statement, Doubt: one.Statement.IsSure ? $"a course of another dose ended ({one.Statement.Dated})" : Unsure(one.Reason, one)))
            .Concat(events.Where(one => one.Says == Says.Stop && !one.Dated && one.Statement.Document != events[taken].Statement.Document).Select(one => (one.Statement, $"an undated document says: {one.Reason}")))
            .Concat(standing.SkipWhile(one => one != decisive).Where(one => one.Says != decisive.Says).Select(one => (one.Statement, Unsure(one.Says == Says.Hold ? "on hold" : "being taken", one))))
            .ToList();
        record.Medications.Add(Line([.. standing.Select(one => one.Statement)], decisive, doubts, record.AsOf));
    }

    private static string Unsure(string reason, Event one) => $"a newer but unsure statement: {reason} ({one.Statement.Dated})";

    // A rescue course beside what is taken for good: its end is not the end of the other dose.
    private static bool IsOtherCourse(Event stop, List<Event> events) =>
        stop is { Rule: CourseEndedRule.Name, Statement.Finding.Dosing: not null }
        && events.Exists(one => one.Says != Says.Stop && one.Statement.IsSure && one.Statement.Finding.Dosing is not null && NewestDoseRule.Disagree(one.Statement, stop.Statement));

    private static MedicationLine Line(IReadOnlyList<Statement<MedicationFinding>> standing, Event decisive, List<(Statement<MedicationFinding> Statement, string Doubt)> said, DateOnly asOf)
    {
        var doubts = said.Select(one => one.Doubt).ToList();
        var newest = standing[^1];
        var named = standing.LastOrDefault(one => one.IsSure) ?? newest;
        var dose = NewestDoseRule.Choose(standing);
        if (dose.Doubt is { } doubt) doubts.Add(doubt);
        var open = decisive.Says == Says.Take ? UnendedCourseRule.Doubt(standing, asOf) : null;
        if (open is not null) doubts.Add(open);
        if (!decisive.Statement.IsSure) doubts.Insert(0, newest.UnsureBecause!);
        var unsure = doubts.Count > 0;
        return new()
        {
            Concept = MergedConcept(named.Finding.Concept, standing),
            Certainty = unsure ? ReadingCertainty.Unsure : ReadingCertainty.Sure,
            UnsureBecause = unsure ? string.Join("; ", doubts.Distinct()) : null,
            Dosing = unsure && dose.Dosing is { } words ? new() { Text = words.Text } : dose.Dosing,
            Status = decisive.Says == Says.Hold ? MedicationStatus.OnHold : standing.Any(one => one.Finding.Status == MedicationStatus.Active) ? MedicationStatus.Active : MedicationStatus.Unknown,
            Start = standing.Where(one => one.Finding.Start is not null).Select(one => one.Finding.Start).Min(),
            End = decisive.Says == Says.Take && newest.Finding.Status == MedicationStatus.OnHold ? null : newest.Finding.End,
            Reason = standing.Select(one => one.Finding.Reason).LastOrDefault(reason => reason is not null),
            Stated = newest.Date,
            Sources = standing.AllSources(),
            Trace = [Statements.Trace(Newest, standing.Count == 1 ? "the only statement" : $"newest of {standing.Count} statements", standing), .. said.Count > 0 ? [Statements.Trace(Newest, string.Join("; ", said.Select(one => one.Doubt).Distinct()), said.Select(one => one.Statement))] : Array.Empty<Trace>(), .. open is not null ? [Statements.Trace(UnendedCourseRule.Name, open, [newest])] : Array.Empty<Trace>(), .. dose.Trace],
        };
    }

    /// <summary>The words of the best statement; codes that it lacks come from the others.</summary>
    internal static CodedText MergedConcept<T>(CodedText best, IEnumerable<Statement<T>> group) where T : Finding
    {
        var codes = best.Codes.ToList();
        foreach (var code in group.SelectMany(one => one.Finding.Concept.Codes))
            if (!codes.Exists(known => known.System == code.System)) codes.Add(code);
        return best with { Codes = codes };
    }

    // A single day in words: an injection in the emergency room neither starts nor ends what is taken at home.
    private static bool GivenOnce(Statement<MedicationFinding> statement) =>
        statement is { IsCoded: false, Finding: { Status: MedicationStatus.Completed, Assertion.Negated: false, Start: { Day: not null } start, End: { } end } } && start == end;

    private static bool SaysWhetherTaken(Statement<MedicationFinding> other) =>
        other.Finding is { IsOccasion: false, Assertion.Negated: false, Status: MedicationStatus.Active or MedicationStatus.Unknown or MedicationStatus.OnHold };

    // The list of drugs on admission in a coded document tells what was taken then, not that it was stopped.
    private static bool IsPastList(Statement<MedicationFinding> statement) =>
        statement is { IsCoded: true, Finding: { End: null, Assertion: { Negated: false, Temporality: Temporality.Historical }, Status: MedicationStatus.Active or MedicationStatus.Unknown } };

    private static Event Read(Statement<MedicationFinding> statement, IReadOnlyList<Statement<MedicationFinding>> all, DateOnly asOf)
    {
        var finding = statement.Finding;
        if (finding.Assertion.Negated) return Stop(statement, statement.Day, "said not to be taken", "negated");
        if (finding.Status is MedicationStatus.Stopped or MedicationStatus.Completed || finding.Assertion.Temporality == Temporality.Historical)
        {
            var word = finding.Status == MedicationStatus.Completed ? "completed" : finding.Status == MedicationStatus.Stopped ? "stopped" : "said to be in the past";
            return Stop(statement, StopDay(statement, all), finding.Reason is { } reason ? $"{word}: {reason}" : word, finding.Status == MedicationStatus.Unknown ? "historical" : "stopped");
        }

        // "Hold until 12 October": from that day on it is taken again.
        if (finding is { Status: MedicationStatus.OnHold, End: { } held } && held.Latest < asOf) return new(Says.Take, statement.Day, statement.Date is not null, "", Newest, statement);
        if (CourseEndedRule.LastDay(statement) is { } last && last < asOf)
            return Stop(statement, last, $"course ended on {last:yyyy-MM-dd}", CourseEndedRule.Name) with { Dated = true };
        return new(finding.Status == MedicationStatus.OnHold ? Says.Hold : Says.Take, statement.Day, statement.Date is not null, "", Newest, statement);
    }

    // A coded stop happened when it says, or on the day it was recorded when the same document holds a running order for the drug
    // (a changed dose is an old order stopped and a new one started). In prose, "stopped in 2020" is true on the day of writing.
    private static DateOnly StopDay(Statement<MedicationFinding> statement, IReadOnlyList<Statement<MedicationFinding>> all)
    {
        if (!statement.IsCoded) return statement.Day;
        // Discontinued on the day on which the same document begins the drug anew: the old order ended, not the drug.
        if (statement.Finding.End is { } end) return all.Any(other => other.Document == statement.Document && other.Finding is { Status: MedicationStatus.Active, Assertion.Negated: false, Start: { } begun } && begun.Earliest >= end.Latest) ? end.Latest.AddDays(-1) : end.Latest;
        // An order that ran out on a day nobody states ends nothing that was said after the order.
        if (statement.Finding.Status == MedicationStatus.Completed) return statement.Day;
        var runsOn = all.Any(other => other.Document == statement.Document && other.Finding.Status is MedicationStatus.Active or MedicationStatus.OnHold && !other.Finding.Assertion.Negated);
        // Discontinued, and in another dose ordered anew in the same message: the old order ended, not the drug.
        if (runsOn && all.Any(other => other.Document == statement.Document && other.Day == statement.Day && other.Finding is { Status: MedicationStatus.Active, Assertion.Negated: false, Dosing: not null } && statement.Finding.Dosing is not null && NewestDoseRule.Disagree(statement, other)))
            return statement.Day > DateOnly.MinValue ? statement.Day.AddDays(-1) : statement.Day;
        return runsOn ? statement.Day : Later(statement.Day, statement.Document.Date?.Earliest ?? DateOnly.MinValue);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static Event Stop(Statement<MedicationFinding> statement, DateOnly day, string reason, string rule) =>
        new(Says.Stop, day, day > DateOnly.MinValue, reason, rule, statement);

    private static void DoNotGive(Statement<MedicationFinding> statement, RecordBuilder record) => record.Alerts.Add(new()
    {
        Concept = statement.Finding.Concept,
        Certainty = statement.IsSure || statement.Finding.Certainty == ReadingCertainty.Sure ? ReadingCertainty.Sure : ReadingCertainty.Unsure,
        UnsureBecause = statement.Finding.Certainty == ReadingCertainty.Sure ? null : statement.UnsureBecause,
        DoNotGive = true,
        Stated = statement.Date,
        Sources = statement.Finding.Sources,
        Trace = [Statements.Trace("do-not-give", statement.Finding.Reason ?? "an order not to give it", [statement])],
    });
}
