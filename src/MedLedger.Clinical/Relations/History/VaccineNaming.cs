using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.History;

/// <summary>Where the bare name of a disease is its vaccine in running text: "COVID booster 22 April 2026, influenza 4 November 2025", "whooping cough (pertussis) vaccine given today".</summary>
internal static class VaccineNaming
{
    private const int Reach = 12;
    private const int Bracket = 4;

    private static readonly HashSet<string> Injections = new(StringComparer.Ordinal) { "vaccine", "vaccines", "vaccination", "vaccinations", "jab", "jabs", "shot", "shots", "booster", "boosters", "immunisation", "immunization", "immunisations", "immunizations", "vax", "vacc" };

    private static readonly HashSet<string> Giving = new(StringComparer.Ordinal) { "given", "administered", "received", "had", "done", "got" };

    private static readonly HashSet<string> NotThatDay = new(StringComparer.Ordinal) { "due", "next", "until", "exp", "expiry", "lot", "batch", "booked", "planned", "not", "declined", "refused", "before", "after", "since", "review" };

    public static bool IsOne(Note note, NotedSentence sentence, FoundName name) => NamesTheInjection(note, sentence, name) || IsNextInARow(note, sentence, name);

    // "Whooping cough (pertussis) vaccine", "COVID (Pfizer) booster": a name in the bracket is read as the vaccine itself.
    private static bool NamesTheInjection(Note note, NotedSentence sentence, FoundName name)
    {
        if (name.End + 1 < sentence.Range.End && note.Tokens[name.End].IsMark(')')) return Injections.Contains(note.Tokens[name.End + 1].Folded);
        return Closing(note, sentence, name) is { } close && Injections.Contains(note.Tokens[close + 1].Folded) && !sentence.Names.Any(other => other.First > name.End && other.First < close && other.TermAs(EntryKind.Vaccine) is not null);
    }

    /// <summary>Whether a bracket and then the word for an injection stand behind the name: so the disease is that which it prevents.</summary>
    public static bool InjectionBehindBracket(Note note, NotedSentence sentence, FoundName name) =>
        Closing(note, sentence, name) is { } close && Injections.Contains(note.Tokens[close + 1].Folded);

    private static int? Closing(Note note, NotedSentence sentence, FoundName name)
    {
        if (name.End >= sentence.Range.End || !note.Tokens[name.End].IsMark('(')) return null;
        var close = name.End + 1;
        while (close < sentence.Range.End && close - name.End <= Bracket && !note.Tokens[close].IsMark(')')) close++;
        return close + 1 < sentence.Range.End && note.Tokens[close].IsMark(')') ? close : null;
    }

    // A date right behind the name, and in the same sentence a vaccine that is plainly one: "Flu shot 10/21/25, COVID 10/21/25".
    private static bool IsNextInARow(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var at = name.End;
        while (at < sentence.Range.End && (tokens[at].Folded is "on" or "in" or ":" or "-" or "(" || Giving.Contains(tokens[at].Folded))) at++;
        if (at >= sentence.Range.End || note.DateAt(at) is null || at - name.End > 3) return false;
        var behind = at + 1;
        if (behind < tokens.Count && tokens[behind].Line == tokens[at].Line && tokens[behind].Kind == TokenKind.Word && tokens[behind].Folded is not ("and" or "at" or "by")) return false;
        return sentence.Names.Any(other => other != name && Math.Abs(other.First - name.First) <= Reach && other.TermAs(EntryKind.Vaccine) is { OnlyInItsSection: false } && SameList(tokens, Math.Min(other.End, name.End), Math.Max(other.First, name.First)));
    }

    private static bool SameList(IReadOnlyList<Token> tokens, int from, int to) =>
        Enumerable.Range(from, Math.Max(0, to - from)).All(at => tokens[at].Kind is TokenKind.Date or TokenKind.Number or TokenKind.Mark || Giving.Contains(tokens[at].Folded) || Injections.Contains(tokens[at].Folded) || tokens[at].Folded is "and" or "on" or "in" or "at" or "the" or "pharmacy" or "clinic" or "today" || IsMonth(tokens[at]));

    private static bool IsMonth(Token token) => DateReader.MonthOf(token.Folded) is not null;

    /// <summary>"Flu shot given at county clinic 10/14/2025", "had on 15/01/2026", "done at the surgery 12/03/2025": the day behind the verb, wherever it was given.</summary>
    public static PartialDate? DayOfGiving(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var verb = false;
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + Reach); at++)
        {
            if (tokens[at].Folded is ";" or "." or "," || NotThatDay.Contains(tokens[at].Folded) || sentence.Names.Any(other => other.First == at && other.TermAs(EntryKind.Vaccine) is not null)) return null;
            if (verb && note.DateAt(at) is { } day) return day;
            verb |= Giving.Contains(tokens[at].Folded);
        }

        return null;
    }
}
