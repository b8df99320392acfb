using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Lines;

/// <summary>A drug's name in its line, as written or corrected. <paramref name="Guessed"/>: no list knows it as written.</summary>
internal sealed record NameInLine(string Text, int First, int End, bool Combination, bool Guessed, string? Doubt);

/// <summary>Finds which words of a direction line are the drug: a known name where one stands, otherwise the words before the first amount, form or frequency.</summary>
internal sealed class DrugNameInLine(TermLexicon lexicon, DirectionWords words)
{
    private const int LongestUnknown = 5;
    private const int ShortestGuess = 5;
    private const int LongName = 7;

    public NameInLine? Find(string text, IReadOnlyList<Token> tokens, bool misread)
    {
        var start = Start(tokens);
        for (var at = start; at < tokens.Count; at++)
            if (Known(text, tokens, at) is { } known && (at == start || Leading(text, tokens, start, at))) return known;
        for (var at = start; at < tokens.Count; at++)
            if (tokens[at].Kind == TokenKind.Word && Stops(tokens, at) is false) return Unknown(text, tokens, at, misread);
        return null;
    }

    // Bullets, numbering and verbs stand before the name.
    private int Start(IReadOnlyList<Token> tokens)
    {
        var at = 0;
        while (at < tokens.Count && (tokens[at].Kind is TokenKind.Mark or TokenKind.Date || words.Lead.Contains(tokens[at].Folded) || Numbering(tokens, at))) at++;
        return at;
    }

    private static bool Numbering(IReadOnlyList<Token> tokens, int at) =>
        at == 0 && tokens[at].Kind == TokenKind.Number && at + 1 < tokens.Count && tokens[at + 1].Folded is ")" or "." or ":";

    // What stands before a known name must be a count or words of directions, not another name.
    private bool Leading(string text, IReadOnlyList<Token> tokens, int start, int at) =>
        text[..tokens[at].Start].All(c => c != '(') && Enumerable.Range(start, at - start).All(before => Stops(tokens, before) || words.Lead.Contains(tokens[before].Folded));

    private NameInLine? Known(string text, IReadOnlyList<Token> tokens, int at)
    {
        var (end, terms) = lexicon.Terms.LongestAt(tokens, at, tokens.Count);
        if (end == at || !terms.Any(term => term.Entry.Kind is EntryKind.Drug or EntryKind.Vaccine or EntryKind.Allergen)) return null;
        var entry = terms.First(term => term.Entry.Kind is EntryKind.Drug or EntryKind.Vaccine or EntryKind.Allergen).Entry;
        while (end < tokens.Count && (Belongs(text, tokens, end) || Joined(tokens, end))) end = Joined(tokens, end) ? end + 2 : end + 1;
        // "Insulin Lantus": the kind and then the brand.
        if (end == at + 1 && tokens[at].Is("insulin") && end < tokens.Count && IsDrug(tokens, end)) end = lexicon.Terms.LongestAt(tokens, end, tokens.Count).End;
        // "Insulin glulisine": whatever word follows says which insulin.
        else if (end == at + 1 && tokens[at].Is("insulin") && end < tokens.Count && tokens[end].Kind == TokenKind.Word && !Stops(tokens, end)) end++;
        // "Zofran ODT" is Zofran in a form.
        while (FormAtEnd(tokens, at + 1, end) is { } form) end = form;
        return new(Written(text, tokens, at, end), at, end, entry.Name.Contains('/', StringComparison.Ordinal) || HasStroke(tokens, at, end), Guessed: false, null);
    }

    private int? FormAtEnd(IReadOnlyList<Token> tokens, int from, int end)
    {
        for (var at = from; at < end; at++)
            if (tokens[at].Kind == TokenKind.Word && words.Phrases.LongestAt(tokens, at, end) is var (last, found) && last == end && found.Any(word => word.Kind == PartKind.Form)) return at;
        return null;
    }

