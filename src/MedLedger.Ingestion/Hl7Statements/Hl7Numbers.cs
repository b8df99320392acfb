using System.Text.RegularExpressions;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>Numbers as senders of other countries write them against the standard: "12,1", "5.4 mmol/l" in the value itself.</summary>
internal static class Hl7Numbers
{
    private static readonly Regex Written = new(@"^(?<number>[+-]?\d+(?:[.,]\d+)?)(?<unit>\s*[^\s\d.,'-].{0,20})?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex DecimalComma = new(@"\d,\d{1,2}(?:\D|$)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The number with a decimal point, and the unit that stood behind it where the message names none; the text itself where it is no number or may be two.</summary>
    public static (string? Digits, string? Unit) Split(string? text, string? range, string unit)
    {
        if (text is null || Written.Match(text.Trim()) is not { Success: true } written) return (text, null);
        var behind = written.Groups["unit"].Value.Trim();
        if (behind.Length > 0 && !behind.Equals(unit, StringComparison.OrdinalIgnoreCase) && (unit.Length > 0 || !(behind.Contains('/', StringComparison.Ordinal) || behind == "%"))) return (text, null);
        var number = written.Groups["number"].Value;
        if (number.Contains(',', StringComparison.Ordinal) && !IsDecimal(number, range)) return (text, null);
        return (number.Replace(',', '.'), behind.Length > 0 && unit.Length == 0 ? behind : null);
    }

    // "1,234" may be a thousand: only limits that are written with a comma, too, tell that it is none.
    private static bool IsDecimal(string number, string? range) =>
        number.Length - number.IndexOf(',', StringComparison.Ordinal) - 1 != 3 || number.StartsWith("0,", StringComparison.Ordinal) || (range is not null && DecimalComma.IsMatch(range));
}
