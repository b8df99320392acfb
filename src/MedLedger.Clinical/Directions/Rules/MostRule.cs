using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions.Rules;

/// <summary>"max 8 puffs in 24 hours", "not more than 4 g a day": a limit, never the dose.</summary>
internal sealed class MostRule : IDirectionRule
{
    private const int Longest = 9;

    public int? Read(DirectionText text, int at, DirectionDraft draft)
    {
        if (text.Of(PartKind.Most, at) is not { } most) return null;
        // "max. 3x tgl." says how often at most, as "up to" does.
        if (text.Number(most.End) is { } many && text.Of(PartKind.Times, many.End) is not null && new TimesRule().Read(text, most.End, draft) is { } often) return often;
        var end = most.End;
        while (text.Has(end) && end < most.End + Longest && !Ends(text.Tokens[end])) end++;
        // "max" behind a verb or alone says nothing.
        if (!Enumerable.Range(most.End, end - most.End).Any(number => text.Number(number) is not null)) return most.End;
        draft.Most = text.Quote(most.End, end);
        draft.Saw(at, end);
        return end;
    }

    private static bool Ends(Token token) => token.Kind == TokenKind.Mark && token.Folded is "," or ";" or "." or ")" or "(";
}
