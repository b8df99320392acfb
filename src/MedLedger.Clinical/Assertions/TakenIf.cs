using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions;

/// <summary>"If the patient takes theophylline", "ask before taking naproxen", "call us if you are on warfarin": the verb belongs to the condition, and nobody says that the drug is taken.</summary>
internal static class TakenIf
{
    private const int VerbReach = 4;

    private const int HelpReach = 16;

    private static readonly HashSet<string> Helps = new(StringComparer.Ordinal) { "casualty", "ambulance", "emergency", "999", "911", "112", "108", "000", "hospital", "report", "er", "ed" };

    private static readonly HashSet<string> Persons = new(StringComparer.Ordinal) { "you", "they", "he", "she", "patient", "who", "anyone", "person", "child", "resident" };

    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal) { "takes", "taking", "uses", "using", "receives", "receiving", "given", "prescribed", "taken", "on" };

    public static bool Is(IReadOnlyList<Token> tokens, IReadOnlyList<Trigger> applying, FoundName name)
    {
        foreach (var condition in applying)
            if (condition.Rule.Means == Meaning.Hypothetical && condition.End <= name.First && HasItsVerb(tokens, condition, name.First)) return true;
        return false;
    }

    /// <summary>"In case of chest pain take isosorbide dinitrate 5 mg and report to casualty at once": advice for an emergency, which may be printed for anybody.</summary>
    public static bool IsForAnEmergency(IReadOnlyList<Token> tokens, IReadOnlyList<Trigger> applying, FoundName name)
    {
        if (!applying.Any(trigger => trigger.Rule.Means == Meaning.Hypothetical && trigger.Rule.Phrase is "in case of" or "in the event of" && trigger.End <= name.First)) return false;
        for (var at = name.End; at < Math.Min(tokens.Count, name.End + HelpReach) && !tokens[at].IsMark(';'); at++)
            if (Helps.Contains(tokens[at].Folded)) return true;
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