    private static bool HasStroke(IReadOnlyList<Token> tokens, int at, int end) => Enumerable.Range(at, end - at).Any(i => tokens[i].Folded is "/" or "+" or "-");

    // "hydrocodone-acetaminophen", "piperacillin/tazobactam": the other half of a combination.
    private bool Joined(IReadOnlyList<Token> tokens, int at) =>
        at + 1 < tokens.Count && tokens[at].Folded is "/" or "-" or "+" && tokens[at + 1].Kind == TokenKind.Word && !Stops(tokens, at + 1)
        && ((tokens[at].Start == tokens[at - 1].End && tokens[at + 1].Start == tokens[at].End && (tokens[at + 1].Folded.Length > 3 || tokens[at].IsMark('-'))) || IsDrug(tokens, at + 1));

    private bool IsDrug(IReadOnlyList<Token> tokens, int at) => lexicon.Terms.LongestAt(tokens, at, tokens.Count).Values.Any(term => term.Entry.Kind == EntryKind.Drug);

    // Salts, and short capitals like VK, DS, M3.
    private bool Belongs(string text, IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Kind != TokenKind.Word) return false;
        if (words.Salts.Contains(tokens[at].Folded)) return true;
        // IR only says that nothing delays it.
        if (tokens[at].Is("ir")) return false;
        var written = text.AsSpan(tokens[at].Start, tokens[at].End - tokens[at].Start);
        return written.Length <= 3 && char.IsUpper(written[0]) && written.ToString().All(c => char.IsUpper(c) || char.IsDigit(c)) && !Stops(tokens, at) && at > 0 && !tokens[at - 1].IsMark('(') && text.Any(char.IsLower);
    }

    private bool Stops(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Kind != TokenKind.Word || words.Phrases.LongestAt(tokens, at, tokens.Count).Values.Count > 0;

    private NameInLine Unknown(string text, IReadOnlyList<Token> tokens, int at, bool misread)
    {
        var end = at + 1;
        while (end < tokens.Count && end < at + LongestUnknown && (Belongs(text, tokens, end) || Joined(tokens, end) || (tokens[end].Kind == TokenKind.Word && !Stops(tokens, end) && tokens[end].Folded is not ("sig" or "take" or "apply" or "use" or "inject" or "inhale" or "swish" or "give"))))
            end = Joined(tokens, end) ? end + 2 : end + 1;
        var written = Written(text, tokens, at, end);
        if (tokens[at].Folded.Length < ShortestGuess || lexicon.Drugs.Find(tokens[at].Folded) is not { } miss || !Credible(tokens[at].Folded, miss, misread))
            return new(written, at, end, HasStroke(tokens, at, end), Guessed: true, lexicon.Drugs.Ambiguous(tokens[at].Folded) is { } both ? $"the name may be {both}" : "the name is in no list");
        var rest = end > at + 1 ? " " + Written(text, tokens, at + 1, end) : "";
        return new(miss.Name + rest, at, end, miss.Entry.Name.Contains('/', StringComparison.Ordinal) || HasStroke(tokens, at, end), Guessed: true, miss.Doubtful ? "the name is misspelt or misread" : null);
    }

    // Brands of other countries end in other letters than ours ("Ventoline", "Clenil"): a change at the end, or two changes in a line that was
    // read well, is no misspelling.
    private static bool Credible(string word, NearMiss miss, bool misread) =>
        misread || (miss.Edits == 1 && word.Length >= LongName && word[0] == miss.Name[0] && word[^2..] == miss.Name[^2..] && Sounds(word) != Sounds(miss.Name));

    // "beclometasone" and "beclomethasone" are both right.
    private static string Sounds(string word) =>
        word.Replace("th", "t", StringComparison.Ordinal).Replace("ph", "f", StringComparison.Ordinal).Replace('y', 'i').Replace('k', 'c');

    private static string Written(string text, IReadOnlyList<Token> tokens, int first, int end) => text[tokens[first].Start..tokens[end - 1].End].ToLowerInvariant();
}
