using MedLedger.Clinical.Sections;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Understanding;

/// <summary>
/// Two lists that stand beside each other, "Problems" on the left and "Allergies" on the right, are read one after the other: otherwise the heads
/// share a line, each list is cut by the other's items, and an allergy is lost among the problems.
/// </summary>
internal static class SideBySide
{
    private const double Aligned = 1.6;
    private const double Indented = 5;
    private const int Pair = 2;

    private static readonly HashSet<string> TellsOfRows = new(StringComparer.OrdinalIgnoreCase) { "change", "changes", "advice", "comment", "comments", "remark", "remarks", "plan", "action", "status", "reason", "how", "why", "when", "note", "instruction" };

    public static void Part(List<List<List<Word>>> lines, double letter)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Count != Pair || !lines[at].TrueForAll(PageHeads.Is) || HeadsOneTable(lines[at])) continue;
            var right = X(lines[at][1]);
            var end = at + 1;
            var last = at;
            for (; end < lines.Count && Fits(lines[end], right, letter); end++)
                if (X(lines[end][^1]) >= right - (Aligned * letter)) last = end;
            if (last == at) continue;
            var block = lines.GetRange(at, last + 1 - at);
            var first = block.Select(line => line.FindAll(piece => X(piece) < right - (Aligned * letter))).Where(line => line.Count > 0);
            var second = block.Select(line => line.FindAll(piece => X(piece) >= right - (Aligned * letter))).Where(line => line.Count > 0);
            // A head with nothing below it on its side belongs to what stands under both lists.
            var left = first.ToList();
            var under = left.Count > 1 && left[^1].TrueForAll(PageHeads.Is) ? left.GetRange(left.Count - 1, 1) : [];
            left.RemoveRange(left.Count - under.Count, under.Count);
            List<List<List<Word>>> parted = [.. left, .. second, .. under];
            lines.RemoveRange(at, block.Count);
            lines.InsertRange(at, parted);
            at += parted.Count - 1;
        }
    }

    // "Medicine      Change": the two columns of one table, whose rows run across both.
    private static bool HeadsOneTable(List<List<Word>> line)
    {
        List<string>[] heads = [.. line.Select(piece => piece.ConvertAll(word => word.Text.TrimEnd(':')))];
        return ListColumns.NamesDrugs(heads[0]) && (ListColumns.NamesColumns(heads[1]) || TellsOfRows.Contains(heads[1][0]));
    }

    // What runs across both lists, or has a third column, stands below them.
    private static bool Fits(List<List<Word>> line, int right, double letter)
    {
        if (line.Count > Pair || (line.Count == Pair && line.TrueForAll(PageHeads.Is) && Math.Abs(X(line[1]) - right) > Aligned * letter)) return false;
        var inRight = line.FindAll(piece => X(piece) >= right - (Aligned * letter));
        if (inRight.Count > 1 || inRight.Exists(piece => X(piece) > right + (Indented * letter))) return false;
        return line.TrueForAll(piece => inRight.Contains(piece) || End(piece) < right);
    }

    private static int X(List<Word> piece) => piece[0].Box!.Value.X;

    private static int End(List<Word> piece) => piece[^1].Box!.Value.X + piece[^1].Box!.Value.Width;
}
