namespace MedLedger.Clinical.Tagging;

/// <summary>Cuts finer than the reader's tokenizer: every hyphen, slash and bracket stands alone, so that a name may begin or end at each of them.</summary>
internal static class TagTokenizer
{
    /// <summary>A longer run without a full stop is a table or noise; cutting it keeps time and memory linear.</summary>
    private const int LongestSentence = 400;

    // A full stop behind these ends no sentence.
    private static readonly HashSet<string> Abbreviations = new(StringComparer.Ordinal)
    {
        "e.g", "i.e", "vs", "dr", "mr", "mrs", "ms", "fig", "figs", "no", "st", "al", "approx", "ca", "cf", "prof", "resp", "ref", "i.v", "i.p", "i.m", "s.c", "p.o",
    };

    public static List<TagToken> Cut(string text, WordMemory words)
    {
        var tokens = new List<TagToken>((text.Length / 5) + 1);
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                at++;
                continue;
            }

            var end = char.IsAsciiDigit(c) ? NumberEnd(text, at) : char.IsLetter(c) ? WordEnd(text, at) : at + 1;
            if (end == at + 1 && char.IsHighSurrogate(c) && end < text.Length && char.IsLowSurrogate(text[end])) end++;
            tokens.Add(new(at, end, words.Of(text.AsSpan(at, end - at))));
            at = end;
        }

        return tokens;
    }

    /// <summary>Sentences by line ends and by full stops that a capital or a number follows.</summary>
    public static List<TagSentence> Sentences(string text, List<TagToken> tokens)
    {
        var sentences = new List<TagSentence>();
        var first = 0;
        for (var at = 0; at < tokens.Count; at++)
            if (at + 1 == tokens.Count || at + 1 - first >= LongestSentence || Ends(text, tokens, at))
            {
                sentences.Add(new(first, at + 1));
                first = at + 1;
            }

        return sentences;
    }

    private static bool Ends(string text, List<TagToken> tokens, int at)
    {
        TagToken token = tokens[at], next = tokens[at + 1];
        if (next.Start == token.End) return false;
        var gap = text.AsSpan(token.End, next.Start - token.End);
        if (gap.Contains('\n') && (gap.Count('\n') > 1 || !char.IsLower(text[next.Start]))) return true;
        if (text[token.Start] is not ('.' or '?' or '!') || char.IsLower(text[next.Start])) return false;
        if (text[token.Start] != '.' || at == 0 || tokens[at - 1].End != token.Start) return true;
        var start = token.Start;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && token.Start - start < 8) start--;
        var word = text[start..token.Start];
        return !Abbreviations.Contains(word.ToLowerInvariant()) && !(word.Length == 1 && char.IsUpper(word[0]));
    }

    private static int NumberEnd(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))) end++;
        return end;
    }

    private static int WordEnd(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || char.GetUnicodeCategory(text[end]) == System.Globalization.UnicodeCategory.NonSpacingMark)) end++;
        return end;
    }
}
