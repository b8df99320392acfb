using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>What a "no" before a substance means for an allergy to it.</summary>
internal enum NoBefore
{
    /// <summary>There is none, or it denies an allergy in so many words ("no latex allergy").</summary>
    None,

    /// <summary>"No aspirin": it may deny the allergy or forbid the drug.</summary>
    Bare,

    /// <summary>"Allergies: NO ASPIRIN" in a line of small letters: it forbids rather than denies.</summary>
    Shouted,

    /// <summary>"No aspirin - hives", "NO LATEX!": it is not to be given because of what it does.</summary>
    Forbids,
}

/// <summary>"NO carbamazepine - allergy", "not to have erythromycin (allergic)", "no cephalosporins due to penicillin allergy": an order not to give something affirms the allergy that it gives as its reason.</summary>
internal static class ForbiddenSubstance
{
    private const int ReasonReach = 7;
    private const int LongestList = 12;

    private static readonly HashSet<string> ListMarks = new(StringComparer.Ordinal) { ",", "/", "&", "+", "and", "or", "nor", "(", ")", "any" };

    // "Not to have erythromycin", "not to be given any aspirin"
    private static readonly HashSet<string> LeadsOn = new(StringComparer.Ordinal) { "to", "have", "be", "given", "for", "take", "receive", "any", "suitable", "prescribed", "use" };

    private static readonly HashSet<string> OpensReason = new(StringComparer.Ordinal) { "-", "(", ":", ",", "!", "->", "=>", "=", "due", "because", "as", "since", "given", "owing", "secondary", "wegen", "per", "por", "car" };

    // What parts a denial from the reason of what is denied: "no cephalosporins because of penicillin allergy".
    private static readonly HashSet<string> Parts = new(StringComparer.Ordinal) { "due", "because", "as", "since", "owing", "(", "-", ":", "wegen" };

    private static readonly HashSet<string> Allergic = new(StringComparer.Ordinal) { "allergy", "allergie", "allergies", "allergic", "allergen", "anaphylactic", "hypersensitivity", "hypersensitive", "alergia", "alergico", "alergica", "allergisch", "allergique", "react", "reacts", "reacted" };

    private static readonly HashSet<string> Denies = new(StringComparer.Ordinal) { "no", "not", "nil", "none", "denie", "denies", "denied", "never", "without", "excluded", "negative", "unlikely", "untrue" };

    // "NO LATEX IN THEATRE", "no penicillin ever again"
    private static readonly HashSet<string> OrdersBehind = new(StringComparer.Ordinal) { "in", "ever", "again", "please", "!", "glove", "gloves", "products", "containing", "based" };

    public static NoBefore Of(Note note, NotedSentence sentence, FoundName name, IReadOnlyList<FoundName> substances)
    {
        var (first, end) = Listed(note, sentence, name, substances);
        while (first - 1 > sentence.Range.First && LeadsOn.Contains(note.Tokens[first - 1].Folded) && !sentence.Triggers.Any(trigger => trigger.End == first && IsOrder(note, trigger))) first--;
        if (sentence.Triggers.Where(trigger => trigger.End == first && IsOrder(note, trigger)).Select(trigger => (int?)trigger.First).FirstOrDefault() is not { } order) return NoBefore.None;
        if (end < sentence.Range.End && note.Tokens[end].Line == note.Tokens[end - 1].Line && Allergic.Contains(note.Tokens[end].Folded)) return NoBefore.None;
        if (HasReason(note, sentence, end, substances) || (end < sentence.Range.End && note.Tokens[end].IsMark('!'))) return NoBefore.Forbids;
        if (sentence.Section.Kind != SectionKind.Allergies) return NoBefore.Bare;
        if (end < sentence.Range.End && note.Tokens[end].Line == note.Tokens[end - 1].Line && OrdersBehind.Contains(note.Tokens[end].Folded)) return NoBefore.Forbids;
        return Shouts(note, order) ? NoBefore.Shouted : NoBefore.Bare;
    }

