using System.Globalization;
using System.Text;

namespace MedLedger.Formats.Hl7v2;

/// <summary>Escape sequences (HL7 v2, chapter 2.7). An unknown sequence is left as it stands: its words may still matter.</summary>
internal static class Hl7Escapes
{
    public static string Decode(string text, Hl7Delimiters delimiters)
    {
        if (!text.Contains(delimiters.Escape)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var close = text[i] == delimiters.Escape ? text.IndexOf(delimiters.Escape, i + 1) : -1;
            if (close > i && Meaning(text[(i + 1)..close], delimiters) is { } meaning)
            {
                plain.Append(meaning);
                i = close;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    private static string? Meaning(string sequence, Hl7Delimiters delimiters) => sequence switch
    {
        "F" => delimiters.Field.ToString(),
        "S" => delimiters.Component.ToString(),
        "R" => delimiters.Repetition.ToString(),
        "E" => delimiters.Escape.ToString(),
        "T" => delimiters.Subcomponent.ToString(),
        "H" or "N" => "",
        ".br" or ".sp" or ".ce" => "\n",
        ['X', .. var hex] => Hex(hex),
        ['.', 's', 'p', ..] or ['.', 'i', 'n', ..] or ['.', 't', 'i', ..] or ['.', 's', 'k', ..] => " ",
        ".fi" or ".nf" => "",
        _ => null,
    };

    private static string? Hex(string digits)
    {
        if (digits.Length == 0 || digits.Length % 2 != 0) return null;
        var text = new StringBuilder();
        for (var i = 0; i < digits.Length; i += 2)
        {
            if (!byte.TryParse(digits.AsSpan(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return null;
            text.Append(value is 10 or 13 ? '\n' : (char)value);
        }

        return text.ToString();
    }
}
