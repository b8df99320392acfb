using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Understanding;

/// <summary>The rules are English with some German; text in another language is said to be read less well.</summary>
internal static class Language
{
    private const int Enough = 30;

    private static readonly HashSet<string> English = new(StringComparer.Ordinal) { "the", "of", "and", "with", "for", "no", "is", "was", "to", "on", "in", "patient", "daily", "date", "at", "by" };
    private static readonly Dictionary<string, HashSet<string>> Others = new(StringComparer.Ordinal)
    {
        ["German"] = Words("der die und mit bei wurde nicht von zur zum im ist ein eine auf keine unter seit nach patientin"),
        ["French"] = Words("le les des avec est une du et pour dans sous pas par sur au aux patiente depuis"),
        ["Spanish"] = Words("el los las con para del una se por que sin al y paciente desde refiere"),
        ["Italian"] = Words("il di che con una del della per non in e si al paziente gli"),
        ["Dutch"] = Words("het een van met voor niet de en bij werd geen op patient sinds"),
    };

    public static string? Note(IReadOnlyList<Token> tokens)
    {
        var (english, words, likely) = Count(tokens);
        return words >= Enough && likely.Value > 2 * english ? $"The text seems to be {likely.Key}, not English; it was understood only in part." : null;
    }

    /// <summary>A list without a single small word tells no language.</summary>
    public static bool IsEnglish(IReadOnlyList<Token> tokens) => Count(tokens) is var (english, _, likely) && english > 0 && english >= likely.Value;

    private static (int English, int Words, KeyValuePair<string, int> Likely) Count(IReadOnlyList<Token> tokens)
    {
        int english = 0, words = 0;
        var counts = Others.Keys.ToDictionary(language => language, _ => 0);
        foreach (var token in tokens)
        {
            if (token.Kind != TokenKind.Word) continue;
            words++;
            if (English.Contains(token.Folded)) english++;
            foreach (var (language, known) in Others)
                if (known.Contains(token.Folded)) counts[language]++;
        }

        return (english, words, counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).First());
    }

    private static HashSet<string> Words(string words) => words.Split(' ').ToHashSet(StringComparer.Ordinal);
}
