using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>Parts "3.5 - 5.1" where it was read in one piece: the white beside the dash tells, and two numbers run together are neither.</summary>
internal static class Ranges
{
    private const int EnoughApart = 4;

    // From the middle of the figure before the dash to that of the figure after it, in widths of a figure: 1.6 to 2.0 set close, 2.6 and more set apart.
    private const double Close = 2.15;
    private const double Apart = 2.45;
    private const double Doubtful = 0.5;

    public static IEnumerable<PlacedWord> Part(PreparedPage page, IEnumerable<PlacedWord> words) => words.SelectMany(word => Part(page, word));

    private static PlacedWord[] Part(PreparedPage page, PlacedWord word)
    {
        var dash = word.Text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 1 || dash == word.Text.Length - 1 || word.Text.LastIndexOf('-') != dash || !char.IsDigit(word.Text[dash - 1]) || !char.IsDigit(word.Text[dash + 1])) return [word];
        if (Dash(page, word.Area) is not { } place || place.Distance < Close) return [word];
        if (place.Distance < Apart) return [word with { Unsure = true, Confidence = Math.Min(word.Confidence, Doubtful) }];
        return Parted(word, dash, place.From, place.To);
    }

    private static PlacedWord[] Parted(PlacedWord word, int dash, double from, double to) =>
    [
        word with { Text = word.Text[..dash], Area = word.Area with { Width = from - word.Area.X } },
        word with { Text = "-", Area = word.Area with { X = from, Width = to - from }, Others = [] },
        word with { Text = word.Text[(dash + 1)..], Area = word.Area with { X = to, Width = word.Area.Right - to } },
    ];

    /// <summary>Parts what is left glued where the page sets its ranges apart: a column of reference ranges is set in one way.</summary>
    public static IEnumerable<PlacedWord> PartAlike(IReadOnlyList<PlacedWord> words)
    {
        // A dash between two numbers: one before an item of a list is no range's.
        var apart = Enumerable.Range(1, Math.Max(0, words.Count - 2)).Count(i => words[i].Text == "-" && char.IsDigit(words[i - 1].Text[^1]) && char.IsDigit(words[i + 1].Text[0]));
        var glued = words.Where(word => Numbers.IsRange(word.Text)).ToList();
        if (glued.Count == 0 || apart < Math.Max(EnoughApart, 2 * glued.Count)) return words;
        return words.SelectMany(word =>
        {
            if (!Numbers.IsRange(word.Text)) return [word];
            var dash = word.Text.IndexOf('-', StringComparison.Ordinal);
            double sign = word.Area.Width / word.Text.Length, from = word.Area.X + (sign * dash);
            return Parted(word, dash, from, from + sign);
        });
    }

    /// <summary>From where to where the dash stands, and how far it parts the figures beside it; null where figures touch and nothing tells.</summary>
    private static (double From, double To, double Distance)? Dash(PreparedPage page, Area area)
    {
        var runs = InkRuns.Of(page.Image, area);
        var figures = runs.Where(run => run.Bottom - run.Top > 0.6 * area.Height).ToList();
        if (figures.Count < 2 || figures.Exists(run => run.Right - run.Left > 1.1 * (run.Bottom - run.Top))) return null;
        var pitch = Pitch(runs, area);
        for (var i = 1; i + 1 < runs.Count; i++)
        {
            var (left, right, top, bottom) = runs[i];
            var flat = bottom - top < 0.3 * area.Height && right - left > 0.15 * area.Height;
            var inside = top > area.Y + (0.25 * area.Height) && bottom < area.Bottom - (0.2 * area.Height);
            if (!flat || !inside) continue;
            double before = left - runs[i - 1].Right, after = runs[i + 1].Left - right;
            var distance = ((runs[i + 1].Left + runs[i + 1].Right) - (runs[i - 1].Left + runs[i - 1].Right)) / 2.0;
            return (left - (before / 2), right + (after / 2), distance / pitch);
        }

        return null;
    }

    // The least distance of two figures that stand side by side; where a stop parts them all, the widest figure and its air.
    private static double Pitch(List<(int Left, int Right, int Top, int Bottom)> runs, Area area)
    {
        bool IsFigure((int Left, int Right, int Top, int Bottom) run) => run.Bottom - run.Top > 0.6 * area.Height;
        var widest = runs.Where(IsFigure).Max(run => run.Right - run.Left + 1);
        var distances = runs.Zip(runs.Skip(1))
            .Where(pair => IsFigure(pair.First) && IsFigure(pair.Second))
            .Select(pair => (pair.Second.Left + pair.Second.Right - pair.First.Left - pair.First.Right) / 2.0)
            .Where(distance => distance > 0.7 * widest);
        return distances.DefaultIfEmpty(1.15 * widest).Min();
    }
}
