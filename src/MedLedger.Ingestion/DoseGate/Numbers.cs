using System.Text.RegularExpressions;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>Compares readings of words that hold digits.</summary>
internal static partial class Numbers
{
    public static bool HasDigit(string text) => text.Any(char.IsDigit);

    /// <summary>Whether every sign of a word can stand in a number, a range, a date, an identifier.</summary>
    public static bool IsNumber(string text) => HasDigit(text) && Plausible().IsMatch(text);

    /// <summary>A word without the quotes and brackets around it and the stops after it.</summary>
    public static string Core(string text) => text.Trim('"', '\'', '(', ')', '[', ']', '{', '}', '‘', '’', '“', '”', '|').TrimEnd('.', ',', ';', ':').Replace('—', '-').Replace('–', '-').Replace('~', '-');

    /// <summary>Whether two readings are the same word, apart from quotes and brackets around it and stops after it.</summary>
    public static bool Same(string first, string second) => Compared(first) == Compared(second);

    /// <summary>Whether a word ends in a sign after which a number may go on.</summary>
    public static bool EndsOpen(string text) => text.Length > 0 && text[^1] is '.' or ',' or ':' or '-' or '/';

    /// <summary>Whether a word has the form of two that were read as one ("5.mg"), or of one whose end was not read ("mL/min/1.", "12-May-").</summary>
    public static bool IsCutOrGlued(string text) => CutOrGlued().IsMatch(text);

    /// <summary>A reading without the quotes and bars at its ends that the other reader did not see.</summary>
    public static string Cleaned(string text, string other)
    {
        const string Specks = "'\"‘’“”|_~*";
        while (text.Length > 1 && Specks.Contains(text[0], StringComparison.Ordinal) && (other.Length == 0 || other[0] != text[0])) text = text[1..];
        while (text.Length > 1 && Specks.Contains(text[^1], StringComparison.Ordinal) && (other.Length == 0 || other[^1] != text[^1])) text = text[..^1];
        return text;
    }

    /// <summary>
    /// Signs that cannot stand where they were read: months have no noughts, "mol" has no one, and a capital O among the figures of a number or
    /// before those of a date is a nought.
    /// </summary>
    public static string Mended(string text)
    {
        text = SquareMetre().Replace(text, "²");
        if (!HasDigit(text)) return text;
        text = text.Replace("0ct", "Oct", StringComparison.Ordinal).Replace("0CT", "OCT", StringComparison.Ordinal).Replace("N0v", "Nov", StringComparison.Ordinal).Replace("N0V", "NOV", StringComparison.Ordinal);
        text = text.Replace("mo1", "mol", StringComparison.Ordinal);
        return HasDigit(text) ? Nought().Replace(text, "0") : text;
    }

    /// <summary>Whether a lone figure is as wide as a fraction: neither reader knows ½ or ¼, and half a tablet must not become one or two.</summary>
    public static bool MayBeFraction(PlacedWord word) => Core(word.Text).Length == 1 && word.Text.Length == 1 && word.Area.Width > 0.82 * word.Area.Height;

    /// <summary>Whether the first reading is no number only because of signs that look like the digits of the second: O and 0, l and 1, @ and 0.</summary>
    public static bool DiffersByLookAlikes(string first, string second)
    {
        string one = Core(first), two = Core(second);
        if (one.Length != two.Length) return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] == two[i]) continue;
            // Two digits, or a digit and a stop, are two readings and not one.
            if (!char.IsDigit(two[i]) && !char.IsDigit(one[i])) return false;
            if (!LookAlike(one[i], two[i])) return false;
        }

        return true;
    }

    /// <summary>Whether the second reading is the first without one letter of a pair, which recognisers of this kind fold.</summary>
    public static bool DropsDouble(string first, string second)
    {
        if (second.Length >= first.Length) return false;
        var at = 0;
        for (var i = 0; i < first.Length; i++)
        {
            if (at < second.Length && first[i] == second[at]) at++;
            else if (i == 0 || first[i] != first[i - 1]) return false;
        }

        return at == second.Length;
    }

    // m² is m2, however it was set.
    private static string Compared(string text) => Core(text).Replace("m²", "m2", StringComparison.Ordinal);

    private static bool LookAlike(char one, char two)
    {
        var (digit, other) = char.IsDigit(two) ? (two, one) : (one, two);
        return digit switch
        {
            '0' => other is 'O' or 'o' or '@' or 'Q' or 'D' or 'C' or '©' or '®',
            '1' => other is 'l' or 'I' or 'i' or '|' or '!' or ']' or '[' or 't',
            '2' => other is 'Z' or 'z' or '?',
            '3' => other is '§',
            '4' => other is 'A',
            '5' => other is 'S' or 's' or '$',
            '6' => other is 'G' or 'b' or '€',
            '8' => other is 'B' or '&' or 'S',
            '9' => other is 'g' or 'q' or 'Q',
            _ => false,
        };
    }

    [GeneratedRegex(@"(?<=\d)O(?=\d)|^O(?=\d-\p{Lu}\p{Ll}{2}-\d)", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Nought();

    // "kg/m?", "1.73m'": the raised 2 of a square metre is what is taken for a sign.
    [GeneratedRegex(@"(?<=(/|\d)m)[?'’""*°]+(?=[;,.:)]*$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex SquareMetre();

    [GeneratedRegex(@"\d[.,][\p{L}%]|\d-[.,]\d|\p{L}/\d+[.,:]$|[\d\p{L}][-/]$", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex CutOrGlued();

    [GeneratedRegex(@"^[\p{L}\d.,:;/%()+\-^#<>=≤≥±×°²³'&*""\[\]–—]+$", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Plausible();
}
