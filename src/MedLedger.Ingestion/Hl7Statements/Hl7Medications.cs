using System.Globalization;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>Pharmacy orders: RXE (encoded) or RXO with its ORC and RXR.</summary>
internal static class Hl7Medications
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
        ["Q4H"] = 6,
        ["Q6H"] = 4,
        ["Q8H"] = 3,
        ["Q12H"] = 2,
        ["Q24H"] = 1,
        ["QW"] = 1m / 7,
        ["Q1W"] = 1m / 7,
    };

    public static MedicationFinding? Read(Hl7Segment order, Hl7Segment? control, Hl7Segment? route, Hl7Context context)
    {
        var encoded = order.Id == "RXE";
        if (Hl7Concepts.Read(order.Field(encoded ? 2 : 1)) is not { } drug) return null;
        var timing = encoded && !order.Field(1).IsEmpty ? order.Field(1) : control?.Field(7) ?? Hl7Field.Empty;
        var status = Status(control);
        var changed = Hl7Dates.Read(control?.Value(9));
        var ended = status is MedicationStatus.Stopped or MedicationStatus.Completed;
        return new()
        {
            Concept = drug,
            Certainty = ReadingCertainty.Sure,
            Status = status,
            Dosing = Dosing(order, encoded, timing, route),
            Start = Hl7Dates.Read(timing[4]),
            End = Hl7Dates.Read(timing[5]) ?? (ended ? changed : null),
            Recorded = changed,
            EnteredInError = false,
            Sources = context.Source(order),
        };
    }

    /// <summary>A dispensed drug (RXD): the patient has it; how it is taken, the order says.</summary>
    public static MedicationFinding? ReadDispense(Hl7Segment dispense, Hl7Context context) => Hl7Concepts.Read(dispense.Field(2)) is not { } drug ? null : new()
    {
        Concept = drug,
        Certainty = ReadingCertainty.Sure,
        Status = MedicationStatus.Unknown,
        Dosing = dispense.Text(9) is { } notes ? new() { Text = notes } : null,
        Recorded = Hl7Dates.Read(dispense.Value(3)),
        Sources = context.Source(dispense),
    };

    /// <summary>A drug that was given once (RXA of a RAS message).</summary>
    public static MedicationFinding? ReadAdministration(Hl7Segment given, Hl7Context context) => Hl7Concepts.Read(given.Field(5)) is not { } drug ? null : new()
    {
        Concept = drug,
        Certainty = ReadingCertainty.Sure,
        Status = MedicationStatus.Completed,
        Assertion = given.Value(20) is "RE" or "NA" ? Assertion.Plain with { Negated = true, Because = "not administered" } : Assertion.Plain,
        Start = Hl7Dates.Read(given.Value(3)),
        End = Hl7Dates.Read(given.Value(4)) ?? Hl7Dates.Read(given.Value(3)),
        EnteredInError = given.Value(21) == "D",
        Sources = context.Source(given),
    };

    private static Dosing? Dosing(Hl7Segment order, bool encoded, Hl7Field timing, Hl7Segment? route)
    {
        var (least, most, unit, form, words) = encoded
            ? (order.Value(3), order.Value(4), order.Field(5), order.Field(6), order.Field(7))
            : (order.Value(2), order.Value(3), order.Field(4), order.Field(5), order.Field(7));
        var unitText = unit[2] ?? unit[1] ?? "";
        var dose = (most is null || most == least) && decimal.TryParse(least, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? new Quantity(amount, unitText)
            : null;
        var interval = timing.FirstOf(2)?.TrimEnd('&');
        decimal? perDay = interval is not null && Intervals.TryGetValue(interval, out var known) ? known : null;
        var by = route is null ? null : Hl7Concepts.Read(route.Field(1));
        var frequency = words[2] ?? words[1] ?? interval;
        var text = string.Join(' ', new[] { dose?.Text ?? Range(least, most, unitText), by?.Text, frequency }.OfType<string>());
        if (text.Length == 0) return null;
        return new()
        {
            Text = text,
            Dose = dose,
            Form = form[2] ?? form[1],
            Route = by,
            TimesPerDay = perDay,
            FrequencyText = frequency,
            AsNeeded = interval is not null && interval.StartsWith("PRN", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static string? Range(string? least, string? most, string unit) =>
        least is null ? null : most is null ? $"{least} {unit}".Trim() : $"{least} - {most} {unit}".Trim();

    // Order control (table 0119), then order status (table 0038).
    private static MedicationStatus Status(Hl7Segment? control) => (control?.Value(1), control?.Value(5)) switch
    {
        ("DC" or "OD" or "DR" or "DE" or "CA" or "OC" or "CR", _) => MedicationStatus.Stopped,
        ("HD" or "OH" or "HR", _) => MedicationStatus.OnHold,
        (_, "DC" or "CA" or "RP") => MedicationStatus.Stopped,
        (_, "HD") => MedicationStatus.OnHold,
        (_, "CM") => MedicationStatus.Completed,
        (null, _) => MedicationStatus.Unknown,
        _ => MedicationStatus.Active,
    };
}
