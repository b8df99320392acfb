using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions.Bars;

/// <summary>A trigger on its way to a name of its sentence; the tokens [From, To) stand between the two. <paramref name="Forward"/>: the name follows.</summary>
internal readonly record struct Reach(IReadOnlyList<Token> Tokens, Trigger Trigger, FoundName Name, EntryKind Kind, bool Allergy, bool Forward, IReadOnlyList<FoundName> Names, IReadOnlyList<Trigger> Triggers)
{
    /// <summary>Blanks between two words of one line that make a column.</summary>
    public const int ColumnGap = 3;

    public int From => Forward ? Trigger.End : Name.End;

    public int To => Forward ? Name.First : Trigger.First;

    public Meaning Means => Trigger.Rule.Means;

    public string Phrase => Trigger.Rule.Phrase;

    public bool Between(params ReadOnlySpan<string> words)
    {
        for (var at = From; at < To; at++)
            if (words.Contains(Tokens[at].Folded)) return true;
        return false;
    }

    public bool Between(TokenKind kind)
    {
        for (var at = From; at < To; at++)
            if (Tokens[at].Kind == kind) return true;
        return false;
    }

    public bool MarkBetween(char mark)
    {
        for (var at = From; at < To; at++)
            if (Tokens[at].IsMark(mark)) return true;
        return false;
    }

    /// <summary>Whether a name of one of these kinds lies wholly in the tokens [first, end).</summary>
    public bool NamedWithin(int first, int end, params ReadOnlySpan<EntryKind> kinds)
    {
        foreach (var other in Names)
            if (other.First >= first && other.End <= end)
                foreach (var kind in kinds)
                    if (other.As(kind) is not null) return true;
        return false;
    }

    public bool OpensColumn(int at) => at > 0 && Tokens[at].Line == Tokens[at - 1].Line && Tokens[at].Start - Tokens[at - 1].End >= ColumnGap;

    public bool Contains(string part) => Phrase.Contains(part, StringComparison.Ordinal);
}
