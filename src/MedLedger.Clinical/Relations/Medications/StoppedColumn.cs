using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Start   Medicine   Dose   How often   Stopped" above the rows of a card: a day or a word in the last column says that the row has ended.</summary>
internal static class StoppedColumn
{
    private const int LongestTable = 40;
    private const int LongestCell = 6;

    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal) { "stopped", "stop", "ended", "end", "ceased", "discontinued", "finished", "completed" };

    private static readonly HashSet<string> Columns = new(StringComparer.Ordinal) { "medicine", "medicines", "drug", "medication", "medications", "name", "item", "dose", "start", "started", "date", "how", "often", "frequency", "directions", "route", "strength" };

    private static readonly HashSet<string> Over = new(StringComparer.Ordinal) { "done", "finished", "completed", "complete", "stopped", "ended", "ceased", "over" };

    public static bool Ended(Note note, FoundName name)
    {
        if (!HasHead(note, name)) return false;
        var tokens = note.Tokens;
        var end = SectionFinder.LineEnd(tokens, name.First);
        for (var at = name.End + 1; at < end; at++)
        {
            // The day begins the last cell; what stands behind it says why.
            if (end - at > LongestCell || !(note.DateAt(at) is not null && tokens[at].Kind == TokenKind.Date || Over.Contains(tokens[at].Folded) && at == end - 1)) continue;
            // "From 03/02/26", "until 03/02/26", "last issued 03/02/26": no cell of its own.
            return tokens[at - 1].Folded is not ("from" or "until" or "till" or "since" or "to" or "on" or "issued" or "last" or "next" or "due" or "by" or "review");
        }

        return false;
    }

    // The heads of the columns stand in a line above, and the last of them is that of the end.
    private static bool HasHead(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        var line = tokens[name.First].Line;
        var at = name.First;
        while (at > 0 && line - tokens[at - 1].Line <= LongestTable)
        {
            at--;
            if (tokens[at].Line == line || !Ends.Contains(tokens[at].Folded) || (at + 1 < tokens.Count && tokens[at + 1].Line == tokens[at].Line && !(tokens[at + 1].Folded is "date" or "on" && SectionFinder.LineEnd(tokens, at) == at + 2))) continue;
            var first = at;
            while (first > 0 && tokens[first - 1].Line == tokens[at].Line) first--;
            return Enumerable.Range(first, at - first).Count(head => Columns.Contains(tokens[head].Folded)) >= 3 && Enumerable.Range(first, at - first).All(head => tokens[head].Kind == TokenKind.Word || tokens[head].Folded is "/" or "|" or "(" or ")");
        }

        return false;
    }
}
