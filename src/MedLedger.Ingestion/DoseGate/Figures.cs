namespace MedLedger.Ingestion.DoseGate;

/// <summary>Writes figures where letters were read that a hand draws alike: "z5o" is 250, "1o" is 10, "6z.5" is 62.5.</summary>
internal static class Figures
{
    private const string Alike = "oOlIizZSsQ\\|";
    private const string Meant = "001112255011";
    private const string Stops = ".,:;/%-()+×x";

    /// <summary>The word with figures for look-alikes where everything in it is a figure, a look-alike or a stop, and one at least is a plain figure or a z.</summary>
    public static string Mended(string text)
    {
        if (!text.Any(c => char.IsAsciiDigit(c) || c is 'z' or 'Z') || !text.All(c => char.IsAsciiDigit(c) || Alike.Contains(c) || Stops.Contains(c))) return Numbers.Mended(text);
        return string.Concat(text.Select(c => Alike.IndexOf(c) is >= 0 and var at ? Meant[at] : c));
    }
}
