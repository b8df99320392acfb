namespace MedLedger.Clinical.Sections;

/// <summary>Lines of a form whose boxes stand behind what they answer for: "Has the patient: MRSA ☐ pacemaker ☐ hearing aid ☒".</summary>
internal static class BoxesBehind
{
    private const int Fewest = 2;

    public static HashSet<int> Lines(IReadOnlyList<Token> tokens, IEnumerable<int> boxes) =>
        [.. boxes.GroupBy(box => tokens[box].Line).Where(line => Stand(tokens, [.. line])).Select(line => line.Key)];

    private static bool Stand(IReadOnlyList<Token> tokens, List<int> boxes)
    {
        if (boxes.Count < Fewest || !OpensWithAName(tokens, boxes[0])) return false;
        for (var i = 1; i < boxes.Count; i++)
            if (!Enumerable.Range(boxes[i - 1] + 1, boxes[i] - boxes[i - 1] - 1).Any(at => tokens[at].Kind == TokenKind.Word)) return false;
        var last = Closes(tokens, boxes[^1]);
        // "Other ☒ trimethoprim" says behind its box what the other is.
        return last + 1 >= tokens.Count || tokens[last + 1].Line != tokens[last].Line || tokens[boxes[^1] - 1].Folded is "other" or "others";
    }

    // "[x]" is three tokens, "☒" one.
    private static int Closes(IReadOnlyList<Token> tokens, int box)
    {
        if (!tokens[box].IsMark('[') && !tokens[box].IsMark('(')) return box;
        var at = box;
        while (at < Math.Min(tokens.Count - 1, box + 2) && !tokens[at].IsMark(']') && !tokens[at].IsMark(')')) at++;
        return tokens[at].IsMark(']') || tokens[at].IsMark(')') ? at : box;
    }

    // A box that opens the line, or stands right behind the question, answers for what follows it.
    private static bool OpensWithAName(IReadOnlyList<Token> tokens, int box)
    {
        var at = box - 1;
        var words = 0;
        for (; at >= 0 && tokens[at].Line == tokens[box].Line && !tokens[at].IsMark(':'); at--)
            if (tokens[at].Kind == TokenKind.Word) words++;
            else if (tokens[at].IsMark('?')) return false;
        return words > 0 && tokens[box - 1].Kind == TokenKind.Word;
    }
}
