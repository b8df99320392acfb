using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>What stands below an item in its own column, line by line: on a form other columns have their words in the same lines.</summary>
internal static class CellsBelow
{
    internal const int Gap = 3;
    private const int Outdent = 2;
    private const int LongestCell = 60;
    private const int Indent = 6;

    /// <summary>The cells below the one that holds token <paramref name="at"/>, as tokens [First, End), of at most <paramref name="lines"/> lines.</summary>
    public static IEnumerable<(int First, int End)> Of(Note note, int at, int lines)
    {
        var tokens = note.Tokens;
        var column = TableColumns.Column(note, Opening(note, at));
        var line = SectionFinder.LineEnd(tokens, at);
        for (var below = 0; below < lines && line < tokens.Count && tokens[line].Line == tokens[line - 1].Line + 1; below++)
        {
            var end = SectionFinder.LineEnd(tokens, line);
            for (var first = line; first < end;)
            {
                var behind = End(note, first, end);
                if (TableColumns.Column(note, first) - column is >= -Outdent and <= Indent)
                {
                    yield return (first, behind);
                    break;
                }

                first = behind;
            }

            line = end;
        }
    }

    /// <summary>The first token of the cell in which token <paramref name="at"/> stands.</summary>
    public static int Opening(Note note, int at)
    {
        var furthest = Math.Max(0, at - LongestCell);
        while (at > furthest && note.Tokens[at - 1].Line == note.Tokens[at].Line && note.Tokens[at].Start - note.Tokens[at - 1].End < Gap) at--;
        return at;
    }

    /// <summary>The token behind the cell that begins at <paramref name="first"/>.</summary>
    public static int End(Note note, int first, int lineEnd)
    {
        var end = first + 1;
        while (end < lineEnd && end - first < LongestCell && note.Tokens[end].Start - note.Tokens[end - 1].End < Gap) end++;
        return end;
    }
}
