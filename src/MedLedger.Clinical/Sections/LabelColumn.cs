using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Sections;

/// <summary>
/// A page whose headings stand in a column of their own, what they head beside them: "ALLERGIES   Penicillin (rash)" above "REPEATS   Apixaban 5 mg". Only where
/// several known headings of different kinds have what they head in one column is it such a page.
/// </summary>
internal static class LabelColumn
{
    private const int Gap = 2;
    private const int Fewest = 3;
    private const int LongestLabel = 4;

    public static void Mark(string text, IReadOnlyList<Token> tokens, List<Section> sections, WordTrie<SectionKind> headers)
    {
        var lines = new List<Line>();
        for (var at = 0; at < tokens.Count; at = SectionFinder.LineEnd(tokens, at)) lines.Add(Cut(text, tokens, at, headers));
        var column = lines.Where(line => line.Kind is not null).GroupBy(line => line.Beside).Where(group => group.Select(line => line.Kind).Distinct().Count() >= Fewest).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key;
        if (column is not { } beside) return;
        var inColumn = false;
        foreach (var line in lines)
        {
            var opens = line.Kind is not null || (line.CellEnd > line.First && line.Beside == beside);
            // What stands as deep as the column goes on with the item above.
            if (!opens && (line.Indent >= beside || !inColumn)) continue;
            inColumn = opens;
            if (sections.Exists(section => section.HeaderToken == line.First && section.Kind != SectionKind.None)) continue;
            sections.RemoveAll(section => section.HeaderToken == line.First && line.First > 0);
            sections.Insert(sections.FindLastIndex(section => section.HeaderToken < line.First || section.HeaderToken == 0) + 1, new(line.Kind ?? SectionKind.None, line.First, opens ? line.CellEnd : line.First, TickList: false));
        }
    }

    // The first cell of the line, what it heads, and in which column the second begins.
    private static Line Cut(string text, IReadOnlyList<Token> tokens, int first, WordTrie<SectionKind> headers)
    {
        var lineEnd = SectionFinder.LineEnd(tokens, first);
        var indent = SectionFinder.Indent(text, tokens[first].Start);
        var end = first + 1;
        while (end < lineEnd && tokens[end].Start - tokens[end - 1].End < Gap) end++;
        if (end == lineEnd || end - first > LongestLabel || tokens[first].Kind != TokenKind.Word || !char.IsUpper(text[tokens[first].Start]) || Enumerable.Range(first, end - first).Any(at => tokens[at].Kind is TokenKind.Number or TokenKind.Date)) return new(first, first, indent, -1, null);
        var (last, kinds) = headers.LongestAt(tokens, first, end);
        return new(first, end, indent, indent + tokens[end].Start - tokens[first].Start, kinds.Count > 0 && last == end && kinds[0] is not SectionKind.Identification ? kinds[0] : null);
    }

    private sealed record Line(int First, int CellEnd, int Indent, int Beside, SectionKind? Kind);
}
