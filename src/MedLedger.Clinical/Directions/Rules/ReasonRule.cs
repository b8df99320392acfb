using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions.Rules;

/// <summary>"as needed for pain", "bei Schmerzen", "si douleur": taken only when there is a reason, and the reason.</summary>
internal sealed class ReasonRule : IDirectionRule
{
    private const int Longest = 5;

    public int? Read(DirectionText text, int at, DirectionDraft draft)
    {
        if (text.Of(PartKind.AsNeeded, at) is not { } needed) return null;
        draft.AsNeeded = true;
        draft.Saw(at, needed.End);
        var first = needed.End;
        while (text.Word(first) is "for" or "if" or "(" or "bei") first++;
        var end = first;
        while (text.Has(end) && end < first + Longest && Belongs(text, end)) end++;
        if (end > first) draft.AsNeededFor ??= text.Quote(first, end);
        // "En cas de douleur thoracique", "at onset of migraine": without what follows the words say nothing.
        if (end > first && first == needed.End && text.Word(first - 1) is "de" or "of" or "sign") draft.Saw(first, end);
        return needed.End;
    }

    private static bool Belongs(DirectionText text, int at) =>
        (text.Tokens[at].Kind == TokenKind.Word && text.Tokens[at].Line == text.Tokens[at - 1].Line && text.Phrase(at).Words.Count == 0 && text.Word(at) is not ['q', >= '0' and <= '9', ..]) || (text.Word(at) is "/" or "or" && text.Has(at + 1));
}
