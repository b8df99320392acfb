using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>
/// What a substance did, told outside any list of allergies in words that leave nothing open: "amoxicillin brought her out in hives", "Sesame: hives, carries Jext",
/// "clopidogrel -> angioedema, alert placed".
/// </summary>
internal static class ToldOutright
{
    private const int Behind = 14;

    private static readonly HashSet<string> Brings = new(StringComparer.Ordinal) { "gave", "give", "gives", "brought", "bring", "brings", "made", "make", "makes", "caused", "cause", "causes", "causing", "sets", "set" };

    private static readonly HashSet<string> Marks = new(StringComparer.Ordinal) { ":", "-", "->", "=>", "=", "(" };

    // What is done about an allergy and about nothing else.
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "avoid", "avoids", "avoided", "avoiding", "avoidance", "never", "epipen", "epipens", "jext", "anapen", "emerade", "medicalert", "alert", "allergic", "allergy", "contraindicated", "ige", "spt", "tryptase", "rast", "rechallenge", "adr", "again",
    };

    private static readonly HashSet<string> Undone = new(StringComparer.Ordinal)
    {
        "not", "no", "removed", "negative", "neg", "tolerated", "tolerates", "since", "unlikely", "excluded", "query", "possible", "?", "if", "may", "might", "could", "can", "any", "watch", "risk", "son", "daughter", "mother", "father", "brother", "sister", "husband", "wife", "leaflet", "was", "fine", "delabelled", "error", "ok", "clear", "passed",
    };

    public static bool Is(Note note, NotedSentence sentence, FoundName substance, FoundName reaction)
    {
        var tokens = note.Tokens;
        if (OpensDoubt(note, sentence, substance, reaction)) return false;
        var between = Enumerable.Range(substance.End, reaction.First - substance.End).ToList();
        // Foods, stings and plasters have no leaflet that lists what they may do.
        var listed = between.Count > 0 && Marks.Contains(tokens[substance.End].Folded) && between.Skip(1).All(at => tokens[at].Kind == TokenKind.Word || tokens[at].Folded is "-" or ">" or "/" or "+");
        if (between.Exists(at => Brings.Contains(tokens[at].Folded)) && !between.Exists(at => tokens[at].Folded is "," or ";" or "." or "to")) return true;
        // "Peanut, anaphylaxis at age 3, specific IgE 41. Strict avoidance."
        if (between.Count == 1 && tokens[between[0]].IsMark(',')) return IsKept(note, reaction);
        return listed && (substance.As(EntryKind.Allergen) is not null || IsKept(note, reaction));
    }

    private static bool OpensDoubt(Note note, NotedSentence sentence, FoundName substance, FoundName reaction)
    {
        for (var at = Math.Max(sentence.Range.First, substance.First - 6); at < Math.Min(note.Tokens.Count, reaction.End + Behind); at++)
            if (Undone.Contains(note.Tokens[at].Folded) && !(at >= reaction.End && IsOver(note, reaction.End, at)) && !IsOrder(note, at)) return true;
        return false;
    }

    // "Urticaria. Not tested for nuts": another sentence speaks of something else.
    private static bool IsOver(Note note, int from, int at) => Enumerable.Range(from, at - from).Any(mark => note.Tokens[mark].Folded is "." or ";" || note.Tokens[mark].Line != note.Tokens[from - 1].Line);

    // "Do NOT give", "no further doses".
    private static bool IsOrder(Note note, int at) => note.Tokens[at].Folded is "not" or "no" && at + 1 < note.Tokens.Count && note.Tokens[at + 1].Folded is "give" or "to" or "be" or "rechallenge" or "further" or "more" or "for" or "use";

    private static bool IsKept(Note note, FoundName reaction)
    {
        var ends = 0;
        for (var at = reaction.End; at < Math.Min(note.Tokens.Count, reaction.End + Behind); at++)
        {
            if (note.Tokens[at].IsMark('.') && ++ends > 1) return false;
            if (Kept.Contains(note.Tokens[at].Folded)) return true;
        }

        return false;
    }
}
