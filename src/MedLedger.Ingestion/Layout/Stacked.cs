namespace MedLedger.Ingestion.Layout;

/// <summary>
/// Finds words of one line that stand one under the other: a table's column of lone figures is what layout analysis takes for a line that runs
/// down the page, and reads lying on its side.
/// </summary>
internal static class Stacked
{
    /// <summary>The words that belong to no such line.</summary>
    public static IReadOnlyList<PlacedWord> Without(IReadOnlyList<PlacedWord> words)
    {
        var stacked = words.GroupBy(word => (word.Block, word.Line)).Where(line => IsStack([.. line])).SelectMany(line => line).ToHashSet(ReferenceEqualityComparer.Instance);
        return stacked.Count == 0 ? words : [.. words.Where(word => !stacked.Contains(word))];
    }

    private static bool IsStack(List<PlacedWord> line)
    {
        if (line.Count < 2) return false;
        double left = line.Max(word => word.Area.X), right = line.Min(word => word.Area.Right);
        var order = line.OrderBy(word => word.Area.Y).ToList();
        return right - left > 0.5 * line.Min(word => word.Area.Width) && order.Zip(order.Skip(1)).All(pair => pair.Second.Area.Y >= pair.First.Area.MiddleY && pair.Second.Area.Bottom > pair.First.Area.Bottom);
    }
}
