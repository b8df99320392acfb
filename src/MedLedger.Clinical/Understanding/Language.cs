using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Understanding;

/// <summary>The rules are English with some German; text in another language is said to be read less well.</summary>
internal static class Language
{
    private const int Enough = 30;

    private static readonly HashSet<string> English = new(StringComparer.Ordinal) { "the", "of", "and", "with", "for", "no", "is", "was", "to", "on", "in", "patient", "daily", "date", "at", "by" };
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal) { "der", "die", "und", "mit", "bei", "wurde", "nicht", "le", "les", "des", "avec", "est", "el", "los", "con", "para", "del", "una", "il", "di", "che", "het", "een", "och" };

    public static string? Note(IReadOnlyList<Token> tokens)
    {
        int english = 0, foreign = 0, words = 0;
        foreach (var token in tokens)
        {
            if (token.Kind != TokenKind.Word) continue;
            words++;
            if (English.Contains(token.Folded)) english++;
            else if (Foreign.Contains(token.Folded)) foreign++;
        }

        return words >= Enough && foreign > 2 * english ? "The text does not seem to be English; it was understood only in part." : null;
    }
}
