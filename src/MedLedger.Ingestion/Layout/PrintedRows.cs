namespace MedLedger.Ingestion.Layout;

/// <summary>
/// Puts the cells of one printed row on one line, left to right: layout analysis takes the columns of a lab table for
/// columns of text, and a value would stand far from its test. Prose in columns keeps its order.
/// </summary>
internal static class PrintedRows
{
    // A block whose lines are this long is running text, not a table's column.
    private const int ProseWordsPerLine = 5;
    private const int ProseLines = 3;

    /// <summary>The words in reading order, lines numbered from 0.</summary>
    public static IReadOnlyList<PlacedWord> Order(IReadOnlyList<PlacedWord> words)
    {
        var lines = words.GroupBy(word => (word.Block, word.Line)).Select(group => new Row([.. group])).ToList();
        var prose = ProseBlocks(lines);
        var rows = new List<Row>();
        foreach (var line in lines)
        {
            if (rows.FirstOrDefault(row => row.Continues(line, prose)) is { } row) row.Add(line);
            else rows.Add(line);
        }

        if (!HasColumnsOfProse(rows, prose)) rows = [.. rows.OrderBy(row => row.Area.MiddleY)];
        return [.. rows.SelectMany((row, number) => row.Words
            .OrderBy(word => word.Area.X)
            .Select(word => word with { Line = number }))];
    }

    private static HashSet<int> ProseBlocks(IEnumerable<Row> lines) =>
    [
        .. lines.GroupBy(line => line.Block)
            .Where(block => block.Count() >= ProseLines && block.Average(line => line.Words.Count) >= ProseWordsPerLine)
            .Select(block => block.Key),
    ];

    // Two prose blocks side by side: sorting by height would interleave their sentences.
    private static bool HasColumnsOfProse(List<Row> rows, HashSet<int> prose)
    {
        var blocks = rows.Where(row => prose.Contains(row.Block))
            .GroupBy(row => row.Block)
            .Select(block => block.Select(row => row.Area).Aggregate((a, b) => a.Union(b)))
            .ToList();
        return blocks.Any(a => blocks.Any(b => a.Right <= b.X && Math.Min(a.Bottom, b.Bottom) > Math.Max(a.Y, b.Y)));
    }

    private sealed class Row(List<PlacedWord> words)
    {
        public List<PlacedWord> Words { get; } = words;

        public int Block { get; } = words[0].Block;

        public Area Area { get; private set; } = words.Select(word => word.Area).Aggregate((a, b) => a.Union(b));

        public bool Continues(Row line, HashSet<int> prose)
        {
            if (prose.Contains(Block) && prose.Contains(line.Block)) return false;
            var overlap = Math.Min(Area.Bottom, line.Area.Bottom) - Math.Max(Area.Y, line.Area.Y);
            var apart = line.Area.X >= Area.Right || line.Area.Right <= Area.X || Words.All(word => Disjoint(word.Area, line));
            return overlap > 0.5 * Math.Min(Area.Height, line.Area.Height)
                && Math.Max(Area.Height, line.Area.Height) < 3 * Math.Min(Area.Height, line.Area.Height)
                && apart;
        }

        public void Add(Row line)
        {
            Words.AddRange(line.Words);
            Area = Area.Union(line.Area);
        }

        private static bool Disjoint(Area area, Row line) =>
            line.Words.All(word => word.Area.X >= area.Right || word.Area.Right <= area.X);
    }
}
