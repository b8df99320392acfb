using System.Globalization;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>OBX as a result: number, structured number, coded or short text.</summary>
internal static class Hl7Results
{
    private const NumberStyles Decimal = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
    // Blood pressure, pulse, breathing, temperature, saturation, weight, height and body mass index (LOINC).
    private static readonly HashSet<string> VitalSigns = new(StringComparer.Ordinal)
    {
        "85354-9", "8480-6", "8462-4", "8867-4", "9279-1", "8310-5", "8331-1", "59408-5", "2708-6", "29463-7", "3141-9", "8302-2", "3137-7", "39156-5", "8287-5",
    };

    private static readonly string[] BloodGroups = ["882-1", "883-9"];

    /// <summary>Text of a report rather than a value: understood later as words.</summary>
    public static bool IsReportText(Hl7Segment obx, string? messageType) =>
        obx.Value(2) is "TX" or "FT" && (messageType == "MDM" || obx.Field(6).IsEmpty);

    /// <summary>A blood group that stands: neither preliminary nor taken back (OBX-11, table 0085).</summary>
    public static string? BloodGroup(Hl7Segment obx) => obx.Value(11) is "F" or "C" or "U" or null && BloodGroups.Contains(obx.Field(3)[1]) && obx.Field(3)[3] == "LN" ? obx.Field(5)[2] ?? obx.Value(5) : null;

    public static ObservationFinding? Read(Hl7Segment obx, Hl7Segment? obr, Hl7Context context)
    {
        if (Hl7Concepts.Read(obx.Field(3)) is not { } concept) return null;
        var (number, words) = Value(obx);
        if (number is null && words is null && obx.Value(11) is not "X") return null;
        var status = Status(obx.Value(11));
        return new()
        {
            Concept = concept,
            Category = VitalSigns.Contains(obx.Field(3)[1] ?? "") && obx.Field(3)[3] is "LN" ? ObservationCategory.VitalSign : ObservationCategory.Laboratory,
            Value = number,
            ValueText = words,
            ReferenceRange = obx.Value(7),
            Flag = obx.Value(8) is "N" ? null : obx.Value(8),
            Effective = Effective(obx, obr),
            Status = status,
            Performer = obx.Field(23)[1] ?? obx.Field(15)[2],
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(obx),
        };
    }

    private static PartialDate? Effective(Hl7Segment obx, Hl7Segment? obr) =>
        Hl7Dates.Read(obx.Value(14)) ?? Hl7Dates.Read(obr?.Value(7)) ?? Hl7Dates.Read(obr?.Value(22));

    private static (Quantity? Number, CodedText? Words) Value(Hl7Segment obx)
    {
        var unit = obx.Field(6);
        // "x10^9/L": senders forget to escape the power's sign, which parts components (HL7 v2, chapter 2.7).
        var unitText = unit[1] is "x10" or "X10" or "10" && unit[2] is [>= '0' and <= '9', ..] power ? $"{unit[1]}^{power}" : unit[1] ?? unit[2] ?? "";
        var ucum = unit[3] is "UCUM" ? unit[1] : null;
        switch (obx.Value(2))
        {
            case "SN":
                // <comparator>^<number>^<separator>^<number> (HL7 v2, chapter 2A.73): only without a second number is it one value.
                var structured = obx.Field(5);
                if (structured[4] is null && structured[3] is null && Number(Hl7Numbers.Split(structured[2], obx.Value(7), unitText).Digits, unitText, ucum, Comparator(structured[1])) is { } sn) return (sn, null);
                var joined = $"{structured[1]}{structured[2]}{structured[3]}{structured[4]}".Trim();
                return (null, joined.Length == 0 ? null : new(unitText.Length == 0 ? joined : $"{joined} {unitText}"));
            case "CE" or "CWE" or "CNE" or "CF":
                return (null, Hl7Concepts.Read(obx.Field(5)));
            case "ED" or "RP":
                return (null, null);
            default:
                var text = obx.Text(5);
                if (text is null) return (null, null);
                // Senders write "<0.5" and plain numbers into ST as well.
                var bare = text.TrimStart('<', '>', '=', ' ');
                var (digits, behind) = Hl7Numbers.Split(bare, obx.Value(7), unitText);
                if (Number(digits, behind ?? unitText, behind is null ? ucum : null, Comparator(text[..^bare.Length].Trim())) is { } number) return (number, null);
                // What begins with a number and is none ("5-10", "1,234") is shown with its unit.
                return (null, new(unitText.Length > 0 && bare.Length > 0 && char.IsAsciiDigit(bare[0]) && !text.EndsWith(unitText, StringComparison.OrdinalIgnoreCase) ? $"{text} {unitText}" : text));
        }
    }

    private static Quantity? Number(string? text, string unit, string? ucum, string? comparator) =>
        decimal.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var value) ? new(value, unit) { Ucum = ucum, Comparator = comparator } : null;

    private static string? Comparator(string? sign) => sign is "<" or "<=" or ">" or ">=" ? sign : null;

    // HL7 table 0085 as FHIR R4 observation-status.
    private static string? Status(string? code) => code switch
    {
        "F" or "U" => "final",
        "C" => "corrected",
        "P" or "R" or "S" => "preliminary",
        "I" or "O" => "registered",
        "X" => "cancelled",
        "D" or "W" => "entered-in-error",
        _ => null,
    };
}
