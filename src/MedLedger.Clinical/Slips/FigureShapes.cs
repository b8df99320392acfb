using System.Globalization;

namespace MedLedger.Clinical.Slips;

/// <summary>What number a reading of a hand's ink can mean, signs taken for the figures that look like them: "lo" is 10, "5C" 50, "2.S" 2.5.</summary>
internal static class FigureShapes
{
    private const string Alike = "oOQDCcUu°lIi|!\\/][)jzZsS$Gb&Bgq";
    private const string Meant = "0000000001111111111" + "122555668899";

    // Which figures a reader takes for one another.
    private static readonly Dictionary<char, string> _confused = new()
    {
        ['0'] = "689",
        ['1'] = "47",
        ['2'] = "7",
        ['3'] = "58",
        ['4'] = "19",
        ['5'] = "36",
        ['6'] = "058",
        ['7'] = "12",
        ['8'] = "0369",
        ['9'] = "048",
    };

    /// <summary>The figures of a reading, with at most one point; null where it holds a sign that no figure looks like.</summary>
    public static string? Figures(string reading)
    {
        var text = reading.Trim('"', '\'', '‘', '’', '“', '”', ' ').TrimEnd('.', ',', ';', ':').Replace(',', '.');
        if (text.Length is 0 or > 7) return null;
        Span<char> figures = stackalloc char[text.Length];
        var points = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (sign == '.' && points++ > 0) return null;
            if (char.IsAsciiDigit(sign) || sign == '.') figures[at] = sign;
            else if (Alike.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var alike) figures[at] = Meant[alike];
            else return null;
        }

        return new(figures);
    }

    /// <summary>The amount; null for none, and where a nought before a figure tells that a point was lost ("03").</summary>
    public static decimal? Amount(string figures) =>
        !(figures.Length > 1 && figures[0] == '0' && figures[1] != '.')
        && decimal.TryParse(figures, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0 ? amount : null;

    /// <summary>Whether <paramref name="part"/> is the same figures with some unseen.</summary>
    public static bool IsPartOf(string part, string figures)
    {
        var at = 0;
        foreach (var sign in figures)
            if (at < part.Length && part[at] == sign) at++;
        return at == part.Length;
    }

    /// <summary>What may stand on the paper where every reader lost the same sign: a thin 1 at the front, a point.</summary>
    public static IEnumerable<string> BeforeLoss(string figures)
    {
        yield return $"1{figures}";
        if (figures.Contains('.', StringComparison.Ordinal)) yield break;
        yield return $"0.{figures}";
        for (var at = 1; at < figures.Length; at++) yield return figures.Insert(at, ".");
    }

    /// <summary>What may stand there where only one reader saw the number: any figure more, or one that looks like another.</summary>
    public static IEnumerable<string> Near(string figures)
    {
        for (var at = 0; at <= figures.Length; at++)
            for (var figure = '0'; figure <= '9'; figure++) yield return figures.Insert(at, figure.ToString());
        for (var at = 0; at < figures.Length; at++)
            foreach (var other in _confused.GetValueOrDefault(figures[at], "")) yield return $"{figures[..at]}{other}{figures[(at + 1)..]}";
    }
}
