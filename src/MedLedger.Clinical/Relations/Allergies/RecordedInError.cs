using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>"Our old record listed morphine … that entry belonged to another patient", "morphine entry from hospital was a mix-up": an allergy that the writer calls an error of the record.</summary>
internal static class RecordedInError
{
    private const int Far = 45;
    private const int NounReach = 9;

    private static readonly HashSet<string> Entry = new(StringComparer.Ordinal) { "entry", "entries", "label", "listing", "record", "flag", "alert", "allergy", "allergie" };

    // "Penicillin allergy: it was given by mistake, rash": the mistake was to give it.
    private static readonly HashSet<string> Gives = new(StringComparer.Ordinal) { "given", "gave", "took", "taken", "received", "had", "ate", "eaten", "prescribed", "administered", "dispensed", "got", "injected", "used", "restarted", "ordered" };

    private static readonly HashSet<string> Refers = new(StringComparer.Ordinal) { "the", "that", "this", "it", "its", "his", "her", "their", "our", "old", "previou", "previous", "earlier", "former", "drug", "allergy", "allergie", "gp", "hospital", "a", "an", "is", "wa", "was", "." };

    private static readonly string[][] Errors =
    [
        ["belonged", "to", "another"], ["belongs", "to", "another"], ["belong", "to", "another"], ["belonged", "to", "a", "different"], ["belonged", "to", "someone", "else"], ["another", "patient's"],
        ["made", "in", "error"], ["entered", "in", "error"], ["recorded", "in", "error"], ["added", "in", "error"], ["listed", "in", "error"], ["is", "an", "error"], ["was", "an", "error"],
        ["by", "mistake"], ["a", "mix", "-", "up"], ["a", "mixup"], ["mixed", "up", "with"], ["a", "mistake"], ["wrong", "patient"], ["a", "clerical", "error"], ["a", "data", "entry", "error"],
    ];

    /// <summary>Whether the words right behind the name say so: "morphine entry was a mix-up" needs no other word of allergies.</summary>
    public static bool Outright(Note note, NotedSentence sentence, FoundName name) =>
        name.End < sentence.Range.End && Entry.Contains(note.Tokens[name.End].Folded) && Is(note, sentence, name, sentence.Range.End);

    public static bool Is(Note note, NotedSentence sentence, FoundName name) => Is(note, sentence, name, note.Tokens.Count);

    private static bool Is(Note note, NotedSentence sentence, FoundName name, int end)
    {
        var tokens = note.Tokens;
        var limit = Math.Min(end, name.End + Far);
        var noun = -1;
        for (var at = name.End; at < limit; at++)
        {
            if (IsOther(sentence, name, at)) return false;
            // "Nitrofurantoin: pneumonitis. The trimethoprim entry was made in error": in another sentence only "the entry" and "that old label" still speak of this one.
            if (at >= sentence.Range.End && Entry.Contains(tokens[at].Folded) && !Refers.Contains(tokens[at - 1].Folded)) return false;
            if (Entry.Contains(tokens[at].Folded)) noun = at;
            if (Gives.Contains(tokens[at].Folded)) noun = -1;
            // "If the entry was made in error": nobody has decided.
            if (tokens[at].Folded is "if" or "whether" or "unless" or "possibly" or "may" or "might" or "not" or "?") return false;
            if (noun >= 0 && at - noun <= NounReach && Array.Exists(Errors, error => Says(tokens, at, limit, error))) return true;
        }

        return false;
    }

    // What is said behind another substance is said of that one.
    private static bool IsOther(NotedSentence sentence, FoundName name, int at) =>
        sentence.Names.Any(other => other.First == at && (other.As(EntryKind.Allergen) ?? other.As(EntryKind.Drug)) is { } substance && substance.Name != (name.As(EntryKind.Allergen) ?? name.As(EntryKind.Drug))!.Name);

    private static bool Says(IReadOnlyList<Token> tokens, int at, int limit, string[] words) =>
        at + words.Length <= limit && Enumerable.Range(0, words.Length).All(i => tokens[at + i].Folded == words[i] || tokens[at + i].Folded + "s" == words[i] || (words[i] == "was" && tokens[at + i].Folded == "wa"));
}
