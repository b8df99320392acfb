using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Relations.History;

/// <summary>Operations that are named after what they mend: "repair of right inguinal hernia, 1987".</summary>
internal static class Repairs
{
    private const int Adjectives = 4;

    private static readonly HashSet<string> Operations = new(StringComparer.Ordinal) { "repair", "excision", "fixation", "closure", "correction", "clipping", "coiling", "evacuation", "cure" };

    /// <summary>The first word of the operation, or null. A tumour that was cut out stays a disease of the one who had it.</summary>
    public static int? Of(Note note, NotedSentence sentence, FoundName name, LexiconEntry problem)
    {
        if (IsTumour(problem)) return null;
        var at = name.First - 1;
        while (at > sentence.Range.First && name.First - at <= Adjectives && note.Tokens[at].Folded is "a" or "the" or "right" or "left" or "bilateral" or "large" or "ruptured" or "recurrent" or "his" or "her") at--;
        if (at <= sentence.Range.First || note.Tokens[at].Folded is not ("of" or "de" or "d") || !Operations.Contains(note.Tokens[at - 1].Folded)) return null;
        return at - 1;
    }

    private static string? Icd(LexiconEntry problem) => problem.Concept.CodeIn(CodeSystems.Icd10Cm);

    private static bool IsTumour(LexiconEntry problem) => Icd(problem) is ['C', ..] || problem.Name.Contains("cancer", StringComparison.Ordinal) || problem.Name.Contains("carcinoma", StringComparison.Ordinal) || problem.Name.Contains("melanoma", StringComparison.Ordinal);
}
