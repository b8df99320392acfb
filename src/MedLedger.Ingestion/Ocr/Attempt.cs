using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.Ocr;

/// <summary>One way of reading a page. Letters weigh the mean, so that specks do not.</summary>
internal sealed record Attempt(IReadOnlyList<PlacedWord> Words, PreparedPage Page)
{
    private const double WorthAdding = 0.75;
    private const int ManyWords = 4;
    private const int MostLoose = 8;

    public int Turn => Page.Geometry.Turn;

    /// <summary>Letters read well count for a reading, letters read badly against it: neither silence nor noise wins.</summary>
    public double Score { get; } = Words.Sum(word => (word.Confidence - 0.5) * word.Text.Length);

    public double Mean { get; } = Words.Count == 0 ? 0 : Words.Sum(word => word.Confidence * word.Text.Length) / Words.Sum(word => word.Text.Length);

    public static Attempt Better(Attempt first, Attempt second) => second.Score > first.Score ? second : first;

    /// <summary>The better of two readings, with the words that only the other one has and is sure of.</summary>
    public static Attempt Joined(Attempt first, Attempt second)
    {
        var best = Better(first, second);
        var other = ReferenceEquals(best, first) ? second : first;
        // Boxes can be compared where both images lie alike.
        if (other.Page.Geometry with { Bend = null } != best.Page.Geometry with { Bend = null } || other.Page.Geometry.Bend is not null || best.Page.Geometry.Bend is not null) return best;
        var added = other.Words.Where(word => word.Confidence >= WorthAdding && word.Text.Any(char.IsLetterOrDigit) && !best.Words.Any(known => Overlaps(known.Area, word.Area))).ToList();
        return added.Count == 0 ? best : best with { Words = [.. best.Words, .. added.Select(word => word with { Block = word.Block + 10_000, Line = word.Line + 10_000 })] };
    }

    public bool IsLegible(double page, double word)
    {
        if (Mean < page) return false;
        var words = Words.Where(known => known.Text.Count(char.IsLetterOrDigit) >= 2).ToList();
        var legible = words.Count(known => known.Confidence >= word);
        if (legible == 0 || legible * 4 < words.Count) return false;
        // Grain makes a word now and then: a few words amid much ink that is none were not read, they were found.
        return legible >= ManyWords || UnreadInk.Find(Page, Words).Count <= MostLoose * legible;
    }

    private static bool Overlaps(Area a, Area b) => Math.Min(a.Right, b.Right) > Math.Max(a.X, b.X) && Math.Min(a.Bottom, b.Bottom) > Math.Max(a.Y, b.Y);
}
