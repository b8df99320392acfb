namespace MedLedger.Ingestion.Layout;

/// <summary>
/// Puts the words of a page in the order in which a person reads them: columns of running text one after the other, everything else row
/// by row. Layout analysis of an engine knows letters, not tables: it takes a lab table's columns for columns of text.
/// </summary>
internal static class ReadingOrder
{
    // A column of running text has this many lines with this many words each, and most of them are full of ink.
    private const int ColumnLines = 4;
    private const double ColumnWords = 3.2;
    private const double ColumnFill = 0.6;
    private const double WideGap = 1.6;

    // A line of a column may start this much farther in: a paragraph's first, a list's, one whose first letters were lost.
    private const double Indent = 2;
    private const int MostColumns = 4;

    /// <summary>The words in reading order, lines numbered from 0.</summary>
    public static IReadOnlyList<PlacedWord> Of(IReadOnlyList<PlacedWord> words)
    {
        if (words.Count == 0) return words;
        var height = Median(words.Select(word => word.Area.Height));
        var segments = words.GroupBy(word => (word.Block, word.Line)).SelectMany(line => Segments([.. line.OrderBy(word => word.Area.X)], height)).ToList();
        var rows = Regions(segments, height, MostColumns).SelectMany(region => PrintedRows.Of(region, height));
        return [.. rows.SelectMany((row, number) => row.OrderBy(word => word.Area.X).Select(word => word with { Line = number }))];
    }

    private static List<Segment> Segments(List<PlacedWord> line, double height)
    {
        var segments = new List<Segment>();
        var start = 0;
        for (var i = 1; i <= line.Count; i++)
        {
            if (i < line.Count && line[i].Area.X - line[i - 1].Area.Right < WideGap * height) continue;
            segments.Add(new(line[start..i]));
            start = i;
        }

        return segments;
    }

    // Above the columns, the columns from left to right, below them: each looked at again by itself.
    private static IEnumerable<List<Segment>> Regions(List<Segment> segments, double height, int columnsLeft)
    {
        if (columnsLeft == 0 || FindColumns(segments, height) is not { } split) return [segments];
        var (gutter, top, bottom) = split;
        List<Segment> above = [], left = [], right = [], below = [];
        foreach (var segment in segments)
        {
            var place = segment.Area.MiddleY < top ? above : segment.Area.MiddleY > bottom ? below : segment.Area.X >= gutter ? right : left;
            place.Add(segment);
        }

        return new[] { above, left, right, below }.Where(region => region.Count > 0).SelectMany(region => Regions(region, height, columnsLeft - 1));
    }

    /// <summary>A gutter with running text on both sides: where the right column starts, and from where to where it reaches.</summary>
    // The one that reaches farthest: a part of a column may be aligned by itself.
    private static (double Gutter, double Top, double Bottom)? FindColumns(List<Segment> segments, double height)
    {
        (double Gutter, double Top, double Bottom)? widest = null;
        foreach (var edge in segments.Select(segment => segment.Area.X).Distinct().Order())
        {
            var aligned = segments.Where(segment => segment.Area.X > edge - (0.8 * height) && segment.Area.X < edge + (Indent * height)).OrderBy(segment => segment.Area.Y).ToList();
            if (aligned.Count < ColumnLines) continue;
            var gutter = aligned.Min(segment => segment.Area.X) - 1;
            var barriers = segments.Where(segment => segment.Area.X < gutter - (0.3 * height) && segment.Area.Right > gutter + (0.3 * height)).ToList();
            foreach (var band in Bands(aligned, barriers))
            {
                double top = band[0].Area.Y - (0.5 * height), bottom = band[^1].Area.Bottom + (0.5 * height);
                // The left column may be the longer one: it goes on until something crosses the gutter.
                var left = segments.Where(segment => segment.Area.Right <= gutter && segment.Area.Bottom > top).OrderBy(segment => segment.Area.Y).ToList();
                var stop = barriers.Where(barrier => barrier.Area.MiddleY > bottom).Select(barrier => barrier.Area.Y).DefaultIfEmpty(double.MaxValue).Min();
                left = [.. left.Where(segment => segment.Area.MiddleY < stop)];
                var beside = left.Where(segment => segment.Area.MiddleY < bottom).ToList();
                if (!IsRunningText(beside, height)) continue;
                var across = segments.Where(segment => segment.Area.X >= gutter && segment.Area.MiddleY > top && segment.Area.MiddleY < bottom).ToList();
                if (!IsRunningText(across, height)) continue;
                var last = Math.Max(bottom, LastOfColumn(left, height, bottom));
                if (widest is not { } known || last - top > known.Bottom - known.Top + height) widest = (gutter, top, last);
            }
        }

        return widest;
    }

    private static IEnumerable<List<Segment>> Bands(List<Segment> aligned, List<Segment> barriers)
    {
        var band = new List<Segment>();
        foreach (var segment in aligned)
        {
            if (band.Count > 0 && barriers.Any(barrier => barrier.Area.MiddleY > band[^1].Area.MiddleY && barrier.Area.MiddleY < segment.Area.MiddleY))
            {
                if (band.Count >= ColumnLines) yield return band;
                band = [];
            }

            band.Add(segment);
        }

        if (band.Count >= ColumnLines) yield return band;
    }

    private static double LastOfColumn(List<Segment> left, double height, double bottom)
    {
        var lines = left.Where(segment => segment.Area.MiddleY < bottom).Select(segment => segment.Area).OrderBy(area => area.Y).ToList();
        var usual = Median(lines.Zip(lines.Skip(1), (one, two) => two.Y - one.Y).Append(0));
        var last = lines[^1];
        var longer = 0;
        foreach (var segment in left.Where(segment => segment.Area.MiddleY >= bottom))
        {
            // Columns that end together, a line more or less, are done: what stands below after more than a line's room (a closing, a signature) belongs to neither.
            var parted = segment.Area.Y - last.Y > usual + (0.4 * height);
            if (segment.Area.Y > bottom + (1.5 * height) || (parted && longer < 2)) break;
            longer += segment.Area.Y - last.Y > 0.5 * height ? 1 : 0;
            last = segment.Area;
            bottom = segment.Area.Bottom + (0.5 * height);
        }

        return bottom;
    }

    private static bool IsRunningText(List<Segment> segments, double height)
    {
        if (segments.Count < ColumnLines) return false;
        var lines = PrintedRows.Of(segments, height).ToList();
        if (lines.Count < ColumnLines || lines.Average(line => line.Count) < ColumnWords) return false;
        double left = segments.Min(segment => segment.Area.X), right = segments.Max(segment => segment.Area.Right);
        var full = lines.Count(line => line.Sum(word => word.Area.Width) > ColumnFill * (right - left));
        return full >= 0.55 * lines.Count;
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}

/// <summary>Words of one printed line with no wide gap between them.</summary>
internal sealed class Segment(List<PlacedWord> words)
{
    public List<PlacedWord> Words { get; } = words;

    public Area Area { get; } = words.Select(word => word.Area).Aggregate((a, b) => a.Union(b));
}
