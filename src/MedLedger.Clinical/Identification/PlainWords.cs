using System.Globalization;
using System.Text;

namespace MedLedger.Clinical.Identification;

/// <summary>Words as they are compared: lower case, without accents or punctuation.</summary>
internal static class PlainWords
{
    public static IReadOnlyList<string> Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c is '\'' or '’') continue;
            if (c == 'ß') plain.Append("ss");
            else if (c is 'ł' or 'Ł') plain.Append('l');
            else if (c is 'ø' or 'Ø') plain.Append('o');
            else plain.Append(char.IsLetterOrDigit(c) || c == '%' ? char.ToLowerInvariant(c) : ' ');
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    public static string Join(string? text) => string.Join(' ', Of(text));

    /// <summary>Whether the words differ by one letter at most, as a misread letter or two that melted into one would.</summary>
    public static bool DifferByOneSlip(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1) return false;
        var start = 0;
        while (start < left.Length && start < right.Length && left[start] == right[start]) start++;
        var end = 0;
        while (end < left.Length - start && end < right.Length - start && left[^(end + 1)] == right[^(end + 1)]) end++;
        return Math.Max(left.Length, right.Length) - start - end <= 1
            || (left.Length == right.Length + 1 && left.Length - start - end == 2 && right.Length - start - end == 1 && left.Substring(start, 2) is "rn" or "cl" or "vv");
    }
}
