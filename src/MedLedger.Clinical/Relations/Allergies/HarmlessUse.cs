using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>"Lists shellfish but eats prawns without problems - not an allergy": the same substance is used without harm, and the writer concludes that there is no allergy.</summary>
internal static class HarmlessUse
{
    private const int Far = 80;
    private const int Reach = 9;

    private static readonly HashSet<string> Uses = new(StringComparer.Ordinal) { "eat", "eats", "eaten", "ate", "eating", "takes", "take", "took", "taken", "drinks", "drink", "wears", "wear", "uses", "use", "used", "handles", "consumes", "consumed", "tolerates", "tolerate", "tolerated", "had", "enjoys" };

    private static readonly HashSet<string> Harms = new(StringComparer.Ordinal) { "problem", "problems", "reaction", "reactions", "rxn", "rxns", "issue", "issues", "trouble", "difficulty", "difficulties", "symptom", "symptoms", "incident", "effect", "effects", "harm" };

    private static readonly HashSet<string> Well = new(StringComparer.Ordinal) { "fine", "happily", "safely", "regularly", "uneventfully", "freely", "ok", "okay", "well" };

    // Of one kind: who eats the one eats the kind.
    private static readonly Dictionary<string, HashSet<string>> Kinds = new(StringComparer.Ordinal)
    {
        ["tree nuts"] = new(StringComparer.Ordinal) { "almond", "cashew nut", "walnut", "hazelnut", "pistachio", "pecan", "brazil nut", "macadamia nut" },
        ["fish"] = new(StringComparer.Ordinal) { "salmon", "tuna", "cod" },
        ["milk"] = new(StringComparer.Ordinal) { "cheese", "yoghurt", "ice cream" },
    };

    public static bool Is(Note note, NotedSentence sentence, FoundName name)
    {
        var (from, end) = (Math.Max(sentence.Range.First, name.First - 1), Math.Min(sentence.Range.End, name.End + Far));
        if (!Enumerable.Range(from, end - from).Any(at => Uses.Contains(note.Tokens[at].Folded))) return false;
        if (sentence.Names.Any(other => other.First >= name.End && other.As(EntryKind.Reaction) is not null && !AllergyAnswers.DidNotHappen(note, other))) return false;
        // "Penicillin; takes cefalexin without problems": the one that is taken is no allergy.
        if (name.First > sentence.Range.First && Uses.Contains(note.Tokens[name.First - 1].Folded) && !note.Tokens[name.First - 1].Is("had") && OfTheSame(sentence, name) && WithoutHarm(note, sentence.Range.First, sentence.Range.End, name.First - 1)) return true;
        for (var at = name.End; at < end; at++)
            if (Uses.Contains(note.Tokens[at].Folded) && OfTheSame(sentence, name) && WithoutHarm(note, sentence.Range.First, sentence.Range.End, at) && (Concluded(note, sentence.Range.End, at) || Itself(note, sentence, name, at))) return true;
        return false;
    }

    /// <summary>"; took it in 2023 without trouble - not an allergy": used without harm between these tokens, and concluded from.</summary>
    public static bool IsConcluded(Note note, int from, int end) =>
        Enumerable.Range(from, end - from).Any(at => Uses.Contains(note.Tokens[at].Folded) && WithoutHarm(note, from, end, at) && Concluded(note, end, at));

    // What the sentence goes on about is the same substance or nothing that is known.
    private static bool OfTheSame(NotedSentence sentence, FoundName name)
    {
        var substance = (name.As(EntryKind.Allergen) ?? name.As(EntryKind.Drug))!.Name;
        return !sentence.Names.Any(other => other.First >= name.End && (other.As(EntryKind.Allergen) ?? other.As(EntryKind.Drug)) is { } used && used.Name != substance && !IsOfKind(substance, used.Name));
    }

    private static bool IsOfKind(string kind, string substance) => Kinds.TryGetValue(kind, out var members) && members.Contains(substance);

    private static bool WithoutHarm(Note note, int from, int end, int verb)
    {
        var tokens = note.Tokens;
        if (Enumerable.Range(Math.Max(from, verb - 3), verb - Math.Max(from, verb - 3)).Any(at => tokens[at].Folded is "not" or "never" or "cannot" or "nt" or "t" or "no" or "if" or "to")) return false;
        for (var at = verb + 1; at < Math.Min(end, verb + Reach); at++)
        {
            if (tokens[at].Folded is ";" or "not") return false;
            if (Well.Contains(tokens[at].Folded)) return true;
            if (tokens[at].Folded is "without" or "no" && Enumerable.Range(at + 1, Math.Min(3, end - at - 1)).Any(next => Harms.Contains(tokens[next].Folded))) return true;
        }

        return false;
    }

    // "- not an allergy", "so not allergic", "no true allergy"
    private static bool Concluded(Note note, int end, int verb)
    {
        for (var at = verb + 1; at + 1 < end; at++)
            if (note.Tokens[at].Folded is "not" or "no" && Enumerable.Range(at + 1, Math.Min(4, end - at - 1)).Any(next => note.Tokens[next].Folded is "allergy" or "allergic" or "allergie")) return true;
        return false;
    }

    // "Shellfish - eats prawns with no reaction": the very substance, named or as "it". The bare "tolerates" is read elsewhere.
    private static bool Itself(Note note, NotedSentence sentence, FoundName name, int verb)
    {
        if (!note.Tokens[verb].Folded.StartsWith("eat", StringComparison.Ordinal) && note.Tokens[verb].Folded is not ("ate" or "drinks" or "wears" or "handles")) return false;
        return note.Tokens[Math.Min(verb + 1, sentence.Range.End - 1)].Folded is "it" or "them" or "these" || sentence.Names.Any(other => other.First > verb && other.First - verb <= 3 && other.As(EntryKind.Allergen) is { } eaten && name.As(EntryKind.Allergen) is { } listed && (eaten.Name == listed.Name || IsOfKind(listed.Name, eaten.Name)));
    }
}
