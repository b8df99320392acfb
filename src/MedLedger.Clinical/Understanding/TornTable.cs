using MedLedger.Clinical.Sections;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Understanding;

/// <summary>
/// A printed list of medicines whose first column comes before all others, as some files store it: "Drug" with every name, then "Dosage   Qty" with
/// every direction, or without any heads. What stands at the same height is one row again.
/// </summary>
internal static class TornTable
{
    private const int LongestHead = 3;
    private const int FewestRows = 3;

    private static readonly HashSet<string> Units = new(StringComparer.OrdinalIgnoreCase) { "mg", "mcg", "g", "ug", "ml", "units", "unit", "iu", "micrograms", "microgram", "%", "mmol" };

    public static void Join(List<List<List<Word>>> lines)
    {
        for (var at = 0; at + 1 < lines.Count; at++)
        {
            if (RowsOfStrengths(lines, at) is { } rows)
            {
                for (var row = 0; row < rows; row++) lines[at + row].AddRange(lines[at + rows + row]);
                lines.RemoveRange(at + rows, rows);
                at += rows - 1;
                continue;
            }

            if (lines[at].Count != 1 || lines[at][0].Count > LongestHead || !ListColumns.NamesDrugs(Texts(lines[at][0]))) continue;
            var other = lines.FindIndex(at + 1, line => SameHeight(lines[at], line));
            if (other < at + 2 || Left(lines[other]) <= Enumerable.Range(at, other - at).Max(row => Right(lines[row])) || !ListColumns.NamesColumns(Texts(lines[other][0]))) continue;
            // The names stand in one column; a line of several pieces is another table.
            if (Enumerable.Range(at, other - at).Any(row => lines[row].Count > 1)) continue;
            for (var row = other; row < lines.Count && lines.FindIndex(at, other - at, line => SameHeight(line, lines[row])) is var first and >= 0;)
            {
                lines[first].AddRange(lines[row]);
                lines.RemoveAt(row);
            }
        }
    }

    // Without a head: products with their strengths, and right of them, each at the height of its own, as many lines again.
    private static int? RowsOfStrengths(List<List<List<Word>>> lines, int at)
    {
        if (lines[at].Count != 1) return null;
        var other = lines.FindIndex(at + 1, line => SameHeight(lines[at], line));
        var rows = other - at;
        if (other < 0 || rows < FewestRows || other + rows > lines.Count || Enumerable.Range(at, rows * 2).Any(row => lines[row].Count != 1)) return null;
        var right = Enumerable.Range(at, rows).Max(row => Right(lines[row]));
        if (Enumerable.Range(0, rows).Any(row => !SameHeight(lines[at + row], lines[other + row]) || Left(lines[other + row]) <= right)) return null;
        return Enumerable.Range(at, rows).Count(row => HoldsAStrength(lines[row][0])) * 2 > rows ? rows : null;
    }

    private static bool HoldsAStrength(List<Word> words) =>
        Enumerable.Range(0, words.Count).Any(at => words[at].Text.Any(char.IsAsciiDigit) && (Units.Contains(words[at].Text.TrimStart([.. "0123456789.,"])) || (at + 1 < words.Count && Units.Contains(words[at + 1].Text.TrimEnd(',', ';')))));

    private static IReadOnlyList<string> Texts(List<Word> piece) => [.. piece.Select(word => word.Text)];

    private static bool SameHeight(List<List<Word>> one, List<List<Word>> other)
    {
        var (a, b) = (one[0][0].Box!.Value, other[0][0].Box!.Value);
        return Math.Abs(a.Y + (a.Height / 2) - b.Y - (b.Height / 2)) < Math.Min(a.Height, b.Height) / 2;
    }

    private static int Left(List<List<Word>> line) => line[0][0].Box!.Value.X;

    private static int Right(List<List<Word>> line) => line.Max(piece => piece[^1].Box!.Value.X + piece[^1].Box!.Value.Width);
}
