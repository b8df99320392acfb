namespace MedLedger.Ingestion.Layout;

/// <summary>Puts the cells of one printed row on one line, so that a value stands beside its test.</summary>
internal static class PrintedRows
{
    /// <summary>The rows of a region from top to bottom.</summary>
    public static IEnumerable<List<PlacedWord>> Of(List<Segment> segments, double height)
    {
        var rows = new List<Row>();
        foreach (var segment in segments.OrderByDescending(segment => segment.Area.Width))
        {
            var row = rows.Where(row => row.Continues(segment, height)).MinBy(row => row.Distance(segment));
            if (row is null) rows.Add(new(segment));
            else row.Add(segment);
        }

        return rows.OrderBy(row => row.MiddleY).Select(row => row.Words);
    }

    private sealed class Row(Segment first)
    {
        private readonly List<Segment> _segments = [first];

        public List<PlacedWord> Words => [.. _segments.SelectMany(segment => segment.Words)];

        public double MiddleY => _segments.Average(segment => segment.Area.MiddleY);

        public void Add(Segment segment) => _segments.Add(segment);

        // Rows may still lean or bend a little: the nearest part of the row says where it runs.
        public double Distance(Segment segment) => Math.Abs(Nearest(segment).Area.MiddleY - segment.Area.MiddleY);

        public bool Continues(Segment segment, double height)
        {
            var near = Nearest(segment).Area;
            var overlap = Math.Min(near.Bottom, segment.Area.Bottom) - Math.Max(near.Y, segment.Area.Y);
            return overlap > 0.5 * Math.Min(near.Height, segment.Area.Height)
                && Math.Max(near.Height, segment.Area.Height) < 3 * Math.Max(height, Math.Min(near.Height, segment.Area.Height))
                && _segments.All(known => known.Area.Right <= segment.Area.X + 2 || segment.Area.Right <= known.Area.X + 2 || Disjoint(known, segment));
        }

        private Segment Nearest(Segment segment) => _segments.MinBy(known =>
            Math.Max(0, Math.Max(known.Area.X - segment.Area.Right, segment.Area.X - known.Area.Right)))!;

        private static bool Disjoint(Segment a, Segment b) =>
            a.Words.All(one => b.Words.All(two => one.Area.X >= two.Area.Right || two.Area.X >= one.Area.Right));
    }
}
