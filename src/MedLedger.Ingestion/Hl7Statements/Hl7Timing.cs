using System.Globalization;
using MedLedger.Domain;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>When a drug is taken: TQ1 segments (HL7 v2.5 and later), else the TQ field of RXE-1 or ORC-7 with all its repetitions.</summary>
/// <param name="Words">The intervals as coded ("BID", "QAM and QHS"); null without any.</param>
/// <param name="PerDay">Doses in a day; null where more than one interval or an unknown one is named.</param>
/// <param name="AsNeeded">The interval or the priority is PRN.</param>
/// <param name="Start">The first start.</param>
/// <param name="End">The last end; null where any part has none.</param>
internal sealed record Hl7Timing(string? Words, decimal? PerDay, bool AsNeeded, PartialDate? Start, PartialDate? End)
{
    private static readonly Dictionary<string, decimal> Intervals = new(StringComparer.OrdinalIgnoreCase)
    {
        ["QD"] = 1,
        ["DAILY"] = 1,
        ["QAM"] = 1,
        ["QPM"] = 1,
        ["QHS"] = 1,
        ["HS"] = 1,
        ["BID"] = 2,
        ["TID"] = 3,
        ["QID"] = 4,
        ["QOD"] = 0.5m,
        ["QW"] = 1m / 7,
    };

    public static Hl7Timing Read(IReadOnlyList<Hl7Segment> quantities, IReadOnlyList<Hl7Field> fields)
    {
        var intervals = quantities.SelectMany(tq1 => tq1.Repetitions(3)).Select(pattern => pattern.FirstOf(1)).OfType<string>().ToList();
        if (intervals.Count == 0) intervals = [.. fields.Select(field => field.FirstOf(2)).OfType<string>()];
        intervals = [.. intervals.Select(interval => interval.TrimEnd('&')).Where(interval => interval.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        var needed = quantities.SelectMany(tq1 => tq1.Repetitions(9)).Select(priority => priority[1]).Concat(fields.Select(field => field[6])).Concat(intervals).Any(IsAsNeeded);
        // What is said when no interval is: "with meals" (TQ1-11, TQ.8).
        var spoken = intervals.Count > 0 ? intervals : [.. quantities.Select(tq1 => tq1.Text(11)).Concat(fields.Select(field => field[8])).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        var times = quantities.Count > 0
            ? quantities.Select(tq1 => (Start: Hl7Dates.Read(tq1.Value(7)), End: Hl7Dates.Read(tq1.Value(8)))).ToList()
            : fields.Select(field => (Start: Hl7Dates.Read(field[4]), End: Hl7Dates.Read(field[5]))).ToList();
        return new(
            spoken.Count == 0 ? null : string.Join(" and ", spoken),
            intervals.Count == 1 ? PerDayOf(intervals[0]) : null,
            needed,
            times.Select(time => time.Start).Where(day => day is not null).Min(),
            times.TrueForAll(time => time.End is not null) ? times.Select(time => time.End).Max() : null);
    }

    private static bool IsAsNeeded(string? word) => word?.StartsWith("PRN", StringComparison.OrdinalIgnoreCase) == true;

    // Table 0335: "Q<n>H", "Q<n>D" and "Q<n>W" besides the named ones.
    private static decimal? PerDayOf(string interval)
    {
        if (Intervals.TryGetValue(interval, out var known)) return known;
        if (interval is not ['Q' or 'q', .. var count, _] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var every) || every == 0) return null;
        return char.ToUpperInvariant(interval[^1]) switch { 'H' => 24m / every, 'D' => 1m / every, 'W' => 1m / (7 * every), _ => null };
    }
}
