using System.Globalization;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>Pharmacy orders: RXE (encoded) or RXO with what belongs to them: ORC, TQ1, RXR, RXC.</summary>
internal static class Hl7Medications
{
    /// <param name="order">RXE or RXO.</param>
    /// <param name="control">Its ORC.</param>
    /// <param name="around">The other segments of the same order.</param>
    /// <param name="context">For what is not understood.</param>
    public static MedicationFinding? Read(Hl7Segment order, Hl7Segment? control, IReadOnlyList<Hl7Segment> around, Hl7Context context)
    {
        var encoded = order.Id == "RXE";
        if (Hl7Concepts.Read(order.Field(encoded ? 2 : 1)) is not { } drug) return null;
        var timing = Hl7Timing.Read([.. around.Where(segment => segment.Id == "TQ1")], encoded && !order.Field(1).IsEmpty ? [.. order.Repetitions(1)] : [.. control?.Repetitions(7) ?? []]);
        var status = Status(control);
        var changed = Hl7Dates.Read(control?.Value(9));
        var ended = status is MedicationStatus.Stopped or MedicationStatus.Completed;
        return new()
        {
            Concept = drug,
            Certainty = ReadingCertainty.Sure,
            Status = status,
            Dosing = Dosing(order, encoded, timing, around),
            Start = timing.Start,
            End = timing.End ?? (ended ? changed : null),
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
        IsOccasion = true,
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
        IsOccasion = true,
        Assertion = given.Value(20) is "RE" or "NA" ? Assertion.Plain with { Negated = true, Because = "not administered" } : Assertion.Plain,
        Start = Hl7Dates.Read(given.Value(3)),
        End = Hl7Dates.Read(given.Value(4)) ?? Hl7Dates.Read(given.Value(3)),
        EnteredInError = given.Value(21) == "D",
        Sources = context.Source(given),
    };

    /// <summary>An order that was never accepted, or a dispense that was called off: nothing is taken because of it, and nothing is stopped.</summary>
    public static bool IsVoid(Hl7Segment segment, Hl7Segment? control) =>
        control?.Value(1) == "UA" || (segment.Id == "RXD" && (control?.Value(1) is "CA" or "OC" or "CR" or "DC" or "OD" or "DR" || control?.Value(5) is "CA" or "DC"));

    private static Dosing? Dosing(Hl7Segment order, bool encoded, Hl7Timing timing, IReadOnlyList<Hl7Segment> around)
    {
        var (least, most, unit, form, words) = encoded
            ? (order.Value(3), order.Value(4), order.Field(5), order.Field(6), order.Field(7))
            : (order.Value(2), order.Value(3), order.Field(4), order.Field(5), order.Field(7));
        var (rate, rateUnit, strength, strengthUnit) = encoded
            ? (order.Value(23), order.Field(24), order.Value(25), order.Field(26))
            : (order.Value(21), order.Field(22), order.Value(18), order.Field(19));
        var unitText = unit[2] ?? unit[1] ?? "";
        var dose = (most is null || most == least) && Number(least) is { } amount ? new Quantity(amount, unitText) : null;
        var by = around.FirstOrDefault(segment => segment.Id == "RXR") is { } route ? Hl7Concepts.Read(route.Field(1)) : null;
        var said = words[2] ?? words[1];
        var needed = timing.AsNeeded && timing.Words?.Contains("PRN", StringComparison.OrdinalIgnoreCase) != true ? "as needed" : null;
        string?[] parts = [dose?.Text ?? Range(least, most, unitText), by?.Text, timing.Words, said, needed, With(rate, rateUnit) is { } speed ? $"at {speed}" : null, Mixed(around, dose is not null)];
        var text = string.Join(' ', parts.OfType<string>());
        if (text.Length == 0 && strength is null) return null;
        return new()
        {
            Text = text.Length == 0 ? With(strength, strengthUnit)! : text,
            Dose = dose,
            Strength = With(strength, strengthUnit),
            Form = form[2] ?? form[1],
            Route = by,
            TimesPerDay = timing.PerDay,
            FrequencyText = timing.Words ?? said,
            AsNeeded = timing.AsNeeded,
        };
    }

    // What is mixed in (RXC): a part of what the patient gets. Without a dose of its own the order must not be taken to have the additive's.
    private static string? Mixed(IReadOnlyList<Hl7Segment> around, bool hasDose)
    {
        var parts = around.Where(segment => segment.Id == "RXC")
            .Select(rxc => Hl7Concepts.Read(rxc.Field(2)) is { } name ? $"{name.Text} {(hasDose ? With(rxc.Value(3), rxc.Field(4)) : null)}".Trim() : null).OfType<string>().ToList();
        return parts.Count == 0 ? null : $"with {string.Join(" and ", parts)}";
    }

    private static string? With(string? amount, Hl7Field unit) => amount is null ? null : $"{amount} {unit[2] ?? unit[1]}".Trim();

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Range(string? least, string? most, string unit) =>
        least is null ? null : most is null ? $"{least} {unit}".Trim() : $"{least} - {most} {unit}".Trim();

    // Order control (table 0119), then order status (table 0038). The old order of a replacement ends with it.
    private static MedicationStatus Status(Hl7Segment? control) => (control?.Value(1), control?.Value(5)) switch
    {
        ("DC" or "OD" or "DR" or "DE" or "CA" or "OC" or "CR" or "RP" or "RQ" or "RU", _) => MedicationStatus.Stopped,
        ("HD" or "OH" or "HR", _) => MedicationStatus.OnHold,
        (_, "DC" or "CA" or "RP") => MedicationStatus.Stopped,
        (_, "HD") => MedicationStatus.OnHold,
        // A new, changed or refilled order that is "completed" was dispensed: what it orders goes on.
        ("NW" or "XO" or "RF" or "RE" or "AF" or "SN" or "OK", "CM") => MedicationStatus.Active,
        (_, "CM") => MedicationStatus.Completed,
        (null, _) => MedicationStatus.Unknown,
        _ => MedicationStatus.Active,
    };
}
