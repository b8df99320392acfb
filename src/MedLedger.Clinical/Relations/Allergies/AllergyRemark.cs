using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>
/// What names a substance near the allergies and says nothing of this patient's: a printed warning ("may cause a serious rash: report at once"), an abbreviation
/// explained ("TLD = tenofovir / lamivudine / dolutegravir"), an order to keep a drug ("must not be stopped"), a question ("check for allergy to eggs").
/// </summary>
internal static class AllergyRemark
{
    private const int Reach = 12;

    private static readonly HashSet<string> Orders = new(StringComparer.Ordinal) { "report", "tell", "inform", "seek", "call", "contact", "ask", "phone", "ring", "return", "attend", "consult", "speak", "see", "advise", "watch", "monitor" };

    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal) { "stopped", "missed", "interrupted", "discontinued", "withdrawn", "omitted", "paused", "ceased", "skipped", "withheld", "crushed" };

    private static readonly HashSet<string> Asks = new(StringComparer.Ordinal) { "check", "checked", "checking", "ask", "asked", "asking", "enquire", "enquired", "inquire", "inquired", "screen", "screened", "screening", "question", "questioned", "query" };

    // "Check for any history of allergy to", "asked about a reaction to"
    private static readonly HashSet<string> LeadsOn = new(StringComparer.Ordinal) { "for", "about", "regarding", "any", "a", "an", "the", "history", "of", "known", "previous", "past", "possible", "patient", "patients", "parent", "parents", "re", "whether", "if", "there", "is", "has", "have", "had", "ever", "severe", "skin", "and", "or", "with", "on", "all", "egg", "her", "his" };

    public static bool Is(Note note, NotedSentence sentence, FoundName name) =>
        WarnsAnybody(note, sentence, name) || IsExplained(note, sentence, name) || IsToBeKept(note, sentence, name);

    /// <summary>"Check for allergy to eggs before vaccination", "asked about reaction to plaster": nobody has answered yet.</summary>
    public static bool IsAsked(Note note, NotedSentence sentence, FoundName name, List<(AllergyCue Cue, int First, int End)> cues)
    {
        if (cues.Where(cue => cue.Cue == AllergyCue.Forward && cue.End <= name.First && name.First - cue.End <= 2).Select(cue => (int?)cue.First).LastOrDefault() is not { } at) at = name.First;
        at--;
        while (at > sentence.Range.First && LeadsOn.Contains(note.Tokens[at].Folded)) at--;
        if (at < sentence.Range.First || !Asks.Contains(note.Tokens[at].Folded)) return false;
        // "Asked about latex: hives in 2019" was answered.
        return !sentence.Names.Any(other => other.First >= name.End && other.First - name.End <= Reach && other.As(EntryKind.Reaction) is not null)
            && !Enumerable.Range(name.End, Math.Min(sentence.Range.End, name.End + Reach) - name.End).Any(behind => note.Tokens[behind].Folded is "yes" or "positive" or "confirm" or "confirms" or "confirmed" or "reports" or "reported" or "admits" or "allergic");
    }

    // "Nevirapine may cause a serious rash: report at once."
    private static bool WarnsAnybody(Note note, NotedSentence sentence, FoundName name)
    {
        var (tokens, end) = (note.Tokens, Math.Min(sentence.Range.End, name.End + Reach));
        var at = name.End;
        if (at >= end || tokens[at].Folded is not ("may" or "can" or "could" or "might")) return false;
        at++;
        while (at < end && tokens[at].Folded is "rarely" or "also" or "sometimes" or "occasionally" or "very" or "often") at++;
        return at < end && tokens[at].Folded is "cause" or "lead" or "result" or "give" or "produce" or "trigger" && Enumerable.Range(at, Math.Min(tokens.Count, name.End + Reach) - at).Any(behind => Orders.Contains(tokens[behind].Folded));
    }

    // "TLD = tenofovir / lamivudine / dolutegravir": no reaction stands behind the sign, but what the letters are short for.
    private static bool IsExplained(Note note, NotedSentence sentence, FoundName name)
    {
        var line = note.Tokens[name.First].Line;
        for (var at = sentence.Range.First; at < sentence.Range.End; at++)
        {
            if (!note.Tokens[at].IsMark('=') || note.Tokens[at].Line != line || at + 1 >= sentence.Range.End) continue;
            return sentence.Names.Any(other => other.First == at + 1 && other.As(EntryKind.Drug) is not null)
                && !sentence.Names.Any(other => other.First > at && other.As(EntryKind.Reaction) is not null);
        }

        return false;
    }

    // "Entecavir must not be stopped", "do not stop prednisolone suddenly".
    private static bool IsToBeKept(Note note, NotedSentence sentence, FoundName name)
    {
        if (name.As(EntryKind.Drug) is null) return false;
        var tokens = note.Tokens;
        if (name.First - 2 >= sentence.Range.First && tokens[name.First - 1].Folded is "stop" or "miss" or "interrupt" or "discontinue" or "omit" && tokens[name.First - 2].Folded is "not" or "never" or "nt" or "t") return true;
        var at = name.End;
        while (at < sentence.Range.End && tokens[at].Folded is "must" or "should" or "is" or "to" or "can") at++;
        if (at == name.End || at + 1 >= sentence.Range.End || tokens[at].Folded is not ("not" or "never")) return false;
        at++;
        while (at < sentence.Range.End && tokens[at].Folded is "be" or "suddenly" or "abruptly" or "to" or "ever") at++;
        return at < sentence.Range.End && Ends.Contains(tokens[at].Folded);
    }
}
