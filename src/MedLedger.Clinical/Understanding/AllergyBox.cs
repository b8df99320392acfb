using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Understanding;

/// <summary>
/// A box of allergies beside something else, as charts print it in their head: its heading and what stands below it in the same column are read
/// after one another, not row by row with what stands to their left.
/// </summary>
internal static class AllergyBox
{
    private const double Aligned = 3;
    private const double NextLine = 2.6;

    private static readonly HashSet<string> Heading = new(StringComparer.OrdinalIgnoreCase)
    {
        "allergies", "allergy", "adr", "adrs", "adverse", "drug", "reaction", "reactions", "intolerance", "intolerances", "sensitivities", "sensitivity", "known", "status", "alert", "alerts", "and", "&", "/", "-", "hypersensitivities",
    };

    /// <summary>Lines of pieces of words, top down; the box's pieces are moved to lines of their own below it.</summary>
    public static void Unfold(List<List<List<Word>>> lines, double letter)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Count < 2 || !IsHeading(lines[at][^1])) continue;
            var head = lines[at][^1];
            var (left, bottom, height) = (head[0].Box!.Value.X, Bottom(head), head[0].Box!.Value.Height);
            List<List<List<Word>>> box = [[head]];
            var below = at + 1;
            for (; below < lines.Count; below++)
            {
                var own = lines[below].Find(piece => Math.Abs(piece[0].Box!.Value.X - left) <= Aligned * letter);
                if (own is null || own[0].Box!.Value.Y > bottom + ((NextLine - 1) * height)) break;
                bottom = Bottom(own);
                box.Add([own]);
                lines[below].Remove(own);
            }

            if (box.Count == 1) continue;
            lines[at].RemoveAt(lines[at].Count - 1);
            lines.InsertRange(below, box);
            lines.RemoveAll(line => line.Count == 0);
        }
    }

    private static bool IsHeading(List<Word> piece)
    {
        var words = piece.SelectMany(word => word.Text.Split(['/', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        return words.Count > 0 && words.TrueForAll(Heading.Contains) && words.Exists(word => word.StartsWith("allerg", StringComparison.OrdinalIgnoreCase) || word.StartsWith("adr", StringComparison.OrdinalIgnoreCase));
    }

    private static int Bottom(List<Word> piece) => piece.Max(word => word.Box!.Value.Y + word.Box!.Value.Height);
}
