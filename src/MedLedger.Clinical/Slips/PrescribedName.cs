using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Slips;

/// <summary>The drug that a line of a prescription opens with.</summary>
/// <param name="Drug">What it is.</param>
/// <param name="First">The name's first word.</param>
/// <param name="End">The word behind the name.</param>
/// <param name="Written">The name as it is to stand where its readers differ and agree on the drug; null where it was read without doubt.</param>
internal sealed record PrescribedName(LexiconEntry Drug, int First, int End, string? Written)
{
    // "cont.", "2.", "start" may stand before it.
    private const int LatestStart = 2;
    private const int ShortestName = 6;
    private const double SureWord = 0.6;

    public static PrescribedName? Of(IReadOnlyList<Word> line, TermLexicon lexicon)
    {
        var tokens = new List<(Token Token, int Word)>();
        for (var at = 0; at < line.Count; at++) tokens.AddRange(Tokenizer.Cut(line[at].Text, []).Select(token => (token, at)));
        List<Token> cut = [.. tokens.Select(one => one.Token)];
        for (var at = 0; at < tokens.Count && tokens[at].Word <= LatestStart; at++)
        {
            var (end, terms) = lexicon.Terms.LongestAt(cut, at, cut.Count);
            if (terms.FirstOrDefault(term => term.Entry.Kind == EntryKind.Drug && !term.ExactCase) is { } term)
            {
                var words = Enumerable.Range(tokens[at].Word, tokens[end - 1].Word - tokens[at].Word + 1).Select(word => line[word]).ToList();
                return words.TrueForAll(word => !IsDoubtful(word)) ? new(term.Entry, tokens[at].Word, tokens[end - 1].Word + 1, null)
                    : words.TrueForAll(word => !IsDoubtful(word) || Fits(word, term.Entry, lexicon)) ? new(term.Entry, tokens[at].Word, tokens[end - 1].Word + 1, words.Count == 1 ? words[0].Text : "")
                    : null;
            }

            if (Misread(line[tokens[at].Word], lexicon) is var (drug, written)) return new(drug, tokens[at].Word, tokens[at].Word + 1, written);
        }

        return null;
    }

    public static bool IsDoubtful(Word word) => word.NeedsReview || word.Confidence < SureWord;

    // Its readers differ, and no reading of the word is another drug's name, not even nearly. What is doubted for another reason stays so.
    private static bool Fits(Word word, LexiconEntry drug, TermLexicon lexicon) =>
        word.Text.Length >= ShortestName && word.Alternatives.Count > 0 && word.Alternatives.All(other => Named(other, lexicon) is not { } named || named.Entry.Name == drug.Name);

    // All readings that are near any drug's name are near the same one's, and one at least is that name or one slip away.
    private static (LexiconEntry Drug, string Written)? Misread(Word word, TermLexicon lexicon)
    {
        if (word.Text.Length < ShortestName || word.Text.Any(char.IsAsciiDigit)) return null;
        var named = word.Alternatives.Prepend(word.Text).Select(reading => Named(reading, lexicon)).OfType<NearMiss>().ToList();
        return named.Select(one => one.Entry.Name).Distinct(StringComparer.Ordinal).Count() == 1 && named.MinBy(one => one.Edits) is { Edits: <= 1 } best && !best.Entry.Name.Contains(" / ", StringComparison.Ordinal)
            ? (best.Entry, best.Name)
            : null;
    }

    private static NearMiss? Named(string reading, TermLexicon lexicon)
    {
        if (Tokenizer.Cut(reading, []) is not [{ Kind: TokenKind.Word } token] || token.Folded.Length < ShortestName - 1) return null;
        var (_, terms) = lexicon.Terms.LongestAt([token], 0, 1);
        if (terms.FirstOrDefault(term => term.Entry.Kind == EntryKind.Drug) is { } term) return new(term.Entry, term.Written, 0);
        return lexicon.Terms.Knows(token.Folded) ? null : lexicon.Drugs.FindOrBoth(token.Folded);
    }
}
