namespace MedLedger.Clinical.Sections;

/// <summary>"Have you ever had      Yes  No      Allergies": a heading over the last column of a form opens what stands below it in that column, and nothing beside it.</summary>
internal static class AllergyColumns
{
    private const int Gap = 3;
    private const int Outdent = 2;
    private const int Indent = 8;
    private const int Deeper = 2;
    private const int LinesBelow = 14;
    private const int LongestHeading = 4;

    /// <summary>The sections with those of such columns among them; the same list where there are none.</summary>
    public static List<Section> In(string text, IReadOnlyList<Token> tokens, List<Section> sections)
    {
        List<(int First, int End)>? cells = null;
        for (var at = 1; at < tokens.Count; at++)
            if (SectionFinder.SpeaksOfAllergies(tokens[at]) && HeadsLastColumn(tokens, at) is { } head && Below(text, tokens, head) is { Count: > 0 } below) (cells ??= []).AddRange(below);
        if (cells is null) return sections;
        var all = new List<Section>(sections);
        foreach (var (first, end) in cells)
        {
            var before = SectionFinder.At(sections, first);
            if (before.Kind == SectionKind.Allergies || all.Exists(section => section.HeaderToken >= first && section.HeaderToken < end)) continue;
            all.Add(new(SectionKind.Allergies, first, first, TickList: false, Inline: true));
            if (end < tokens.Count && !all.Exists(section => section.HeaderToken == end)) all.Add(before with { HeaderToken = end, FirstToken = end });
        }

        all.Sort((one, other) => one.HeaderToken.CompareTo(other.HeaderToken));
        return all;
    }

    // The first token of the cell, which holds nothing but the heading, stands behind another and ends its line.
    private static int? HeadsLastColumn(IReadOnlyList<Token> tokens, int at)
    {
        var first = at;
        while (first > 0 && tokens[first - 1].Line == tokens[at].Line && tokens[first].Start - tokens[first - 1].End < Gap) first--;
        if (first == 0 || tokens[first - 1].Line != tokens[at].Line) return null;
        var end = SectionFinder.LineEnd(tokens, at);
        return end - first <= LongestHeading && Enumerable.Range(first, end - first).All(i => SectionFinder.SpeaksOfAllergies(tokens[i]) || SectionFinder.OfLabels.Contains(tokens[i].Folded) || tokens[i].IsMark(':')) ? first : null;
    }

    private static List<(int First, int End)> Below(string text, IReadOnlyList<Token> tokens, int head)
    {
        var cells = new List<(int First, int End)>();
        var column = Column(text, tokens[head].Start);
        var (line, empty, boxed) = (SectionFinder.LineEnd(tokens, head), 0, false);
        for (var below = 0; below < LinesBelow && line < tokens.Count && tokens[line].Line == tokens[line - 1].Line + 1; below++)
        {
            var end = SectionFinder.LineEnd(tokens, line);
            var first = line;
            while (first < end && !(Column(text, tokens[first].Start) >= column - Outdent && (first == line || tokens[first].Start - tokens[first - 1].End >= Gap))) first++;
            line = end;
            if (first == end || Column(text, tokens[first].Start) > column + Indent)
            {
                if (++empty > 1) break;
                continue;
            }

            var box = IsBox(tokens[first]);
            // Among boxes, a line without one is the next heading, unless it is set in and goes on with the line above.
            if (cells.Count > 0 && ((boxed && !box && Column(text, tokens[first].Start) < column + Deeper) || tokens[end - 1].IsMark(':') || OpensAnother(tokens, first, end))) break;
            // A grid of two columns or more is a table, and its rows are no items.
            if (Enumerable.Range(first + 1, end - first - 1).Any(at => tokens[at].Start - tokens[at - 1].End >= Gap && !IsBox(tokens[at]) && !IsBox(tokens[at - 1]))) break;
            (boxed, empty) = (boxed || box, 0);
            cells.Add((first, end));
        }

        return cells;
    }

    // "Blood group: A", "MEDICATION: none"
    private static bool OpensAnother(IReadOnlyList<Token> tokens, int first, int end) =>
        !IsBox(tokens[first]) && Enumerable.Range(first, Math.Min(LongestHeading, end - first)).Any(at => tokens[at].IsMark(':'));

    private static bool IsBox(Token token) => token.Kind == TokenKind.Mark && token.Folded is "☐" or "☒" or "☑" or "[";

    private static int Column(string text, int start) => start == 0 ? 0 : start - text.LastIndexOf('\n', start - 1) - 1;
}
