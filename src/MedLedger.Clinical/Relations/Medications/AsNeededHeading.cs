using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>What stands below "AS REQUIRED (PRN)" or "Bedarfsmedikation" is taken as needed, though its line does not say so again.</summary>
internal static class AsNeededHeading
{
    private const int LongestHeading = 6;
    private const int LongestList = 20;

    private static readonly HashSet<string> OneWord = new(StringComparer.Ordinal) { "prn", "bedarfsmedikation", "bedarf", "bedarfsmedikamente", "reservemedikation" };

    public static Direction Applied(Note note, FoundName name, Direction direction) =>
        direction.Dosing is { AsNeeded: false, Dose: not null } dosing && Covers(note, name.First) ? direction with { Dosing = dosing with { AsNeeded = true } } : direction;

    private static bool Covers(Note note, int row)
    {
        var tokens = note.Tokens;
        var end = row;
        while (end > 0 && tokens[end - 1].Line == tokens[row].Line) end--;
        if (end < row && IsHeading(note, end, row, colon: true)) return true;
        for (var lines = 0; end > 0 && lines < LongestList; lines++)
        {
            // A blank line ends the list.
            if (tokens[end - 1].Line != tokens[end].Line - 1) return false;
            var first = end - 1;
            while (first > 0 && tokens[first - 1].Line == tokens[end - 1].Line) first--;
            if (IsHeading(note, first, end, colon: false)) return true;
            if (IsOtherHeading(note, first, end)) return false;
            end = first;
        }

        return false;
    }

    private static bool IsHeading(Note note, int first, int end, bool colon)
    {
        var tokens = note.Tokens;
        if (end - first > LongestHeading + 3 || (colon && !tokens[end - 1].IsMark(':'))) return false;
        // "… 0.3" / "mg, as needed for anaphylaxis.": the rest of a sentence heads nothing.
        if (!colon && (tokens[end - 1].IsMark('.') || char.IsLower(note.Text[tokens[first].Start]) && first > 0 && tokens[first - 1].Line == tokens[first].Line - 1 && !tokens[first - 1].IsMark('.'))) return false;
        var words = Enumerable.Range(first, end - first).Where(at => tokens[at].Kind != TokenKind.Mark).Select(at => tokens[at]).ToList();
        if (words.Count is 0 or > LongestHeading || words.Exists(word => word.Kind != TokenKind.Word)) return false;
        return words.Exists(word => OneWord.Contains(word.Folded))
            || Enumerable.Range(0, words.Count - 1).Any(at => words[at].Folded is "as" or "when" or "if" && words[at + 1].Folded is "required" or "needed" or "necessary" || words[at].Is("si") && words[at + 1].Is("besoin"));
    }

    private static bool IsOtherHeading(Note note, int first, int end)
    {
        var words = note.Tokens.Skip(first).Take(end - first).ToList();
        if (words.Count > LongestHeading || words.Exists(word => word.Kind is TokenKind.Number or TokenKind.Date)) return false;
        return words[^1].IsMark(':') || note.Text.AsSpan(words[0].Start, words[^1].End - words[0].Start).IndexOfAnyInRange('a', 'z') < 0;
    }
}
