namespace MedLedger.Ingestion.Layout;

/// <summary>
/// Words beside the tick boxes of a form. A reader that gives a word a place from the line's rhythm lays it over the box before it, and the box
/// would fall on a line of its own, away from what it answers; what is left of a frame is read as a bracket.
/// </summary>
internal static class BesideBoxes
{
    private const double Near = 0.7;
    private const double Flat = 0.5;

    /// <summary>The words without the parts that lie over a box, and without what was read of a frame's own ink.</summary>
    public static IEnumerable<PlacedWord> Trim(IReadOnlyList<PlacedWord> words, IReadOnlyList<PlacedWord> boxes)
    {
        foreach (var word in words)
        {
            if (boxes.FirstOrDefault(box => IsOfTheFrame(word, box.Area)) is not null) continue;
            var area = boxes.Aggregate(word.Area, (left, box) => Beside(left, box.Area));
            yield return area == word.Area ? word : word with { Area = area };
        }
    }

    private static bool IsOfTheFrame(PlacedWord word, Area box)
    {
        var around = box.Grown(Near * box.Width, Near * box.Height);
        if (word.Text.Length > 1 || word.Area.X < around.X || word.Area.Right > around.Right || word.Area.Y < around.Y || word.Area.Bottom > around.Bottom) return false;
        return word.Text is "[" or "]" or "|" or "_" or "-" or "—" or "'" or "." or "L" or "l" or "I" || word.Area.Height < Flat * box.Height;
    }

    private static Area Beside(Area word, Area box)
    {
        var overlap = Math.Min(word.Bottom, box.Bottom) - Math.Max(word.Y, box.Y);
        if (overlap < box.Height / 2 || box.Right <= word.X || box.X >= word.Right) return word;
        if (box.MiddleX < word.MiddleX) return word with { X = box.Right + 1, Width = Math.Max(1, word.Right - box.Right - 1) };
        return word with { Width = Math.Max(1, box.X - 1 - word.X) };
    }
}