    /// <summary>A denial of something else is none of this substance: the reason of an order, or the order itself.</summary>
    public static bool SpeaksOfAnother(Note note, NoBefore no, FoundName name, Trigger trigger)
    {
        if (trigger.End > name.First || trigger.Rule.Means is not (Meaning.Negated or Meaning.Refuted) || !IsOrder(note, trigger)) return false;
        if (no is NoBefore.Forbids or NoBefore.Shouted || (no == NoBefore.Bare && trigger.Rule.Means == Meaning.Refuted)) return true;
        return Enumerable.Range(trigger.End, name.First - trigger.End).Any(at => at > trigger.End && Parts.Contains(note.Tokens[at].Folded));
    }

    // "No", "not for", "not to have": words that forbid as well as deny. "No allergy to" and "no evidence of" only deny.
    private static bool IsOrder(Note note, Trigger trigger)
    {
        if (trigger.Rule.Means is Meaning.Planned) return note.Tokens[trigger.First].Folded is "not";
        if (trigger.Rule.Means is not (Meaning.Negated or Meaning.Refuted or Meaning.DoNotGive)) return false;
        if (trigger.Rule.Means == Meaning.DoNotGive) return trigger.Rule.Direction != Toward.Backward;
        return Enumerable.Range(trigger.First, trigger.End - trigger.First).All(at => note.Tokens[at].Folded is "no" or "not" or "more" or "further");
    }

    // "NO penicillins or cephalosporins": one word for the whole list.
    private static (int First, int End) Listed(Note note, NotedSentence sentence, FoundName name, IReadOnlyList<FoundName> substances)
    {
        int first = name.First, end = name.End;
        for (var steps = 0; steps < LongestList; steps++)
        {
            if (substances.FirstOrDefault(other => other.End == first) is { } before && before.First >= sentence.Range.First) first = before.First;
            else if (first - 1 > sentence.Range.First && ListMarks.Contains(note.Tokens[first - 1].Folded) && substances.Any(other => other.End == first - 1)) first--;
            else break;
        }

        for (var steps = 0; steps < LongestList; steps++)
        {
            if (substances.FirstOrDefault(other => other.First == end) is { } behind) end = behind.End;
            else if (end + 1 < sentence.Range.End && ListMarks.Contains(note.Tokens[end].Folded) && substances.Any(other => other.First == end + 1)) end++;
            else break;
        }

        return (first, end);
    }

    private static bool HasReason(Note note, NotedSentence sentence, int end, IReadOnlyList<FoundName> substances)
    {
        if (end >= sentence.Range.End || !OpensReason.Contains(note.Tokens[end].Folded)) return false;
        for (var at = end + 1; at < Math.Min(sentence.Range.End, end + 1 + ReasonReach); at++)
        {
            var word = note.Tokens[at].Folded;
            if (Denies.Contains(word) || substances.Any(other => other.First == at)) return false;
            // "No warfarin - allergic to penicillin": the reason names another.
            if (Allergic.Contains(word)) return !(at + 2 < sentence.Range.End && note.Tokens[at + 1].Folded is "to" or "with" && note.Tokens[at + 2].Folded is not ("it" or "thi" or "this" or "these" or "them" or "same"))
                && !(at + 1 < sentence.Range.End && Denies.Contains(note.Tokens[at + 1].Folded));
            if (sentence.Names.Any(other => other.First == at && other.As(EntryKind.Reaction) is { } reaction && ToldReactions.IsTypical(reaction.Name))) return true;
        }

        return false;
    }

    // "NO" among small letters.
    private static bool Shouts(Note note, int order)
    {
        var line = note.Text[note.Tokens[order].Start..note.Tokens[SectionFinder.LineEnd(note.Tokens, order) - 1].End];
        return note.Text[note.Tokens[order].Start + 1] == 'O' && line.Any(char.IsLower);
    }
}
