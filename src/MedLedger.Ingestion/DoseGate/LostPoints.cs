using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Doubts "327" in a row whose range is "3.50 - 5.30": a laboratory prints a result as finely as its range, and at a hundred dots an inch a
/// decimal point is one dot, which every reader can miss. A range that is itself in doubt may have lost its points as well, and of "0.1 - 12" or
/// "110 - 24.0" a limit has.
/// </summary>
internal static partial class LostPoints
{
    private const double Doubtful = 0.5;

    public static IEnumerable<PlacedWord> Doubt(IReadOnlyList<PlacedWord> words)
    {
        var ranges = Ranges(words).ToList();
        if (ranges.Count == 0) return words;
        var uneven = ranges.Where(range => range.Uneven).SelectMany(range => range.Limits).ToHashSet(ReferenceEqualityComparer.Instance);
        var fine = ranges.Where(range => range.Uneven || range.Fine).Select(range => range.Limits.Select(word => word.Area).Aggregate((one, two) => one.Union(two))).ToList();
        return words.Select(word => uneven.Contains(word) || (Whole().IsMatch(word.Text) && fine.Exists(range => IsInRow(word.Area, range))) ? word with { Unsure = true, Confidence = Math.Min(word.Confidence, Doubtful) } : word);
    }

    // In one piece, or in three whose dash may have been taken for another sign.
    private static IEnumerable<(PlacedWord[] Limits, bool Fine, bool Uneven)> Ranges(IReadOnlyList<PlacedWord> words)
    {
        foreach (var word in words)
            if (Glued().Match(word.Text) is { Success: true } both && (word.Unsure || StartsWithLostPoint(word.Text) || word.Text.Contains('.', StringComparison.Ordinal))) yield return Range([word], both.Groups["low"].Value, both.Groups["high"].Value);
        foreach (var line in words.GroupBy(word => (word.Block, word.Line)))
        {
            var order = line.OrderBy(word => word.Area.X).ToList();
            for (var i = 2; i < order.Count; i++)
            {
                PlacedWord low = order[i - 2], high = order[i];
                var dashed = order[i - 1].Text is "-" or "–";
                if (!Limit().IsMatch(low.Text) || !Limit().IsMatch(high.Text)) continue;
                // Neither a letter, which may be a unit, nor a word.
                if (dashed || (order[i - 1].Text.Length == 1 && !char.IsLetter(order[i - 1].Text[0]) && Places(low.Text) * Places(high.Text) > 0)) yield return Range([low, high], low.Text, high.Text);
            }
        }
    }

    // One limit with a decimal point and one without, or a lower one that is not lower: a point was lost. Nought needs none.
    private static (PlacedWord[] Limits, bool Fine, bool Uneven) Range(PlacedWord[] limits, string low, string high)
    {
        var fine = Places(low) * Places(high) > 0;
        var uneven = ((Places(low) > 0) != (Places(high) > 0) && low != "0") || StartsWithLostPoint(low);
        var backward = double.TryParse(low, CultureInfo.InvariantCulture, out var least) && double.TryParse(high, CultureInfo.InvariantCulture, out var most) && least >= most;
        return (limits, fine || limits.Any(word => word.Unsure), uneven || backward);
    }

    // "08-12" was 0.8-1.2; a telephone number's parts are longer.
    private static bool StartsWithLostPoint(string range) => range.Length is >= 2 and < 8 && range[0] == '0' && char.IsDigit(range[1]);

    private static int Places(string number) => number.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? number.Length - point - 1 : 0;

    private static bool IsInRow(Area value, Area range) =>
        value.Right < range.X && Math.Min(value.Bottom, range.Bottom) - Math.Max(value.Y, range.Y) > 0.5 * Math.Min(value.Height, range.Height);

    [GeneratedRegex(@"^\d{1,4}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?<low>[\d.]{1,6})-(?<high>[\d.]{1,6})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Glued();

    [GeneratedRegex(@"^[\d.]{1,6}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Limit();
}
