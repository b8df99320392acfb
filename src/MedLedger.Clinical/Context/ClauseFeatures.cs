using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Context;

/// <summary>What is said in a name's own clause: the words that no mark, no gap and no other name parts from it, over the ends of lines where the sentence goes on.</summary>
internal static class ClauseFeatures
{
    private const int Longest = 12;
    private const int Gap = 2;
    private const int Stem = 5;
    private const int Paired = 3;

    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal) { ",", ";", ".", "(", ")", ":", "|", "/", "->", "→" };

    // How much and how often says nothing of whether; it only stands between the name and the words that do.
    private static readonly HashSet<string> Dosing = new(StringComparer.Ordinal)
    {
        "0", "mg", "mcg", "g", "ml", "unit", "units", "iu", "od", "bd", "tds", "qds", "bid", "tid", "qid", "daily", "once", "twice", "tablet", "tablets", "tab", "tabs", "cap", "capsule", "po", "oral", "orally", "iv", "sc", "day", "a", "nocte", "mane", "on", "om", "puff", "puffs", "%", "-", "the", "his", "her", "an",
    };

    /// <summary>Features of tokens [<paramref name="first"/>, <paramref name="end"/>). <paramref name="words"/> holds a folded word for each token (empty for the further tokens of a name, in angle brackets for its first), <paramref name="sentence"/> the number of its sentence.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<Token> tokens, string[] words, int[] sentence, int first, int end, string kind)
    {
        var (before, after) = (Clause(tokens, words, sentence, first - 1, -1), Clause(tokens, words, sentence, end, 1));
        foreach (var feature in Said("cb", before, kind)) yield return feature;
        foreach (var feature in Said("ca", after, kind)) yield return feature;
        foreach (var one in Telling(before.Words).Take(Paired))
            foreach (var other in Telling(after.Words).Take(Paired)) yield return "cx" + one + "_" + other;
    }

    private static IEnumerable<string> Telling(List<string> words) => words.Where(word => !Dosing.Contains(word));

    private static (List<string> Words, string End) Clause(IReadOnlyList<Token> tokens, string[] words, int[] sentence, int from, int step)
    {
        var clause = new List<string>();
        for (var at = from; at >= 0 && at < words.Length && clause.Count < Longest && sentence[at] == sentence[from]; at += step)
        {
            if (at != from && IsGap(tokens, Math.Min(at, at - step))) return (clause, "gap");
            if (words[at].Length == 0) continue;
            if (words[at][0] == '<' || Ends.Contains(words[at])) return (clause, words[at]);
            clause.Add(words[at]);
        }

        return (clause, "end");
    }

    private static bool IsGap(IReadOnlyList<Token> tokens, int left) => tokens[left].Line == tokens[left + 1].Line && tokens[left + 1].Start - tokens[left].End > Gap;

    private static IEnumerable<string> Said(string side, (List<string> Words, string End) clause, string kind)
    {
        yield return side + "#" + clause.End + (clause.Words.Count == 0 ? "0" : "");
        string? last = null;
        foreach (var word in clause.Words)
        {
            yield return side + word;
            yield return kind + side + word;
            if (word.Length > Stem + 1) yield return side + "*" + word[..Stem];
            if (last is not null) yield return side + last + "_" + word;
            last = word;
        }

        var told = Telling(clause.Words).Take(2).ToList();
        if (told.Count > 0)
        {
            yield return side + "1" + told[0];
            yield return kind + side + "1" + told[0];
        }

        if (told.Count > 1) yield return side + "1" + told[0] + "_" + told[1];
    }
}
