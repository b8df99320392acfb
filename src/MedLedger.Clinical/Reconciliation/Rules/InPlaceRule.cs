using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>Devices, directives and warnings stand until a newer, sure statement removes or revokes them.</summary>
internal static class InPlaceRule
{
    public const string Name = "in-place";

    public static void Devices(IReadOnlyList<Statement<DeviceFinding>> group, RecordBuilder record)
    {
        var standing = Standing(group, one => !one.Finding.Active || one.Finding.Removed?.Earliest <= record.AsOf, one => one.Finding.Removed ?? one.Finding.Since ?? one.Finding.Recorded, "removed", record, out var against);
        if (standing.Count > 0)
            record.Devices.Add(With(against, OneOccurrenceRule.Common(standing, new DeviceLine
            {
                Since = standing.Where(one => one.Finding.Since is not null).Select(one => one.Finding.Since).Min(),
                Concept = standing[^1].Finding.Concept,
                Certainty = default,
                Sources = [],
                Trace = [],
            })));
    }

    public static void Directives(IReadOnlyList<Statement<DirectiveFinding>> group, RecordBuilder record)
    {
        var standing = Standing(group, one => !one.Finding.Active, one => one.Finding.Dated ?? one.Finding.Recorded, "revoked", record, out var against);
        if (standing.Count > 0)
            record.Directives.Add(With(against, OneOccurrenceRule.Common(standing, new DirectiveLine
            {
                FirstSure = standing.Where(one => one.IsSure).Select(one => one.Finding.Dated ?? one.Date).Max()?.Earliest,
                LastSaid = standing.Max(one => Later(one.Finding.Dated, one.Date)),
                Dated = standing.Where(one => one.Finding.Dated is not null).Select(one => one.Finding.Dated).Max(),
                Concept = standing[^1].Finding.Concept,
                Certainty = default,
                Sources = [],
                Trace = [],
            })));
    }

    public static void Alerts(IReadOnlyList<Statement<AlertFinding>> group, RecordBuilder record)
    {
        var standing = Standing(group, one => !one.Finding.Active, one => one.Finding.Recorded, "no longer active", record, out var against);
        if (standing.Count > 0)
            record.Alerts.Add(With(against, OneOccurrenceRule.Common(standing, new AlertLine { Concept = standing[^1].Finding.Concept, Certainty = default, Sources = [], Trace = [] })));
    }

    private static List<Statement<T>> Standing<T>(IReadOnlyList<Statement<T>> group, Func<Statement<T>, bool> ends, Func<Statement<T>, PartialDate?> own, string word, RecordBuilder record, out List<(Statement<T> Statement, string Conflict)> against)
        where T : Finding
    {
        var standing = new List<Statement<T>>();
        against = [];
        foreach (var one in group.OldestFirst())
        {
            if (one.Finding.Assertion.Temporality == Temporality.Planned) { record.Drop(one, "planned", "planned"); continue; }
            if (!ends(one) && !one.Finding.Assertion.Negated) { standing.Add(one); continue; }
            var denied = one.Finding.Assertion.Negated;
            record.Drop(one, Name, denied ? "denied" : word);
            // A denial is not a removal, and an unsure removal proves nothing: both are shown beside what stands.
            if (denied || !one.IsSure) { against.Add((one, denied ? $"denied in {one.Dated}" : $"an unsure reading says {word} ({one.Dated})")); continue; }
            foreach (var former in standing.Where(former => !IsClosedTwin(one, former, own)).ToList())
            {
                record.Drop(former, Name, $"{word} ({one.Dated})");
                standing.Remove(former);
            }
        }

        // What was said before the last affirmation is settled by it.
        var last = standing.Count > 0 ? standing.Max(one => one.Day) : DateOnly.MaxValue;
        against.RemoveAll(one => one.Statement.Day < last);
        return standing;
    }

    // A coded list that holds an active and a closed entry: only a closing with a later day of its own ends the active one.
    private static bool IsClosedTwin<T>(Statement<T> end, Statement<T> former, Func<Statement<T>, PartialDate?> own) where T : Finding =>
        end.IsCoded && end.Document == former.Document && !(own(end)?.Earliest > own(former)?.Latest);

    private static TLine With<T, TLine>(List<(Statement<T> Statement, string Conflict)> against, TLine line)
        where T : Finding
        where TLine : RecordLine
    {
        if (against.Count == 0) return line;
        var conflict = string.Join("; ", against.Select(one => one.Conflict).Distinct());
        return (TLine)(line with { Conflict = conflict, Trace = [.. line.Trace, Statements.Trace(Name, conflict, against.Select(one => one.Statement))] });
    }

    // A day that nobody states may be any.
    private static DateOnly Later(PartialDate? dated, PartialDate? stated) =>
        dated is null && stated is null ? DateOnly.MaxValue : new[] { dated?.Latest, stated?.Latest }.Max()!.Value;
}
