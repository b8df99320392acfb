using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>
/// Settles a poorly read line word by word between the second reader's line, the first reader's on the row alone, and what the first had
/// read on the page. A number is accepted only where the two readers, which share nothing, say the same.
/// </summary>
internal static class WordVote
{
    private const double FirstAgrees = 0.6;
    private const double SecondAgrees = 0.7;
    private const double Doubtful = 0.55;
    private const double Legible = 0.6;
    private const double SecondSure = 0.9;

    /// <param name="seen">The second reader's line.</param>
    /// <param name="line">The first reader's, given this row alone.</param>
    /// <param name="before">The first reader's words there when it read the page.</param>
    /// <param name="closer">Looks at a place again with the second reader.</param>
    public static List<PlacedWord> Of(SeenLine seen, IReadOnlyList<PlacedWord> line, IReadOnlyList<PlacedWord> before, Func<Area, SeenLine> closer)
    {
        var words = new List<PlacedWord>();
        foreach (var word in seen.Words)
        {
            List<PlacedWord> alone = At(line, word.Area), known = At(before, word.Area);
            // A stroke by itself is a dash where the first reader saw a sign there too, else a speck.
            if (!word.Text.Any(char.IsLetterOrDigit) && !alone.Concat(known).Any(other => !other.Text.Any(char.IsLetterOrDigit))) continue;
            if (Parted(word, alone) is { } parts) words.AddRange(parts);
            else words.Add(Settle(word, Joined(alone), Joined(known), closer));
        }

        return words;
    }

    private static PlacedWord Settle(SeenWord seen, (string Text, double Confidence) alone, (string Text, double Confidence) known, Func<Area, SeenLine> closer)
    {
        var text = Figures.Mended(Cased(seen.Text));
        var place = new PlacedWord(text, seen.Area, seen.Mean, 0, 0);
        var agreeing = new[] { alone, known }.Where(other => Numbers.Same(Figures.Mended(other.Text), text)).Select(other => other.Confidence).DefaultIfEmpty(-1).Max();
        if (!Numbers.HasDigit(text) && !Numbers.HasDigit(alone.Text))
        {
            if (agreeing >= 0) return place with { Confidence = Math.Max(seen.Mean, agreeing) };
            var twice = alone.Confidence >= SecondSure && Numbers.Same(alone.Text, known.Text);
            var chosen = twice && seen.Least < Legible ? alone.Text : text;
            return place with { Text = chosen, Confidence = seen.Least >= SecondSure ? seen.Mean : Doubtful, Unsure = seen.Least < SecondSure, Others = Others(chosen, text, alone.Text, known.Text) };
        }

        if (agreeing >= FirstAgrees && seen.Least >= SecondAgrees && !Numbers.IsCutOrGlued(text)) return place with { Confidence = Math.Max(agreeing, seen.Least) };
        var nearer = closer(seen.Area);
        var third = Figures.Mended(nearer.Text);
        var certain = agreeing >= 0 && nearer.Least >= SecondAgrees && Numbers.Same(third, text) && seen.Least >= Legible && !Numbers.IsCutOrGlued(text);
        if (certain) return place with { Confidence = SecondAgrees };
        // What one reader says twice, or each once, is likelier than what one says once; it stays unsure all the same.
        var other = Figures.Mended(alone.Text);
        var likely = agreeing < 0 && Numbers.HasDigit(other) && Numbers.Same(other, third) ? other : text;
        return place with { Text = likely, Confidence = Doubtful, Unsure = true, Others = Others(likely, text, third, other, Figures.Mended(known.Text)) };
    }

    // A hand writes s, c, o, w and their like alike, large and small: a capital behind a small letter is none.
    private static string Cased(string text) =>
        string.Concat(text.Select((c, i) => i > 0 && char.IsLower(text[i - 1]) && "SCOWVXZKUP".Contains(c) ? char.ToLowerInvariant(c) : c));

    // "Take1.5tablets" where the first reader saw the same in three words: its blanks count.
    private static List<PlacedWord>? Parted(SeenWord seen, List<PlacedWord> alone)
    {
        if (alone.Count < 2 || !Numbers.Same(string.Concat(alone.Select(word => word.Text)), seen.Text)) return null;
        return alone.ConvertAll(word => word with
        {
            Confidence = Math.Max(word.Confidence, seen.Least),
            Unsure = Numbers.HasDigit(word.Text) && (word.Confidence < FirstAgrees || seen.Least < SecondAgrees),
        });
    }

    private static List<PlacedWord> At(IEnumerable<PlacedWord> words, Area area) =>
        [.. words.Where(word => Math.Min(word.Area.Right, area.Right) - Math.Max(word.Area.X, area.X) > 0.5 * Math.Min(word.Area.Width, area.Width)).OrderBy(word => word.Area.X)];

    private static (string Text, double Confidence) Joined(List<PlacedWord> words) =>
        words.Count == 0 ? ("", 0) : (string.Concat(words.Select(word => word.Text)), words.Min(word => word.Confidence));

    private static List<string> Others(string chosen, params string[] readings) =>
        [.. readings.Where(reading => reading.Length > 0 && reading != chosen).Distinct(StringComparer.Ordinal)];
}
