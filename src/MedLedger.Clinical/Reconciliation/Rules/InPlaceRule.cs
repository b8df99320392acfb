using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>Devices, directives and warnings stand until a newer, sure statement removes or revokes them.</summary>
internal static class InPlaceRule
{
    public const string Name = "in-place";

    public static void Devices(IReadOnlyList<Statement<DeviceFinding>> group, RecordBuilder record)
    {
        var standing = Standing(group, one => !one.Finding.Active || one.Finding.Removed?.Earliest <= record.AsOf, "removed", record);
        if (standing.Count > 0)
            record.Devices.Add(OneOccurrenceRule.Common(standing, new DeviceLine
            {
                Since = standing.Where(one => one.Finding.Since is not null).Select(one => one.Finding.Since).Min(),
                Concept = standing[^1].Finding.Concept,
                Certainty = default,
                Sources = [],
                Trace = [],
            }));
    }

    public static void Directives(IReadOnlyList<Statement<DirectiveFinding>> group, RecordBuilder record)
    {
        var standing = Standing(group, one => !one.Finding.Active, "revoked", record);
        if (standing.Count > 0)
            record.Directives.Add(OneOccurrenceRule.Common(standing, new DirectiveLine
            {
                Dated = standing.Where(one => one.Finding.Dated is not null).Select(one => one.Finding.Dated).Max(),
                Concept = standing[^1].Finding.Concept,
                Certainty = default,
                Sources = [],
                Trace = [],
            }));
    }

    public static void Alerts(IReadOnlyList<Statement<AlertFinding>> group, RecordBuilder record)
    {
        var standing = Standing(group, one => !one.Finding.Active, "no longer active", record);
        if (standing.Count > 0)
            record.Alerts.Add(OneOccurrenceRule.Common(standing, new AlertLine { Concept = standing[^1].Finding.Concept, Certainty = default, Sources = [], Trace = [] }));
    }

    private static List<Statement<T>> Standing<T>(IReadOnlyList<Statement<T>> group, Func<Statement<T>, bool> ends, string word, RecordBuilder record) where T : Finding
    {
        var standing = new List<Statement<T>>();
        foreach (var one in group.OldestFirst())
        {
            if (one.Finding.Assertion.Temporality == Temporality.Planned) { record.Drop(one, "planned", "planned"); continue; }
            if (!ends(one) && !one.Finding.Assertion.Negated) { standing.Add(one); continue; }
            record.Drop(one, Name, one.Finding.Assertion.Negated ? "denied" : word);
            // A denial is not a removal, and an unsure removal proves nothing.
            if (one.Finding.Assertion.Negated || !one.IsSure) continue;
            foreach (var former in standing) record.Drop(former, Name, $"{word} ({one.Dated})");
            standing.Clear();
        }

        return standing;
    }
}
