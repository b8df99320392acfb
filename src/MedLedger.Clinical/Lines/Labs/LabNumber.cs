using System.Globalization;
using MedLedger.Clinical.Coding;

namespace MedLedger.Clinical.Lines.Labs;

/// <summary>Reads numbers as laboratories print them: 1,050, 1 820, 0,9, -6, .5, 1:80, 132/84.</summary>
internal static class LabNumber
{
    public static string? Comparator(LineCursor line)
    {
        var found = (line.Now, line.Next) switch
        {
            ('<', '=') or ('>', '=') => line.Text.Substring(line.At, 2),
            ('<', _) or ('>', _) => line.Now.ToString(),
            ('≤', _) => "<=",
            ('≥', _) => ">=",
            _ => null,
        };
        if (found is not null) line.At += line.Now is '≤' or '≥' ? 1 : found.Length;
        return found;
    }

    /// <summary>A plain number, its separators put right; the cursor stays where it is when none stands there.</summary>
    public static string? Plain(LineCursor line, bool signed = true)
    {
        var text = line.Text;
        var at = line.At;
        var sign = "";
        if (signed && at + 1 < text.Length && text[at] is '-' or '−' or '+' && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] == '.') && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))) (sign, at) = (text[at] is '+' ? "" : "-", at + 1);
        var first = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] is '.' or ',' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))) at++;
        if (at == first || (at == first + 1 && !char.IsAsciiDigit(text[first]))) return null;
        // 1 820 U/L: a blank between thousands, when three digits and no fourth follow.
        if (at - first <= 3 && text[first..at].All(char.IsAsciiDigit) && Thousands(text, at)) at += 4;
        var written = text[first..at].Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal);
        if (Numbers.Parse(written) is not { } value) return null;
        line.At = at;
        return sign + value.ToString(CultureInfo.InvariantCulture);
    }

    private static bool Thousands(string text, int at) =>
        at + 3 < text.Length && text[at] is ' ' or '\u00a0' && text.AsSpan(at + 1, 3).IndexOfAnyExceptInRange('0', '9') < 0
        && (at + 4 >= text.Length || !(char.IsLetterOrDigit(text[at + 4]) || text[at + 4] is '.' or ',' or '-' or '–' or '/'))
        && !Ranges(text, at + 4);

    // "55 150 - 400": a value and its range, not a thousand.
    private static bool Ranges(string text, int at)
    {
        while (at < text.Length && text[at] == ' ') at++;
        return at < text.Length && text[at] is '-' or '–';
    }
}
