using System.Globalization;
using MedLedger.Domain;

namespace MedLedger.Formats.Hl7v2;

/// <summary>HL7 v2 dates: YYYY[MM[DD[HHMM…]]] (chapter 2A.21), and the dashed form that some senders write.</summary>
public static class Hl7Dates
{
    public static PartialDate? Read(string? text)
    {
        if (text is null) return null;
        if (text.Contains('-') && PartialDate.TryParse(text, out var dashed)) return dashed;
        var digits = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        return digits.Length switch
        {
            >= 8 => PartialDate.TryCreate(Part(digits, 0, 4), Part(digits, 4, 2), Part(digits, 6, 2)),
            6 => PartialDate.TryCreate(Part(digits, 0, 4), Part(digits, 4, 2)),
            4 => PartialDate.TryCreate(Part(digits, 0, 4)),
            _ => null,
        };
    }

    private static int Part(string digits, int start, int length) =>
        int.Parse(digits.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
}
