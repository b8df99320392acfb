using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Mentions;

/// <summary>Scans the tokens once, left to right, longest name first.</summary>
internal sealed class NameFinder(TermLexicon lexicon)
{
    private const int ShortestGuess = 6;

    public List<FoundName> Find(string text, IReadOnlyList<Token> tokens, Sentence sentence)
    {
        var found = new List<FoundName>();
        for (var at = sentence.First; at < sentence.End; at++)
        {
            if (tokens[at].Kind is TokenKind.Mark or TokenKind.Date) continue;
            var (end, terms) = lexicon.Terms.LongestAt(tokens, at, sentence.End);
            while (end > at && terms.Count > 0)
            {
                var fitting = terms.Where(term => CaseFits(text, tokens, at, end, term) && !Identifier(tokens, end) && !Release(text, tokens, at, end, found)).ToList();
                if (fitting.Count > 0)
                {
                    found.Add(new(at, end, fitting, null));
                    break;
                }

                (end, terms) = lexicon.Terms.LongestAt(tokens, at, end - 1);
            }

            if (found.Count > 0 && found[^1].First == at) at = end - 1;
            else if (Guess(tokens, at, sentence) is { } miss) found.Add(new(at, at + 1, [new(miss.Entry, miss.Name, false, false)], miss));
        }

        return found;
    }

    // "Oxycodone CR 10 mg": directly behind a drug the letters say how it is released, and are no creatinine. "Cr 148" behind it is.
    private static bool Release(string text, IReadOnlyList<Token> tokens, int at, int end, List<FoundName> found) =>
        found.Count > 0 && found[^1].End == at && end == at + 1 && found[^1].As(EntryKind.Drug) is not null && tokens[at].Line == tokens[at - 1].Line
        && tokens[at].Folded is "cr" or "er" or "xr" or "sr" or "la" or "pr" or "ir" or "xl" or "mr" or "cd" or "dr" && !(char.IsUpper(text[tokens[at].Start]) && char.IsLower(text[tokens[at].Start + 1]));

    // HF-30018 is a record number, not heart failure.
    private static bool Identifier(IReadOnlyList<Token> tokens, int end) =>
        end + 1 < tokens.Count && tokens[end].IsMark('-') && tokens[end].Start == tokens[end - 1].End
        && tokens[end + 1].Kind == TokenKind.Number && tokens[end + 1].Start == tokens[end].End && tokens[end + 1].End - tokens[end + 1].Start >= 3;

    private static bool CaseFits(string text, IReadOnlyList<Token> tokens, int first, int end, Term term)
    {
        if (!term.ExactCase) return true;
        var written = text.AsSpan(tokens[first].Start, tokens[end - 1].End - tokens[first].Start);
        // "MOST M3": the whole first word tells, of letters with marks between them ("D&C") the first letter.
        var telling = term.Written.IndexOf(' ') is > 0 and var space ? space : 1;
        return written.SequenceEqual(term.Written) || (end - first > 1 && written.StartsWith(term.Written.AsSpan(0, telling), StringComparison.Ordinal));
    }

    /// <summary>Whether an amount stands close behind, or the unit of one whose figures were misread ("UO mg").</summary>
    public static bool AmountFollows(IReadOnlyList<Token> tokens, int end, int limit)
    {
        for (var next = end; next < Math.Min(limit, end + 3); next++)
            if (tokens[next].Kind == TokenKind.Number || tokens[next].Folded is "mg" or "mcg" or "ml" or "tab" or "tabs" or "tablet" or "tablets" or "cap" or "caps" or "capsule" or "capsules") return true;
        return false;
    }

    // "Poids de sortie 61,5 kg", "Bauchumfang 94 cm": no drug is given by these.
    private static bool MeasuresABody(IReadOnlyList<Token> tokens, int from, int limit)
    {
        for (var at = from; at + 1 < Math.Min(limit, from + 4); at++)
            if (tokens[at].Kind == TokenKind.Number) return tokens[at + 1].Folded is "kg" or "cm" or "mm" or "m" or "bpm" or "mmhg" or "years" or "year" or "ans" or "jahre" or "anos" or "%";
        return false;
    }

    // A word nobody knows is taken for a misspelt drug only where an amount follows, as in every direction.
    private NearMiss? Guess(IReadOnlyList<Token> tokens, int at, Sentence sentence)
    {
        var token = tokens[at];
        if (token.Kind != TokenKind.Word || token.Folded.Length < ShortestGuess || lexicon.Terms.Knows(token.Folded)) return null;
        // "Increase by 2 units" is an order, and no misspelt Incruse.
        if (token.Folded.StartsWith("increas", StringComparison.Ordinal) || token.Folded.StartsWith("decreas", StringComparison.Ordinal) || token.Folded.StartsWith("reduc", StringComparison.Ordinal)) return null;
        if (token.Folded is "cigarette" or "cigaret" or "cigar" or "alcohol") return null;
        // The word behind a number is its unit: "125 micrograms" is no misspelt drug.
        if (at > sentence.First && tokens[at - 1].Kind == TokenKind.Number) return null;
        return AmountFollows(tokens, at + 1, sentence.End) && !MeasuresABody(tokens, at + 1, sentence.End) ? lexicon.Drugs.FindOrBoth(token.Folded) : null;
    }
}
