using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>
/// Settles a poorly read line word by word between the second reader's line, the first reader's on the row alone, what the first had read on
/// the page, and what the reader of shapes sees there. A word is sure where two readers, which share nothing, say the same; a number where
/// their vote leaves next to no doubt.
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
    /// <param name="shapes">What the reader of shapes sees at a place; null without one.</param>
    public static List<PlacedWord> Of(SeenLine seen, IReadOnlyList<PlacedWord> line, IReadOnlyList<PlacedWord> before, Func<Area, SeenLine> closer, Func<Area, SecondOpinion>? shapes = null)
    {
        var words = new List<PlacedWord>();
        foreach (var word in seen.Words)
        {
            List<PlacedWord> alone = At(line, word.Area), known = At(before, word.Area);
            // A stroke by itself is a dash where the first reader saw a sign there too, else a speck.
            if (!word.Text.Any(char.IsLetterOrDigit) && !alone.Concat(known).Any(other => !other.Text.Any(char.IsLetterOrDigit))) continue;
            if (Parted(word, alone) is { } parts) words.AddRange(parts);
            else if (shapes is not null && words.Count > 0 && Numbers.HasDigit(words[^1].Text) && Unit(word.Text, Joined(alone).Text, Joined(known).Text, shapes(word.Area).Text) is { } unit)
                words.Add(new(unit, word.Area, SecondAgrees, 0, 0) { Others = Others(unit, word.Text, Joined(alone).Text, Joined(known).Text) });
            else words.Add(Settle(word, Joined(alone), Joined(known), closer, shapes?.Invoke(word.Area)));
        }

        return words;
    }

    private static PlacedWord Settle(SeenWord seen, (string Text, double Confidence) alone, (string Text, double Confidence) known, Func<Area, SeenLine> closer, SecondOpinion? shape)
    {
        var text = Figures.Mended(Cased(seen.Text));
        var place = new PlacedWord(text, seen.Area, seen.Mean, 0, 0);
        var agreeing = new[] { alone, known }.Where(other => Numbers.Same(Figures.Mended(other.Text), text)).Select(other => other.Confidence).DefaultIfEmpty(-1).Max();
        if (Agreed(text, alone.Text, known.Text, shape?.Text ?? "") is { } agreed)
            return place with { Text = agreed, Confidence = Math.Max(seen.Mean, SecondAgrees), Others = Others(agreed, text, alone.Text, known.Text) };
        if (!Numbers.HasDigit(text) && !Numbers.HasDigit(alone.Text)) return Letters(seen, place, alone, known, agreeing, shape);
        if (agreeing >= FirstAgrees && seen.Least >= SecondAgrees && !Numbers.IsCutOrGlued(text) && !Disagrees(shape, text)) return place with { Confidence = Math.Max(agreeing, seen.Least) };
        var nearer = closer(seen.Area);
        var third = Figures.Mended(nearer.Text);
        if (shape is not null && Agreed(nearer.Text, alone.Text, known.Text, shape.Text) is { } letters)
            return place with { Text = letters, Confidence = SecondAgrees, Others = Others(letters, text, alone.Text, known.Text) };
        if (text == "1" && third == "1" && nearer.Least >= SecondAgrees && IsStroke(alone.Text.Length > 0 ? alone.Text : known.Text) && (shape is null || shape.Text.Length == 0 || IsStroke(shape.Text)))
            return place with { Confidence = SecondAgrees };
        if (shape is not null && Voted(place, seen, alone.Text.Length > 0 ? alone : known, new(third, nearer.Least), shape) is { } sure) return sure;
        var certain = shape is null && agreeing >= 0 && nearer.Least >= SecondAgrees && Numbers.Same(third, text) && seen.Least >= Legible && !Numbers.IsCutOrGlued(text);
        if (certain) return place with { Confidence = SecondAgrees };
        // What one reader says twice, or each once, is likelier than what one says once; it stays unsure all the same.
        var other = Figures.Mended(alone.Text);
        var likely = agreeing < 0 && Numbers.HasDigit(other) && Numbers.Same(other, third) ? other : text;
        return place with { Text = likely, Confidence = Doubtful, Unsure = true, Others = Others(likely, text, third, other, Figures.Mended(known.Text), shape?.Text ?? "") };
    }

    // Two that share nothing read the same letters, what the third makes of them (FERI2ZOUS) is outvoted.
    private static string? Agreed(string second, string alone, string known, string shape)
    {
        string[] firsts = [alone, known];
        if (firsts.FirstOrDefault(first => IsLetters(first) && (Numbers.SameLetters(first, shape) || Numbers.SameLetters(first, second))) is { } same) return same;
        if (!IsLetters(shape) || !Numbers.SameLetters(shape, second)) return null;
        return firsts.FirstOrDefault(first => Numbers.DropsDouble(first, second)) ?? second;
    }

    // Letters that a hand draws like figures ("lo", "so") may be some.
    private static bool IsLetters(string text) => text.Length > 1 && text.Any(char.IsLetter) && !Numbers.HasDigit(text) && !text.All(c => !char.IsLetter(c) || "oOlIizZSsQBgq".Contains(c));

    // Behind a number: the one unit that any reader saw where the others saw no other ("ma", "wg").
    private static string? Unit(params string[] readings)
    {
        string[] units = [.. readings.Where(reading => reading.Length > 1 && IsLetters(reading) && UnitWords.IsUnit(reading)).DistinctBy(Numbers.Core, StringComparer.OrdinalIgnoreCase)];
        return units.Length == 1 && readings.Count(reading => reading.Length == units[0].Length) >= 2 ? units[0] : null;
    }

    private static PlacedWord Letters(SeenWord seen, PlacedWord place, (string Text, double Confidence) alone, (string Text, double Confidence) known, double agreeing, SecondOpinion? shape)
    {
        if (agreeing >= 0) return place with { Confidence = Math.Max(seen.Mean, agreeing) };
        var twice = alone.Confidence >= SecondSure && Numbers.Same(alone.Text, known.Text);
        var chosen = twice && seen.Least < Legible ? alone.Text : place.Text;
        var contested = shape is not null || seen.Least < SecondSure;
        return place with { Text = chosen, Confidence = contested ? Doubtful : seen.Mean, Unsure = contested, Others = Others(chosen, place.Text, alone.Text, known.Text, shape?.Text ?? "") };
    }

    // The same vote as on good lines; what any reader saw more of stays a doubt.
    private static PlacedWord? Voted(PlacedWord place, SeenWord seen, (string Text, double Confidence) first, SecondOpinion closer, SecondOpinion shape)
    {
        var word = new ReadWord(
            place with { Text = Stroke(Figures.Mended(first.Text), place.Text), Confidence = first.Confidence },
            new(place.Text, seen.Least),
            closer,
            Figures: shape with { Text = Stroke(Figures.Mended(shape.Text), place.Text) });
        return Gate.Settle(word, twoReaders: true) is { Unsure: false } sure && Numbers.HasDigit(sure.Text) ? sure : null;
    }

    // A lone upright stroke where another reader says 1.
    private static string Stroke(string text, string seen) => seen == "1" && IsStroke(text) ? seen : text;

    private static bool IsStroke(string text) => text is "1" or "l" or "I" or "i" or "|" or "\\" or "!";

    private static bool Disagrees(SecondOpinion? shape, string text) => shape is { Text.Length: > 0 } && !Numbers.Same(Figures.Mended(shape.Text), text) && Numbers.HasDigit(shape.Text);

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
