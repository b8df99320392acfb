using System.Text.RegularExpressions;
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

    private static readonly Regex Strength = new(@"\d\s?(?:mg|mcg|µg|micrograms?|g|ml|units?|iu|%)\b|\d/\d", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Taken = new(@"\b(?:daily|twice|once|bd|bid|tds|tid|qid|qds|od|nocte|mane|mouth|oral|orally|puffs?|tabs?|tablets?|caps?|capsules?|inhalations?|morning|night|bedtime|prn|needed|required|stop|stopped|start|started|continue|unchanged|weekly|units|times)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static void Join(List<List<List<Word>>> lines)
    {
        for (var at = 0; at + 1 < lines.Count; at++)
        {
            if (lines[at][0].Count > LongestHead || !ListColumns.NamesDrugs(Texts(lines[at][0])) || !lines[at].Skip(1).All(piece => piece.Count <= LongestHead && ListColumns.NamesColumns(Texts(piece)))) continue;
            var other = lines.FindIndex(at + 1, line => SameHeight(lines[at], line));
            if (other < at + 2 || Left(lines[other]) <= Enumerable.Range(at, other - at).Max(row => Right(lines[row])) || !ListColumns.NamesColumns(Texts(lines[other][0]))) continue;
            // The names stand in one column, or beside their strengths; a line of more pieces is another table.
            if (Enumerable.Range(at, other - at).Any(row => lines[row].Count > lines[at].Count)) continue;
            for (var row = other; row < lines.Count && lines.FindIndex(at, other - at, line => SameHeight(line, lines[row])) is var first and >= 0;)
            {
                lines[first].AddRange(lines[row]);
                lines.RemoveAt(row);
            }
        }

        for (var at = 0; at + (2 * FewestRows) <= lines.Count; at++) JoinUnheaded(lines, at);
    }

    // A list without heads, all its drugs with their strengths first and then all its directions.
    private static void JoinUnheaded(List<List<List<Word>>> lines, int at)
    {
        if (lines[at].Count != 1 || !Strength.IsMatch(Text(lines[at]))) return;
        var other = lines.FindIndex(at + 1, line => SameHeight(lines[at], line));
        if (other < at + FewestRows || !Enumerable.Range(at, other - at).All(row => lines[row].Count == 1)) return;
        var right = Enumerable.Range(at, other - at).Max(row => Right(lines[row]));
        var pairs = new List<int>();
        for (var row = other; row < lines.Count && Left(lines[row]) > right && lines.FindIndex(at, other - at, line => SameHeight(line, lines[row])) is var first and >= 0; row++) pairs.Add(first);
        if (pairs.Count < FewestRows || pairs.Distinct().Count() != pairs.Count) return;
        if (2 * pairs.Count(row => Strength.IsMatch(Text(lines[row]))) < pairs.Count || 2 * Enumerable.Range(other, pairs.Count).Count(row => Taken.IsMatch(Text(lines[row]))) < pairs.Count) return;
        for (var row = 0; row < pairs.Count; row++) lines[pairs[row]].AddRange(lines[other + row]);
        lines.RemoveRange(other, pairs.Count);
    }

    private static string Text(List<List<Word>> line) => string.Join(' ', line.SelectMany(piece => piece).Select(word => word.Text));

    private static IReadOnlyList<string> Texts(List<Word> piece) => [.. piece.Select(word => word.Text)];

    private static bool SameHeight(List<List<Word>> one, List<List<Word>> other)
    {
        var (a, b) = (one[0][0].Box!.Value, other[0][0].Box!.Value);
        return Math.Abs(a.Y + (a.Height / 2) - b.Y - (b.Height / 2)) < Math.Min(a.Height, b.Height) / 2;
    }

    private static int Left(List<List<Word>> line) => line[0][0].Box!.Value.X;

    private static int Right(List<List<Word>> line) => line.Max(piece => piece[^1].Box!.Value.X + piece[^1].Box!.Value.Width);
}
