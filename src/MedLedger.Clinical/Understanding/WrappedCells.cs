using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Understanding;

/// <summary>
/// Joins what goes on below within a cell: "once daily, last dose" above "08/03/2025". A line goes on with the row above where its first
/// column is empty and each of its pieces begins below a piece of that row.
/// </summary>
internal static class WrappedCells
{
    private const int LeastCells = 3;
    private const double Aligned = 1.6;
    private const double NextLine = 2.1;

    /// <summary>Lines of pieces of words, top down; the lines that were joined are taken out.</summary>
    public static void Join(List<List<List<Word>>> lines, double letter)
    {
        var bottom = 0;
        for (var at = 0; at < lines.Count; at++)
        {
            if (at > 0 && GoesOn(lines[at - 1], lines[at], bottom, letter))
            {
                bottom = Bottom(lines[at]);
                foreach (var piece in lines[at]) Below(lines[at - 1], piece, letter)!.AddRange(piece);
                lines.RemoveAt(at--);
            }
            else
            {
                bottom = Bottom(lines[at]);
            }
        }
    }

    private static bool GoesOn(List<List<Word>> row, List<List<Word>> line, int bottom, double letter)
    {
        if (row.Count < LeastCells || line.Count >= row.Count) return false;
        var first = line[0][0].Box!.Value;
        if (first.X <= row[0][0].Box!.Value.X + (LeastCells * letter) || first.Y + (first.Height / 2) < bottom || first.Y + first.Height > bottom + (NextLine * first.Height)) return false;
        return line.TrueForAll(piece => Below(row, piece, letter) is { } cell && cell != row[0]);
    }

    private static List<Word>? Below(List<List<Word>> row, List<Word> piece, double letter) =>
        row.Find(cell => Math.Abs(cell[0].Box!.Value.X - piece[0].Box!.Value.X) <= Aligned * letter);

    private static int Bottom(List<List<Word>> line) => line.Max(piece => piece.Max(word => word.Box!.Value.Y + word.Box!.Value.Height));
}
