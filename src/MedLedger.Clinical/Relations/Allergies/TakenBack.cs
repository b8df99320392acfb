using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>
/// An entry among the allergies that a sentence takes back: "childhood entry; oral challenge in March was negative and the entry was removed",
/// "pharmacy removed the penicillin label", "passed a supervised challenge".
/// </summary>
internal static class TakenBack
{
    // Further off, another item of the same sentence is spoken of.
    private const int Far = 80;
    private const int Apart = 5;
    private const int AnswerReach = 9;
    private const int Item = 24;

    private static readonly HashSet<string> Entry = new(StringComparer.Ordinal) { "label", "labels", "entry", "entries", "allergy", "allergie", "alert", "record", "flag", "listing", "tag", "warning", "sticker", "marker" };

    private static readonly HashSet<string> Removed = new(StringComparer.Ordinal) { "removed", "deleted", "cancelled", "canceled", "withdrawn", "retracted", "rescinded", "cleared", "dropped", "lifted", "erased", "revoked", "struck", "delabelled", "delabeled" };

    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "allergy", "allergie", "allergies", "chart", "record", "records", "list", "file", "alerts" };

    private static readonly HashSet<string> Auxiliaries = new(StringComparer.Ordinal) { "was", "wa", "is", "has", "ha", "have", "had", "been", "were", "now", "since", "then", "later", "therefore", "subsequently", "formally", "also", "today", "thus", "so" };

    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "the", "this", "that", "her", "his", "their", "old", "historic", "historical", "childhood", "previous", "earlier", "recorded", "a", "an", "any", "drug", "food", "\"", "'", "“", "”", "gp" };

    // "To be removed", "should the label be removed", "never removed": not yet, or not at all.
    private static readonly HashSet<string> NotYet = new(StringComparer.Ordinal) { "not", "never", "be", "to", "should", "could", "may", "will", "would", "if", "unless", "until", "cannot", "pending", "consider", "before", "being", "when", "can", "wrongly", "mistakenly" };

    private static readonly HashSet<string> Trials = new(StringComparer.Ordinal) { "challenge", "challenges", "rechallenge", "provocation", "dpt" };

    private static readonly HashSet<string> TrialWords = new(StringComparer.Ordinal) { "oral", "drug", "food", "graded", "supervised", "direct", "open", "a", "an", "the", "hospital", "clinic", "formal" };

    private static readonly HashSet<string> Passed = new(StringComparer.Ordinal) { "negative", "passed", "uneventful", "tolerated", "normal", "clear", "fine" };

    private static readonly HashSet<string> Failed = new(StringComparer.Ordinal) { "positive", "failed", "reacted", "reaction", "stopped", "not", "nt", "planned", "booked", "awaited", "pending", "if", "until", "unless", "declined", "before", "abandoned", "may", "will", "should" };

    public static bool Is(Note note, NotedSentence sentence, FoundName name)
    {
        var (tokens, end) = (note.Tokens, Math.Min(sentence.Range.End, name.End + Far));
        for (var at = Math.Max(sentence.Range.First, name.First - Far); at < end; at++)
        {
            if (!Removed.Contains(tokens[at].Folded) || Open(tokens, sentence.Range.First, at)) continue;
            if (at < name.First ? RemovedBefore(note, end, name, at) : Own(sentence, name, at) && RemovedBehind(tokens, end, name, at)) return true;
        }

        return ChallengePassed(note, sentence, name) || GoesOn(note, sentence, name) || HarmlessUse.Is(note, sentence, name);
    }

    // "Aspirin - childhood entry; oral challenge negative and the entry was removed": behind the semicolon only what speaks of no other substance.
    private static bool GoesOn(Note note, NotedSentence sentence, FoundName name)
    {
        var (tokens, from) = (note.Tokens, sentence.Range.End);
        if (from >= tokens.Count || !(tokens[from - 1].IsMark(';') || tokens[from].IsMark(';')) || !Own(sentence, name, from)) return false;
        var end = from;
        while (end < tokens.Count && end - from < Item && !(tokens[end].Folded is "." or ";" && end > from)) end++;
        if (HarmlessUse.IsConcluded(note, from, end)) return true;
        for (var at = from + 1; at < end; at++)
            if (tokens[at].Folded is "challenge" or "rechallenge" or "provocation" && TrialWords.Contains(tokens[at - 1].Folded) && Answered(tokens, from, at, end)) return true;
            else if (Removed.Contains(tokens[at].Folded) && !Open(tokens, from, at) && Noun(tokens, from, at) is { } noun && Articles.Contains(tokens[noun - 1].Folded)) return true;
        return false;
    }

    private static int? Noun(IReadOnlyList<Token> tokens, int from, int verb)
    {
        var before = verb - 1;
        while (before > from && Auxiliaries.Contains(tokens[before].Folded)) before--;
        return before > from && Entry.Contains(tokens[before].Folded) ? before : null;
    }

    // "Removed the old penicillin label", "removed penicillin from her allergies".
    private static bool RemovedBefore(Note note, int end, FoundName name, int verb)
    {
        var tokens = note.Tokens;
        if (name.First - verb > Apart || !Enumerable.Range(verb + 1, name.First - verb - 1).All(at => Articles.Contains(tokens[at].Folded) || Entry.Contains(tokens[at].Folded) || tokens[at].Folded is "of" or "for")) return false;
        if (Enumerable.Range(verb + 1, name.First - verb - 1).Any(at => Entry.Contains(tokens[at].Folded))) return true;
        var next = name.End;
        while (next < end && tokens[next].Folded is "\"" or "'" or "”") next++;
        if (next < end && Entry.Contains(tokens[next].Folded)) return true;
        return next < end && tokens[next].Is("from") && Enumerable.Range(next + 1, Math.Min(4, end - next - 1)).Any(at => Lists.Contains(tokens[at].Folded));
    }

    // "Entry was removed", "label has since been deleted", "the consultant removed the label".
    private static bool RemovedBehind(IReadOnlyList<Token> tokens, int end, FoundName name, int verb)
    {
        var before = verb - 1;
        while (before >= name.End && Auxiliaries.Contains(tokens[before].Folded)) before--;
        if (before >= name.End && Entry.Contains(tokens[before].Folded)) return true;
        var behind = verb + 1;
        while (behind < Math.Min(end, verb + Apart) && Articles.Contains(tokens[behind].Folded)) behind++;
        return behind < end && Entry.Contains(tokens[behind].Folded) && !(behind + 1 < end && tokens[behind + 1].Folded is "to" or "for");
    }

    // "Oral challenge in March 2024 was negative", "passed an oral challenge".
    private static bool ChallengePassed(Note note, NotedSentence sentence, FoundName name)
    {
        var (tokens, end) = (note.Tokens, Math.Min(sentence.Range.End, name.End + Far));
        for (var at = name.End; at < end; at++)
        {
            if (!Trials.Contains(tokens[at].Folded)) continue;
            if (!Own(sentence, name, at)) return false;
            return Answered(tokens, Math.Max(name.End, at - Apart), at, end);
        }

        return false;
    }

    private static bool Answered(IReadOnlyList<Token> tokens, int from, int at, int end) =>
        !Enumerable.Range(from, end - from).Any(word => Failed.Contains(tokens[word].Folded) && !(tokens[word].Is("reaction") && word > from && tokens[word - 1].Folded is "no" or "without" or "any"))
        && Enumerable.Range(from, Math.Min(end, at + AnswerReach) - from).Any(word => Passed.Contains(tokens[word].Folded) || (tokens[word].Folded is "no" or "without" && Enumerable.Range(word + 1, Math.Min(2, end - word - 1)).Any(next => tokens[next].Folded is "reaction" or "reactions" or "problem" or "problems" or "incident")));

    private static bool Open(IReadOnlyList<Token> tokens, int first, int verb) => Enumerable.Range(Math.Max(first, verb - 3), verb - Math.Max(first, verb - 3)).Any(at => NotYet.Contains(tokens[at].Folded));

    // What stands behind another substance speaks of that one.
    private static bool Own(NotedSentence sentence, FoundName name, int at)
    {
        var entry = (name.As(EntryKind.Allergen) ?? name.As(EntryKind.Drug))!.Name;
        return !sentence.Names.Any(other => other.First >= name.End && other.First < at && (other.As(EntryKind.Allergen) ?? other.As(EntryKind.Drug)) is { } substance && substance.Name != entry);
    }
}
