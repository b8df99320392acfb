using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Parts what was read in one piece where the reader of figures saw white between a number and what stands beside it: "40-129" for "40 - 129",
/// "in24h", "960919". It misses a blank now and then and next to never sees one that is not there (docs/reading.md, "Calibration").
/// </summary>
internal static class SeenBlanks
{
    public static IEnumerable<PlacedWord> Part(ReadWord read, PlacedWord word)
    {
        if (read.Figures is not { Blanks: { Count: > 0 } blanks } figures || figures.Text != word.Text) return [word];
        var seen = blanks.Select(blank => blank.Before).ToHashSet();
        var cuts = blanks.Where(blank => Meets(word.Text, blank.Before, seen) && blank.At > word.Area.X && blank.At < word.Area.Right).ToList();
        if (cuts.Count == 0) return [word];
        var parts = new List<PlacedWord>();
        var (from, left) = (0, word.Area.X);
        foreach (var (before, at) in cuts.Append((word.Text.Length, word.Area.Right)))
        {
            if (before <= from || at <= left) continue;
            parts.Add(word with { Text = word.Text[from..before], Area = word.Area with { X = left, Width = at - left }, Others = [] });
            (from, left) = (before, at);
        }

        return parts;
    }

    /// <summary>Whether the reader of figures sees two neighbours as two.</summary>
    public static bool AreApart(IReadOnlyList<ReadCharacter> seen, string left, string right)
    {
        var text = string.Concat(seen.Select(character => character.Value)).Trim();
        return text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at && text.LastIndexOf(' ') == at && Numbers.Same(text[..at], left) && Numbers.Same(text[(at + 1)..], right);
    }

    // Beside a dash, white counts on both sides only: a printer of fixed pitch leaves some beside every narrow sign.
    private static bool Meets(string text, int at, HashSet<int> blanks)
    {
        char before = text[at - 1], after = text[at];
        if (before == '-' || after == '-')
        {
            var dash = before == '-' ? at - 1 : at;
            return Numbers.IsRange(text) && blanks.Contains(dash) && blanks.Contains(dash + 1);
        }

        return char.IsDigit(before) || char.IsDigit(after);
    }
}
