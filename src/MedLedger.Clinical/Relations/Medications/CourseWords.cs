using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>What stands around a drug and tells of its course, though no trigger word of its own sentence does.</summary>
internal static class CourseWords
{
    public const string OnlyWhileWords = "only while taking ";
    private const int PronounReach = 9;
    private const int StoryReach = 40;
    private const int ConditionReach = 5;

    private static readonly HashSet<string> Pronouns = Folded("it", "this", "these", "they", "both");

    private static readonly HashSet<string> Were = Folded("was", "were", "has", "have", "had", "is", "are", "been");

    private static readonly HashSet<string> Ended = Folded("stopped", "ceased", "discontinued", "withdrawn", "weaned", "stopping");

    private static readonly HashSet<string> NotEnded = Folded("not", "never", "be", "if", "when", "until", "should", "may", "can", "could", "restarted", "resumed", "but", "bleeding", "symptoms");

    private static readonly HashSet<string> GivenWith = Folded("given", "received", "treated", "covered", "nebulised", "nebulized", "administered");

    private static readonly HashSet<string> Articles = Folded("the", "la", "el", "le", "his", "her", "your", "oral");

    private static readonly HashSet<string> Takes = Folded("on", "taking", "take", "takes", "tome", "toma", "reciba", "unter", "using", "receiving", "needs", "sous", "prend");

    private static readonly HashSet<string> Reasons = Folded("his", "her", "their", "that", "this", "these", "its", "my", "your", "history", "risk", "age", "recent", "ongoing", "high", "low", "hi");

    private static readonly HashSet<string> TakenOn = Folded("continue", "continued", "continues", "discharged", "home", "now", "currently", "remains", "regular", "maintained", "on", "takes", "taking", "start", "started", "restarted", "resumed", "commenced", "prescribed", "add", "added", "plan");

    /// <summary>"Gabapentin was started. It was stopped after three days": the next sentence speaks of the one drug of this.</summary>
    public static bool EndedByNext(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var at = sentence.Range.End;
        if (at >= tokens.Count || at == 0) return false;
        // "Trialled on topiramate; discontinued after two weeks"
        if (tokens[at - 1].IsMark(';') && Ended.Contains(tokens[at].Folded) && at + 1 < tokens.Count && (tokens[at + 1].Kind is TokenKind.Mark or TokenKind.Date || tokens[at + 1].Folded is "after" or "because" or "due" or "for" or "in" or "on" or "by" or "when" or "as" or "at" or "since" or "owing"))
            return OnlyOne(sentence, name) && !ThenTakenAgain(tokens, at);
        if (!Pronouns.Contains(tokens[at].Folded) || tokens[at].Line - tokens[at - 1].Line > 1) return false;
        if (!OnlyOne(sentence, name)) return false;
        var were = false;
        for (var next = at + 1; next < Math.Min(tokens.Count, at + PronounReach) && tokens[next].Folded is not ("." or ";" or ","); next++)
        {
            if (NotEnded.Contains(tokens[next].Folded)) return false;
            were |= Were.Contains(tokens[next].Folded);
            if (were && Ended.Contains(tokens[next].Folded)) return !ThenTakenAgain(tokens, next);
        }

        return false;
    }

    /// <summary>"Entresto 24/26 mg - replaced 21/08/2025": closed by that word and a day, the line tells what was replaced; "replaced by" and "replaced lisinopril" have words of their own.</summary>
    public static bool ReplacedThen(Note note, FoundName name)
    {
        for (var at = name.End + 1; at < Math.Min(note.Tokens.Count, name.End + StoryReach / 4) && note.Tokens[at].Line == note.Tokens[name.First].Line; at++)
            if (note.Tokens[at].Folded is "replaced" or "superseded" && note.Tokens[at - 1].Folded is "-" or "," or "(" && (at + 1 >= note.Tokens.Count || note.Tokens[at + 1].Line != note.Tokens[at].Line || note.Tokens[at + 1].Kind == TokenKind.Date || note.Tokens[at + 1].Folded is ")" or "on")) return true;
        return false;
    }

    private static bool OnlyOne(NotedSentence sentence, FoundName name) =>
        !sentence.Names.Any(other => other != name && other.As(EntryKind.Drug) is { } drug && drug.Name != name.As(EntryKind.Drug)!.Name);

    private static bool ThenTakenAgain(IReadOnlyList<Token> tokens, int from)
    {
        for (var at = from; at < Math.Min(tokens.Count, from + StoryReach / 2) && !tokens[at].IsMark('.'); at++)
            if (tokens[at].Folded is "restarted" or "resumed" or "recommenced" or "reintroduced" or "temporarily" or "briefly") return true;
        return false;
    }

    /// <summary>"Stop 30/11/2025", "to be completed 28/11": the day lies ahead of the letter, and until then it is taken.</summary>
    public static bool IsAhead(Note note, Qualification meaning, PartialDate? end) =>
        meaning.Course is Meaning.Stopped or Meaning.Completed && end is { } day && note.Date is { } written && day.Earliest > written.Latest && meaning.Because.Split(", ").All(phrase => phrase is "stop" or "cease" or "discontinue" or "completed" or "finished" or "suspender" or "retirar" or "absetzen" or "arrêter" or "then stop" or "y suspender" or "y retirar" or "dann absetzen" or "danach absetzen" or "puis arrêt" or "puis arrêter");

