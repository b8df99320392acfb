using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>Finds lines of letters that the first reader's layout passed over: lone table cells, text under a stamp, in a shade or beside a picture.</summary>
internal static class UnreadInk
{
    private const int MostAreas = 60;

    // In letters: how far apart signs of one word stand, with a point between them and without.
    private const double Apart = 0.9;
    private const double ApartOverPoint = 1.8;

    /// <summary>Areas of letter-like ink that no word covers, each a line or a cell.</summary>
    public static List<Area> Find(PreparedPage page, IReadOnlyList<PlacedWord> words)
    {
        var letter = page.LetterHeight;
        var covered = new Cover(words.Concat(page.Ticks).Select(word => word.Area.Grown(0.2 * letter, 0.2 * letter)), letter);
        var loose = page.Blots
            .Where(blot => IsLetterLike(blot, letter))
            .Select(blot => new Area(blot.Left, blot.Top, blot.Width, blot.Height))
            .Where(area => !covered.Holds(area.MiddleX, area.MiddleY))
            .OrderBy(area => area.X)
            .ToList();
        List<Blot> points = [.. page.Blots.Where(blot => IsPoint(blot, letter))];
        var lines = new List<(Area Area, int Letters, double End)>();
        foreach (var area in loose)
        {
            var at = lines.FindIndex(line => (area.X - line.End < Apart * letter || (area.X - line.End < ApartOverPoint * letter && points.Exists(point => Joins(point, line.Area, line.End, area)))) && area.X >= line.End - letter
                && Math.Abs(area.MiddleY - line.Area.MiddleY) < 0.5 * Math.Max(letter, line.Area.Height));
            if (at < 0) lines.Add((area, 1, area.Right));
            else lines[at] = (lines[at].Area.Union(area), lines[at].Letters + 1, Math.Max(lines[at].End, area.Right));
        }

        return [.. lines.Where(line => line.Area.Height < 3 * letter && line.Area.Height >= 0.6 * letter).OrderByDescending(line => line.Letters).Take(MostAreas).Select(line => line.Area).OrderBy(area => area.Y)];
    }

    private static bool IsLetterLike(Blot blot, double letter) =>
        blot.Height >= 0.45 * letter && blot.Height <= 2.2 * letter && blot.Width <= 3 * letter && blot.Width >= 0.12 * letter
        && blot.Pixels >= 0.12 * blot.Width * blot.Height && blot.Pixels <= 0.93 * blot.Width * blot.Height;

    private static bool IsPoint(Blot blot, double letter) => blot.Height <= 0.4 * letter && blot.Width <= 0.4 * letter && blot.Height >= 0.1 * letter;

    // Between two figures and as low as they: the point of an amount, which a printer of fixed pitch sets with the room of a figure.
    private static bool Joins(Blot point, Area line, double end, Area next) =>
        point.Left >= end - 1 && point.Right <= next.X + 1 && point.MiddleY > Math.Max(line.MiddleY, next.MiddleY) && point.Top < Math.Max(line.Bottom, next.Bottom);

    /// <summary>Answers quickly whether a point lies in one of many areas: they are kept by the rows of a coarse grid.</summary>
    private sealed class Cover
    {
        private readonly double _step;
        private readonly ILookup<int, Area> _rows;

        public Cover(IEnumerable<Area> areas, double step)
        {
            _step = step;
            _rows = areas.SelectMany(area => Enumerable.Range(Row(area.Y), Row(area.Bottom) - Row(area.Y) + 1).Select(row => (row, area))).ToLookup(pair => pair.row, pair => pair.area);
        }

        public bool Holds(double x, double y) => _rows[Row(y)].Any(area => x >= area.X && x <= area.Right && y >= area.Y && y <= area.Bottom);

        private int Row(double y) => (int)Math.Floor(y / _step);
    }
}
