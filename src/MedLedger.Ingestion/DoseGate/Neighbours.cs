using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>Doubts numbers that stand closer together than words do: "108." and "8" is one number that was read as two.</summary>
internal static class Neighbours
{
    private const double CloserThanWords = 0.45;
    private const double Doubtful = 0.5;

    public static IReadOnlyList<PlacedWord> Doubt(IReadOnlyList<PlacedWord> words, double letterHeight)
    {
        var result = words.ToArray();
        foreach (var line in Enumerable.Range(0, words.Count).GroupBy(i => (words[i].Block, words[i].Line)))
        {
            List<int> order = [.. line.OrderBy(i => words[i].Area.X)];
            for (var i = 1; i < order.Count; i++)
            {
                PlacedWord left = words[order[i - 1]], right = words[order[i]];
                if (!char.IsDigit(right.Text[0]) || !Numbers.HasDigit(left.Text)) continue;
                var gap = right.Area.X - left.Area.Right;
                // Either reader's stop may be a decimal point whose rest was cut off.
                var open = (Numbers.EndsOpen(left.Text) || left.Others.Any(Numbers.EndsOpen)) && !IsListNumber(left, i);
                if (gap > (open ? 2 : 1) * CloserThanWords * letterHeight) continue;
                result[order[i - 1]] = left with { Unsure = true, Confidence = Math.Min(left.Confidence, Doubtful) };
                result[order[i]] = right with { Unsure = true, Confidence = Math.Min(right.Confidence, Doubtful) };
            }
        }

        return result;
    }

    // "2. 5 mg": the number of a list's item stands at the line's start.
    private static bool IsListNumber(PlacedWord word, int next) => next == 1 && word.Text.Length <= 3 && word.Text[^1] == '.';
}
