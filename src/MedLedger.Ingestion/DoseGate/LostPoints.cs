using System.Text.RegularExpressions;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Doubts "327" in a row whose range is "3.50 - 5.30": a laboratory prints a result as finely as its range, and at a hundred dots an inch a
/// decimal point is one dot, which every reader can miss. A range that is itself in doubt may have lost its points as well.
/// </summary>
internal static partial class LostPoints
{
    private const double Doubtful = 0.5;

    public static IEnumerable<PlacedWord> Doubt(IReadOnlyList<PlacedWord> words)
    {
        var ranges = FineOrDoubtful(words).ToList();
        if (ranges.Count == 0) return words;
        return words.Select(word => Whole().IsMatch(word.Text) && ranges.Exists(range => IsInRow(word.Area, range)) ? word with { Unsure = true, Confidence = Math.Min(word.Confidence, Doubtful) } : word);
    }

    // From the lower limit to the upper one, in one piece or in three.
    private static IEnumerable<Area> FineOrDoubtful(IReadOnlyList<PlacedWord> words)
    {
        foreach (var word in words.Where(word => Glued().IsMatch(word.Text) || (word.Unsure && GluedInDoubt().IsMatch(word.Text)))) yield return word.Area;
        foreach (var line in words.GroupBy(word => (word.Block, word.Line)))
        {
            var order = line.OrderBy(word => word.Area.X).ToList();
            for (var i = 2; i < order.Count; i++)
                if (order[i - 1].Text is "-" or "–" && IsFineOrDoubtful(order[i - 2], order[i])) yield return order[i - 2].Area.Union(order[i].Area);
        }
    }

    private static bool IsFineOrDoubtful(PlacedWord low, PlacedWord high) =>
        (Fine().IsMatch(low.Text) && Fine().IsMatch(high.Text)) || ((low.Unsure || high.Unsure) && Limit().IsMatch(low.Text) && Limit().IsMatch(high.Text));

    private static bool IsInRow(Area value, Area range) =>
        value.Right < range.X && Math.Min(value.Bottom, range.Bottom) - Math.Max(value.Y, range.Y) > 0.5 * Math.Min(value.Height, range.Height);

    [GeneratedRegex(@"^\d{2,4}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^\d+\.\d+$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Fine();

    [GeneratedRegex(@"^\d+\.\d+-\d+\.\d+$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Glued();

    [GeneratedRegex(@"^[\d.]{1,6}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Limit();

    [GeneratedRegex(@"^[\d.]{1,6}-[\d.]{1,6}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex GluedInDoubt();
}
