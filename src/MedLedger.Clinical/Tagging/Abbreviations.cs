namespace MedLedger.Clinical.Tagging;

/// <summary>"congestive heart failure (CHF)": pairs of a short form and the words it stands for, after Schwartz and Hearst (Pac Symp Biocomput 2003:451-462).</summary>
internal static class Abbreviations
{
    /// <summary>Token ranges of the long and of the short form.</summary>
    internal readonly record struct Pair(int LongFirst, int LongEnd, int ShortFirst, int ShortEnd);

    public static List<Pair> Find(string text, List<TagToken> tokens)
    {
        var pairs = new List<Pair>();
        for (var open = 1; open < tokens.Count - 1; open++)
        {
            if (text[tokens[open].Start] != '(') continue;
            var close = open + 1;
            while (close < tokens.Count && close < open + 8 && text[tokens[close].Start] is not (')' or ';' or ',')) close++;
            if (close == tokens.Count || close == open + 1 || text[tokens[close].Start] == '(') continue;
            var written = text[tokens[open + 1].Start..tokens[close - 1].End];
            if (!IsShortForm(written)) continue;
            var first = LongForm(text, tokens, open, written);
            if (first >= 0) pairs.Add(new(first, open, open + 1, close));
        }

        return pairs;
    }

    private static bool IsShortForm(string written) =>
        written.Length is >= 2 and <= 12 && char.IsLetterOrDigit(written[0]) && written.Any(char.IsLetter) && written.Any(char.IsUpper) && written.Count(c => c == ' ') <= 1;

    // From the right, each letter of the short form is found in the long one; its first begins a word.
    private static int LongForm(string text, List<TagToken> tokens, int open, string written)
    {
        var most = Math.Min(written.Length + 5, written.Length * 2) * 2;
        var from = tokens[Math.Max(0, open - most)].Start;
        var at = tokens[open - 1].End - 1;
        for (var letter = written.Length - 1; letter >= 0; letter--)
        {
            var wanted = char.ToLowerInvariant(written[letter]);
            if (!char.IsLetterOrDigit(wanted)) continue;
            while (at >= from && (char.ToLowerInvariant(text[at]) != wanted || (letter == 0 && at > 0 && char.IsLetterOrDigit(text[at - 1])))) at--;
            if (at < from) return -1;
            at--;
        }

        var start = at + 1;
        var first = open - 1;
        while (first > 0 && tokens[first].Start > start) first--;
        return tokens[first].Start == start && text[start..tokens[open - 1].End].Length > written.Length ? first : -1;
    }
}
