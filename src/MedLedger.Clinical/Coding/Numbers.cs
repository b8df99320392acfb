using System.Globalization;

namespace MedLedger.Clinical.Coding;

internal static class Numbers
{
    /// <summary>Reads 1,050 as a thousand and fifty, 2,5 as two and a half; null for what is neither.</summary>
    public static decimal? Parse(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma >= 0)
        {
            var thousands = text.Contains('.', StringComparison.Ordinal) || (text.Length - comma == 4 && comma is > 0 and <= 3 && text[0] != '0') || text.Count(c => c == ',') > 1;
            text = thousands ? text.Replace(",", "", StringComparison.Ordinal) : text.Replace(',', '.');
        }

        return text.Length <= 12 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
