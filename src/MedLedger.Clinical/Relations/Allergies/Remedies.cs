using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>"Treated with IM adrenaline", "managed with IV hydrocortisone": what was given against a reaction is not what caused it.</summary>
internal static class Remedies
{
    private const int Reach = 5;
    private const int FarReach = 8;

    private static readonly HashSet<string> Between = new(StringComparer.Ordinal) { "with", "to", "im", "iv", "oral", "po", "sc", "stat", "an", "a", "of", "by", "dose", "doses", "one", "two", "both", "and", ",", "nebulised", "nebulized", "intramuscular", "intravenous", "immediate", "emergency", "high" };

    private static readonly HashSet<string> Emergencies = new(StringComparer.Ordinal) { "epinephrine", "naloxone", "flumazenil", "glucagon", "atropine", "chlorpheniramine", "hydrocortisone", "tranexamic acid", "adenosine" };

    /// <summary>Whether the drug is one that ends an emergency there and then.</summary>
    public static bool Stop(LexiconEntry drug) => Emergencies.Contains(drug.Name);

    public static bool AreGiven(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.First - 1; at >= Math.Max(sentence.Range.First, name.First - Reach); at--)
        {
            var word = note.Tokens[at].Folded;
            if (word is "treated" or "managed" or "responded" or "resolved" or "settled" or "received" or "required" or "needed" or "reversed" or "rescued" or "controlled" or "behandelt" or "traite" or "tratada" or "tratado") return true;
            if (!Between.Contains(word) && !sentence.Names.Any(other => other.First <= at && at < other.End)) return false;
        }

        return false;
    }

    /// <summary>"Treated as anaphylaxis with IM adrenaline", "settled within the hour with oral prednisolone".</summary>
    public static bool Treated(Note note, NotedSentence sentence, FoundName name)
    {
        var at = name.First - 1;
        while (at > sentence.Range.First && note.Tokens[at].Folded is not ("with" or "by" or "to") && Between.Contains(note.Tokens[at].Folded)) at--;
        if (at <= sentence.Range.First || note.Tokens[at].Folded is not ("with" or "by" or "to")) return false;
        for (; at >= Math.Max(sentence.Range.First, name.First - FarReach); at--)
        {
            var word = note.Tokens[at].Folded;
            if (word is "treated" or "managed" or "responded" or "settled" or "reversed") return true;
            if (word is "," or ";" or "." or "(" || word.StartsWith("allerg", StringComparison.Ordinal)) return false;
        }

        return false;
    }
}
