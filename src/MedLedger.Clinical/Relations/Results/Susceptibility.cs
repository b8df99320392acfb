using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>"E. coli, sensitive to nitrofurantoin, resistant to trimethoprim": it is the germ that is sensitive, not the patient.</summary>
internal static class Susceptibility
{
    private const int Reach = 20;

    private static readonly HashSet<string> Persons = new(StringComparer.Ordinal) { "he", "she", "patient", "pt", "i", "they", "who", "mr", "mrs", "ms" };

    private static readonly HashSet<string> Germs = new(StringComparer.Ordinal)
    {
        "culture", "cultures", "organism", "organisms", "isolate", "isolated", "msu", "csu", "swab", "sputum", "resistant", "sensitivities", "sensitivity", "susceptible", "cfu", "bacteria", "bacterium", "growth",
        "coli", "klebsiella", "staph", "staphylococcus", "aureus", "mrsa", "mssa", "pseudomonas", "proteus", "enterococcus", "enterococci", "enterobacter", "streptococcus", "strep", "pneumococcus", "haemophilus", "campylobacter", "salmonella", "acinetobacter", "candida", "esbl", "vre",
    };

    /// <param name="note">The text.</param>
    /// <param name="sentence">The sentence in which the cue stands.</param>
    /// <param name="at">The token of "sensitive".</param>
    public static bool IsMeant(Note note, NotedSentence sentence, int at)
    {
        if (!note.Tokens[at].Is("sensitive")) return false;
        for (var before = Math.Max(sentence.Range.First, at - 3); before < at; before++)
            if (Persons.Contains(note.Tokens[before].Folded)) return false;
        // "Urine grew E. coli. Sensitive to nitrofurantoin.": where no subject is named, the germ may stand in the sentence before.
        var from = at == sentence.Range.First ? Math.Max(0, at - Reach) : sentence.Range.First;
        for (var near = from; near < Math.Min(sentence.Range.End, at + Reach); near++)
            if (Germs.Contains(note.Tokens[near].Folded)) return true;
        return false;
    }
}
