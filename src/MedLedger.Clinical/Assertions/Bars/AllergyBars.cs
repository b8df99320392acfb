using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;

namespace MedLedger.Clinical.Assertions.Bars;

/// <summary>What keeps "tolerated", "negative" and the like from refuting an allergy: an allergy that is omitted does the most harm.</summary>
internal static class AllergyBars
{
    private const int ConditionReach = 6;

    private static readonly string[] Tolerance = ["toler", "tolér", "vertragen", "ok with", "okay with", "fine with"];

    // What a substance that does harm is given with, or how: "tolerated with premedication", "tolérée à perfusion lente", "gut vertragen bei langsamer Infusion".
    private static readonly HashSet<string> OnlySo = new(StringComparer.Ordinal)
    {
        "slow", "slowly", "slower", "rate", "premedication", "premed", "premeds", "premedicated", "pretreatment", "antihistamine", "antihistamines", "desensitisation", "desensitization", "desensitised", "desensitized", "lente", "lentement", "lent", "langsam", "langsamer", "langsame", "lenta", "lentamente", "lento", "premedicacion", "pramedikation", "reduced", "only", "infusion", "perfusion", "infusione",
    };

    public static bool Bar(in Reach reach) => reach.Forward
        // "'Aches with Lipitor, tolerates Crestor', shellfish?": what was quoted has ended.
        ? reach.Means == Meaning.Refuted && (reach.MarkBetween('"') || reach.MarkBetween('”'))
        : (reach.Means is Meaning.Refuted or Meaning.Negated && (SpeaksOfAnother(reach) || WasSoBefore(reach))
            || reach.Means == Meaning.Refuted && ToleratedOnlySo(reach));

    // "Allergy list updated: cefazolin (was "nil known")": the bracket tells what the list said before.
    private static bool WasSoBefore(in Reach reach)
    {
        var open = reach.Trigger.First - 1;
        while (open >= reach.From && !reach.Tokens[open].IsMark('(')) open--;
        return open >= reach.From && reach.Tokens[open + 1].Folded is "was" or "wa" or "previously" or "formerly" or "old" or "earlier" or "before" or "had";
    }

    // "Penicillin allergy, urine hCG negative", "allergic to latex, tolerated procedure well": the answer is to something else.
    private static bool SpeaksOfAnother(Reach reach)
    {
        var (tokens, trigger, names) = (reach.Tokens, reach.Trigger, reach.Names);
        if (names.Any(other => other.First >= reach.From && other.First < trigger.End && IsOtherThing(other, reach))) return true;
        var ofTest = reach.Contains("challenge") || reach.Contains("test");
        if ((reach.Phrase.EndsWith("tolerated", StringComparison.Ordinal) || reach.Phrase == "removed") && CommonBars.Describes(tokens, trigger.End) && !ScopeWords.All.SaysHow(tokens[trigger.End])) return true;
        var clause = trigger.First;
        while (clause > reach.From && tokens[clause - 1].Folded is not ("," or ";")) clause--;
        return clause > reach.From && Enumerable.Range(clause, trigger.First - clause).Any(at => !ScopeWords.All.OfATest(tokens[at]) && !(ofTest && names.Any(other => other.First <= at && at < other.End && CommonBars.Nameable(other))));
    }

    private static bool IsOtherThing(FoundName other, Reach reach) =>
        other.As(EntryKind.Drug) is null && other.As(EntryKind.Allergen) is null && other.As(EntryKind.Reaction) is null
        && Enumerable.Range(other.First, other.End - other.First).Any(at => !ScopeWords.All.OfATest(reach.Tokens[at]))
        && (other.As(EntryKind.Lab) ?? other.As(EntryKind.Problem) ?? other.As(EntryKind.Vaccine) ?? other.As(EntryKind.Procedure)) is not null;

    // "Vancomycin (red man syndrome, tolerated at a slow rate)": who has it only so still reacts to it.
    private static bool ToleratedOnlySo(in Reach reach)
    {
        if (!Array.Exists(Tolerance, reach.Contains)) return false;
        var (tokens, end) = (reach.Tokens, reach.Trigger.End);
        for (var at = end; at < Math.Min(tokens.Count, end + ConditionReach) && tokens[at].Folded is not ("." or ";" or ")" or ","); at++)
        {
            // "Tolerated w/o premed"
            if (tokens[at].Folded is "w" or "w/o" or "wo" or "without" or "no" or "not" or "ohne" or "sans" or "sin" or "senza") return false;
            if (OnlySo.Contains(tokens[at].Folded)) return true;
        }

        return false;
    }
}
