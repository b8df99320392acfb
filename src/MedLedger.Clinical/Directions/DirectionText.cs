using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions;

/// <summary>The tokens of a direction and the words that directions are made of.</summary>
internal sealed class DirectionText(string text, IReadOnlyList<Token> tokens, int from, int to, DirectionWords words)
{
    // Every rule asks at every token; the answer is looked up once.
    private readonly (int End, IReadOnlyList<DirectionWord>? Words)[] _phrases = new (int, IReadOnlyList<DirectionWord>?)[Math.Max(0, to - from)];

    public string Text => text;

    public IReadOnlyList<Token> Tokens => tokens;

    public int To => to;

    public DirectionWords Words => words;

    public bool Has(int at) => at >= 0 && at < To;

    public string Word(int at) => Has(at) && Tokens[at].Kind != TokenKind.Date ? Tokens[at].Folded : "";

    public bool Touch(int at) => Has(at) && Has(at - 1) && Tokens[at].Start == Tokens[at - 1].End;

    public (decimal Value, int End)? Number(int at) => Has(at) ? Numerals.At(Tokens, at, To, Words) : null;

    public (int End, IReadOnlyList<DirectionWord> Words) Phrase(int at)
    {
        if (!Has(at)) return (at, []);
        if (at < from) return words.Phrases.LongestAt(tokens, at, to);
        ref var known = ref _phrases[at - from];
        if (known.Words is null) known = words.Phrases.LongestAt(tokens, at, to);
        return known!;
    }

    /// <summary>Whether anything of the grammar can begin at <paramref name="at"/>.</summary>
    public bool Begins(int at) => tokens[at].Kind is TokenKind.Number or TokenKind.Date || Phrase(at).Words.Count > 0 || tokens[at].Folded is ['x' or 'q' or 'o' or 'l' or 'i' or 't' or 'u' or '@' or '#' or '/' or '½' or '¼' or '¾' or 'a' or 'd' or 'p', ..] or "be" or "re" or "le";

    /// <summary>The word of <paramref name="kind"/> that begins at <paramref name="at"/>.</summary>
    public (string Value, int End)? Of(PartKind kind, int at)
    {
        var (end, words) = Phrase(at);
        return words.FirstOrDefault(word => word.Kind == kind) is { } word ? (word.Value, end) : null;
    }

    public string Quote(int first, int end) => string.Join(' ', Text[Tokens[first].Start..Tokens[end - 1].End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>One part of the grammar: reads at a token, notes what it found, and says where it ended; null when nothing of it stands there.</summary>
internal interface IDirectionRule
{
    int? Read(DirectionText text, int at, DirectionDraft draft);
}
