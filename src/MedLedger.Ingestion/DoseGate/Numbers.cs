using System.Globalization;
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

    /// <summary>Whether two readings are the same letters, large or small: a hand makes little of the difference.</summary>
    public static bool SameLetters(string first, string second) => string.Equals(Core(first), Core(second), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether another reading has all signs of a number in their order and more of them: "J44.1" and "4.1", "CD9" and "C9", "2.8" and "28".
    /// What a reader did not see it cannot have doubted.
    /// </summary>
    public static bool HoldsMore(string other, string text)
    {
        string more = Compared(other), less = Compared(text);
        if (less.Length == 0 || !HasDigit(more)) return false;
        // "94%" and "947": a hand's per cent sign is what is taken for a figure.
        if (more.Length == less.Length && more[^1] == '%' && char.IsDigit(less[^1]) && more.Length > 1 && more.AsSpan(0, more.Length - 1).SequenceEqual(less.AsSpan(0, less.Length - 1))) return true;
        var at = 0;
        var beyond = false;
        foreach (var sign in more)
        {
            if (at < less.Length && sign == less[at]) at++;
            else beyond |= char.IsLetterOrDigit(sign) || (sign is '.' or ',' && at > 0 && at < less.Length);
        }

        return beyond && at == less.Length;
    }

    /// <summary>Whether a word is a range of a lower and a higher number ("3.5-5.3"): no part of a telephone number, of a date or of an identifier.</summary>
    public static bool IsRange(string text) =>
        Range().Match(text) is { Success: true } range
        && double.Parse(range.Groups["low"].ValueSpan, CultureInfo.InvariantCulture) < double.Parse(range.Groups["high"].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>Whether a word ends in a sign after which a number may go on.</summary>
    public static bool EndsOpen(string text) => text.Length > 0 && text[^1] is '.' or ',' or ':' or '-' or '/';

    /// <summary>
    /// Whether a word has the form of two that were read as one ("5.mg"), of one whose end was not read ("mL/min/1.", "12-May-"), or of a date,
    /// a time or a level of the spine with a sign that cannot stand there ("18.042022", "229:80", "13/C5/2021", "L4/s").
    /// </summary>
    public static bool IsCutOrGlued(string text) => CutOrGlued().IsMatch(text) || NoDate().IsMatch(Core(text)) || (Clock().Match(Core(text)) is { Success: true } time && (int.Parse(time.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture) > 24 || time.Groups["minute"].Value[0] > '5'));

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
        text = text.Replace("mo1", "mol", StringComparison.Ordinal).Replace("Sp02", "SpO2", StringComparison.Ordinal);
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

    // m² is m2, O₂ is O2 and ½ is 1/2, however they were set; but 5² is not 52.
    private static string Compared(string text) =>
        Core(text).Replace("m²", "m2", StringComparison.Ordinal).Replace('₂', '2').Replace("½", "1/2", StringComparison.Ordinal).Replace("¼", "1/4", StringComparison.Ordinal).Replace("¾", "3/4", StringComparison.Ordinal);

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

    [GeneratedRegex(@"(?<=\d)O(?=\d)|^O(?=\d-\p{Lu}\p{Ll}{2}-\d)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Nought();

    // "kg/m?", "1.73m'": the raised 2 of a square metre is what is taken for a sign.
    [GeneratedRegex(@"(?<=(/|\d)m)[?'’""*°]+(?=[;,.:)]*$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SquareMetre();

    [GeneratedRegex(@"^/\d|\d[.,][\p{L}%]|\d-[.,]\d|\p{L}/\d+[.,:]$|[\d\p{L}][-/][.,;:]*$|^\d{1,2}-\p{Lu}\p{Ll}?$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CutOrGlued();

    [GeneratedRegex(@"^(\d{1,2}\.\d{6}|\d{4}\.\d{4}|\d+/\p{L}\d/\d+|\d+/\d\p{L}/\d+|\p{Lu}\d/\p{L}|\d[.,]\d+i(m?g|mL?))$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NoDate();

    [GeneratedRegex(@"^(?<low>(0|[1-9]\d{0,3})(\.\d{1,3})?)-(?<high>(0|[1-9]\d{0,3})(\.\d{1,3})?)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Range();

    // A ratio ("1:1000") has no nought before it and more than two figures behind.
    [GeneratedRegex(@"^(?<hour>\d{2,3}):(?<minute>\d\d)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^[\p{L}\d.,:;/%()+\-^#<>=≤≥±×°²³'&*""\[\]–—]+$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Plausible();
}
