using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions;

/// <summary>"If the patient takes theophylline", "ask before taking naproxen", "call us if you are on warfarin": the verb belongs to the condition, and nobody says that the drug is taken.</summary>
internal static class TakenIf
{
    private const int VerbReach = 4;

    private static readonly HashSet<string> Persons = new(StringComparer.Ordinal) { "you", "they", "he", "she", "patient", "who", "anyone", "person", "child", "resident" };

    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal) { "takes", "taking", "uses", "using", "receives", "receiving", "given", "prescribed", "taken", "on" };

    public static bool Is(IReadOnlyList<Token> tokens, IReadOnlyList<Trigger> applying, FoundName name)
    {
        foreach (var condition in applying)
            if (condition.Rule.Means == Meaning.Hypothetical && condition.End <= name.First && HasItsVerb(tokens, condition, name.First)) return true;
        return false;
    }

    // "If in pain take paracetamol" orders it; "if they take warfarin" does not.
    private static bool HasItsVerb(IReadOnlyList<Token> tokens, Trigger condition, int limit)
    {
        for (var at = condition.First + 1; at < Math.Min(limit, condition.End + VerbReach); at++)
        {
            var word = tokens[at].Folded;
            if (word is "," or ":" or ";" or "." or "-") return false;
            if (Verbs.Contains(word) || (word is "take" or "use" or "receive" && Persons.Contains(tokens[at - 1].Folded))) return true;
        }

        return false;
    }
}
