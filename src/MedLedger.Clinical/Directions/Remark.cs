using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions;

/// <summary>What is told behind a whole direction and its comma: "36 mg every morning, teachers report that he is restless in the afternoon" says nothing of a second dose.</summary>
internal static class Remark
{
    private const int FewestWords = 3;

    // What may stand between two times of one direction: "each morning, and then again at night".
    private static readonly HashSet<string> Joins = new(StringComparer.Ordinal)
    {
        "in", "at", "the", "and", "then", "again", "also", "plus", "or", "another", "one", "two", "every", "each", "with", "before", "after", "food", "meal", "meals", "take", "taken", "to", "be", "of", "rest", "remaining", "second", "other", "same", "dose", "if", "needed", "required", "early", "late", "later", "on", "once", "by",
    };

    /// <summary>Whether the time of day at <paramref name="at"/> belongs to such a remark.</summary>
    public static bool Holds(DirectionText text, DirectionDraft draft, int at)
    {
        if (!draft.Complete || at <= draft.End || draft.End <= 0 || text.Of(PartKind.Slot, at) is null) return false;
        var (comma, words) = (false, 0);
        for (var before = draft.End; before < at; before++)
        {
            var token = text.Tokens[before];
            if (token.Kind is TokenKind.Number) return false;
            if (token.Folded is "," or ";" or "." or "-" or "–" or "—") (comma, words) = (true, 0);
            else if (comma && token.Kind == TokenKind.Word && !Joins.Contains(token.Folded)) words++;
        }

        return comma && words >= FewestWords;
    }
}
