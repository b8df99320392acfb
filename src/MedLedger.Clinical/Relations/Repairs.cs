using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Relations;

/// <summary>Diseases that an operation or a treatment ended: "repair of right inguinal hernia, 1987", "completed TB treatment in Nov 2022".</summary>
internal static class Repairs
{
    private const int Adjectives = 4;
    private const int Course = 4;

    private static readonly HashSet<string> Operations = new(StringComparer.Ordinal) { "repair", "excision", "fixation", "closure", "correction", "clipping", "coiling", "evacuation", "cure" };

    private static readonly HashSet<string> Treated = new(StringComparer.Ordinal) { "treatment", "therapy", "course", "rx", "regimen" };

    /// <summary>The first word of the operation, or null. A tumour that was cut out stays a disease of the one who had it.</summary>
    public static int? Of(Note note, NotedSentence sentence, FoundName name, LexiconEntry problem)
    {
        if (IsTumour(problem)) return null;
        var at = name.First - 1;
        while (at > sentence.Range.First && name.First - at <= Adjectives && note.Tokens[at].Folded is "a" or "the" or "right" or "left" or "bilateral" or "large" or "ruptured" or "recurrent" or "his" or "her") at--;
        if (at <= sentence.Range.First || note.Tokens[at].Folded is not ("of" or "de" or "d") || !Operations.Contains(note.Tokens[at - 1].Folded)) return null;
        return at - 1;
    }

    /// <summary>"She completed TB treatment (Rifafour) in Nov 2022 for pulmonary TB": an infection whose treatment is done. Of a cancer, only its doctor says that it is over.</summary>
    public static bool Cured(Note note, NotedSentence sentence, FoundName name, LexiconEntry problem)
    {
        if (!IsInfection(problem)) return false;
        for (var at = sentence.Range.First; at + 1 < sentence.Range.End; at++)
        {
            if (note.Tokens[at].Folded is not ("completed" or "finished") || (at > sentence.Range.First && note.Tokens[at - 1].Folded is "not" or "never" or "when" or "until" or "once" or "be")) continue;
            for (var behind = at + 1; behind < Math.Min(sentence.Range.End, at + Course + 2); behind++)
                if (Treated.Contains(note.Tokens[behind].Folded) && (name.First > at && name.End <= behind + 1 || IsOf(note, behind, name) || sentence.Names.Any(other => other.First > at && other.End <= behind && other.As(EntryKind.Problem)?.Name == problem.Name))) return true;
        }

        return false;
    }

    private static bool IsOf(Note note, int treated, FoundName name) =>
        name.First > treated && Enumerable.Range(treated + 1, name.First - treated - 1).All(at => note.Tokens[at].Folded is "for" or "of" or "his" or "her" or "the" or "pulmonary" or "active" or "latent");

    private static string? Icd(LexiconEntry problem) => problem.Concept.CodeIn(CodeSystems.Icd10Cm);

    private static bool IsTumour(LexiconEntry problem) => Icd(problem) is ['C', ..] || problem.Name.Contains("cancer", StringComparison.Ordinal) || problem.Name.Contains("carcinoma", StringComparison.Ordinal) || problem.Name.Contains("melanoma", StringComparison.Ordinal);

    private static bool IsInfection(LexiconEntry problem) => (Icd(problem) is ['A' or 'B', ..] and not ['B', '2', '0', ..]) || problem.Name is "pneumonia" or "urinary tract infection" or "endocarditis" or "osteomyelitis" or "pyelonephritis" or "cellulitis";
}