    /// <summary>"Stop tomorrow": the day after the letter.</summary>
    public static (PartialDate? End, string? Doubt) StopsSoon(Note note, FoundName name, int segment)
    {
        for (var at = name.End; at + 1 < segment; at++)
        {
            if (note.Tokens[at].Folded is not ("stop" or "cease" or "discontinue" or "finish") || !note.Tokens[at + 1].Is("tomorrow")) continue;
            for (var next = at + 2; next < Math.Min(note.Tokens.Count, at + ConditionReach) && !note.Tokens[next].IsMark('.'); next++)
                if (note.Tokens[next].Folded is "if" or "unless" or "once" or "when") return (null, "it was to be stopped the day after, on a condition");
            return (note.Date is { Day: not null } day ? PartialDate.From(day.Earliest.AddDays(1)) : null, null);
        }

        return (null, null);
    }

    /// <summary>"Until the inhaler is used up then stop": on a day that nobody wrote.</summary>
    public static string? StopsSomeDay(Qualification meaning, PartialDate? end) =>
        end is null && meaning.Because.Split(", ").Any(phrase => phrase is "then stop" or "y suspender" or "y luego suspender" or "luego suspender" or "y retirar" or "dann absetzen" or "danach absetzen" or "puis arrêt" or "puis arrêter" or "puis stop" or "poi stop" or "poi sospendere") ? "it is to be stopped, on a day that is not known" : null;

    /// <summary>"Given piperacillin-tazobactam x 7 days, hydrocortisone IV then prednisone", "treated with IV co-amoxiclav for 48 h": the story of a stay, in which nothing has a whole direction.</summary>
    public static bool GivenInStay(Note note, NotedSentence sentence, FoundName name, Direction direction)
    {
        if (direction.Dosing is { TimesPerDay: not null, Dose: not null } or { AsNeeded: true }) return false;
        for (var at = name.First - 1; at >= Math.Max(sentence.Range.First, name.First - StoryReach); at--)
        {
            if (TakenOn.Contains(note.Tokens[at].Folded)) return false;
            // "Given her age" gives a reason.
            if (GivenWith.Contains(note.Tokens[at].Folded)) return !Reasons.Contains(note.Tokens[at + 1].Folded);
        }

        return false;
    }

    /// <summary>"2) TDF/FTC/EFV May 2014 - Mar 2021 switched to dolutegravir, vivid dreams on efavirenz": of a regimen that is over, what "on" names is past.</summary>
    public static bool OfFormerRegimen(Note note, NotedSentence sentence, FoundName name, Direction direction)
    {
        if (direction.Dosing is { Dose: not null } or { TimesPerDay: not null } || name.First == 0 || note.Tokens[name.First - 1].Folded is not ("on" or "with" or "from")) return false;
        var from = name.First;
        while (from > sentence.Range.First && note.Tokens[from - 1].Line == note.Tokens[name.First].Line) from--;
        var range = Enumerable.Range(from, name.First - from).FirstOrDefault(at => at > from && at + 1 < name.First && note.Tokens[at].Folded is "-" or "–" or "to" && note.DateAt(at - 1) is not null && note.DateAt(at + 1) is { } end && note.Date is { } written && end.Latest < written.Earliest, -1);
        return range >= 0 && Enumerable.Range(range, name.First - range).Any(at => note.Tokens[at].Folded is "switched" or "changed" or "stopped" or "failed" or "replaced" or "ceased" or "discontinued");
    }

    /// <summary>"Omeprazole while on enoxaparin", "mientras tome enoxaparina": the drug whose end ends this one.</summary>
    public static string? OnlyWhile(Note note, NotedSentence sentence, FoundName name, int limit)
    {
        foreach (var other in sentence.Names.Where(other => other.First > name.End && other.First < limit + ConditionReach && other.As(EntryKind.Drug) is not null))
            return IsTheTime(note, other, name.End) ? $"{OnlyWhileWords}{other.As(EntryKind.Drug)!.Name}" : null;
        return null;
    }

    /// <summary>Whether a drug is named only to say for how long another is taken.</summary>
    public static bool IsTheTime(Note note, FoundName name, int from)
    {
        var at = name.First - 1;
        if (at > from && Articles.Contains(note.Tokens[at].Folded)) at--;
        if (at <= from) return false;
        var (last, before) = (note.Tokens[at].Folded, note.Tokens[at - 1].Folded);
        return last is "while" or "whilst" or "during" or "mientra" or "solange"
            || (Takes.Contains(last) && (before is "while" or "whilst" or "mientra" || Enumerable.Range(Math.Max(from, at - 4), at - Math.Max(from, at - 4)).Any(back => note.Tokens[back].Folded is "while" or "whilst" or "long" or "mientra" or "tant" or "solange" or "durant")));
    }

    /// <summary>"Dolutegravir 50 mg extra (while on rifampicin)": the bracket names the time of the drug before it, and what stands behind the bracket is that one's direction.</summary>
    public static bool IsOnlyTheTime(Note note, FoundName before, FoundName name)
    {
        if (!IsTheTime(note, name, before.End) || name.End >= note.Tokens.Count || !note.Tokens[name.End].IsMark(')')) return false;
        for (var at = name.First - 1; at > before.End && note.Tokens[at].Line == note.Tokens[name.First].Line; at--)
            if (note.Tokens[at].IsMark('(')) return true;
        return false;
    }

    private static HashSet<string> Folded(params string[] words) => new(words.SelectMany(Tokenizer.Words), StringComparer.Ordinal);
}
