using System.Text.RegularExpressions;

namespace MedLedger.Clinical.Lines.Labs;

/// <summary>Reads a unit: one of the list, or anything of the shape mass-per-volume.</summary>
internal sealed class LabUnit(LabWords words)
{
    private const int LongestUnit = 40;

    private static readonly Regex PowerOfTen = new(@"^[x×*]?\s?10\s?(?:[\^*eE]\s?\d{1,2}|\(\d{1,2}\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|(?:3|6|9|12))\s?/\s?[a-zA-Zµμ]+\d?", RegexOptions.NonBacktracking);
    private static readonly Regex Quotient = new(@"^[a-zA-Zµμ%]{1,8}(?:\s?/\s?(?:\d+(?:[.,]\d+)?\s?)?(?:mm[3³]|[a-zA-Zµμ]{1,6})(?:[²³]|\^?\d)?){1,3}(?:\s?FEU|\s?DDU)?", RegexOptions.NonBacktracking);

    public string? Read(LineCursor line)
    {
        var ahead = line.Text.Substring(line.At, Math.Min(LongestUnit, line.Text.Length - line.At));
        if (PowerOfTen.Match(ahead) is { Success: true } power) return Take(line, power.Length);
        var listed = words.Units.FirstOrDefault(unit => Stands(line, unit));
        var quotient = Quotient.Match(ahead);
        if (quotient.Success && (quotient.Length == ahead.Length || !char.IsLetter(ahead[quotient.Length])) && quotient.Length > (listed?.Length ?? 0)) return Take(line, quotient.Length);
        return listed is null ? null : Take(line, listed.Length);
    }

    private static bool Stands(LineCursor line, string unit) => line.Stands(unit, exact: unit.Length == 1);

    private static string Take(LineCursor line, int length)
    {
        var unit = line.Text.Substring(line.At, length);
        line.At += length;
        return unit;
    }
}
