using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>Where a printed line runs: its height and how it leans, from the boxes of its words.</summary>
internal sealed class LineStrip
{
    private const double Margin = 0.16;
    private readonly List<Area> _words;
    private readonly double _height;

    public LineStrip(List<Area> words, double letterHeight)
    {
        _words = words;
        var heights = words.Select(word => word.Height).Order().ToList();
        // A line of dashes and dots is lower than its letters would be; a word that swallowed a rule is higher.
        _height = Math.Clamp(heights[heights.Count * 2 / 3], 0.8 * letterHeight, 4 * letterHeight);
        Slope = FindSlope();
    }

    public double Slope { get; }

    /// <summary>The strip from left to right with some air, no more than is free beside it.</summary>
    public Area Around(double left, double right, double freeBefore, double freeAfter)
    {
        double before = Math.Min(freeBefore, 0.35 * _height), after = Math.Min(freeAfter, 0.35 * _height);
        List<Area> inside = [.. _words.Where(word => word.X < right && word.Right > left)];
        double top = inside.Min(word => word.Y), bottom = inside.Max(word => word.Bottom);
        if (bottom - top < _height)
        {
            // A lone dash or a word without tall letters: as high as its line, about the line's middle there.
            var middle = _words.Count > 2 ? _words.OrderBy(word => Math.Abs(word.MiddleX - ((left + right) / 2))).Take(3).Average(word => word.MiddleY) : (top + bottom) / 2;
            (top, bottom) = (Math.Min(top, middle - (_height / 2)), Math.Max(bottom, middle + (_height / 2)));
        }

        var margin = Margin * (bottom - top);
        return new(left - before, top - margin, right - left + before + after, bottom - top + (2 * margin));
    }

    // Through the middles of long lines only: over a short one, ascenders lean more than the line.
    private double FindSlope()
    {
        if (_words.Count < 5) return 0;
        double x = _words.Average(word => word.MiddleX), y = _words.Average(word => word.Bottom);
        double over = _words.Sum(word => (word.MiddleX - x) * (word.MiddleX - x)), along = _words.Sum(word => (word.MiddleX - x) * (word.Bottom - y));
        return over < 1 ? 0 : Math.Clamp(along / over, -0.03, 0.03);
    }
}
