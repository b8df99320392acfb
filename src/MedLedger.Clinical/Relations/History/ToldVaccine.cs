using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.History;

/// <summary>Running text that tells of a vaccination in a few words: "hep B x3 complete", "typhoid given today", "gave Boostrix", "Tdap UTD 2021", "PCV ✓", "BCG at birth".</summary>
internal static class ToldVaccine
{
    private const int Reach = 12;
    private const int MostInBracket = 5;

    private static readonly HashSet<string> Done = Folded("done given complete completed documented recorded administered received utd had erhalten verabreicht fait faite reçu administrée puesta administrada");

    private static readonly HashSet<string> Between = Folded("vaccine vaccination vacc vax jab shot course series schedule accelerated primary booster dose doses drops oral nasal of all both in on at by w with l r left right deltoid arm im sc ml wk wks week weeks month months mth mths yr yrs year years age birth and the clinic today yesterday lot batch st nd rd th first second third last final was were has have been already here there");

    private static readonly HashSet<string> Counted = Folded("dose doses course series st nd rd first second third");

    private static readonly HashSet<string> Untaken = Folded("not never be to if when due next no un overdue declined refused pending awaiting");

    private static readonly HashSet<string> Refused = Folded("declined refused declines refuses");

    private static readonly HashSet<string> Givers = Folded("gave had received given got gets administered");

    // "COVID x2" may be the disease; nobody has these twice.
    private static readonly HashSet<string> NeverTwice = new(StringComparer.Ordinal) { "hepatitis B vaccine", "rabies vaccine", "rotavirus vaccine", "polio vaccine" };

    public static bool Is(Note note, NotedSentence sentence, FoundName name)
    {
        if (name.TermAs(EntryKind.Vaccine) is not { } term) return false;
        var bare = term.OnlyInItsSection;
        return Behind(note, sentence, name, bare && !NeverTwice.Contains(term.Entry.Name), bare) || (!bare && Before(note, sentence, name));
    }

    // "ED gave Boostrix", "had her flu jab", "parents had never"
    private static bool Before(Note note, NotedSentence sentence, FoundName name)
    {
        var at = name.First - 1;
        while (at > sentence.Range.First && name.First - at <= 2 && note.Tokens[at].Folded is "her" or "his" or "my" or "a" or "an" or "the" or "their" or "first" or "second") at--;
        return at >= sentence.Range.First && Givers.Contains(note.Tokens[at].Folded) && !(at > sentence.Range.First && Untaken.Contains(note.Tokens[at - 1].Folded));
    }

    private static bool Behind(Note note, NotedSentence sentence, FoundName name, bool countNeedsMore, bool bare)
    {
        var tokens = note.Tokens;
        var counted = false;
        for (var at = name.End; at < tokens.Count && at - name.End < Reach && (at < sentence.Range.End || tokens[at].Line == tokens[name.End - 1].Line); at++)
        {
            var word = tokens[at].Folded;
            // "Measles 1   ✓   PCV": a tick in the next column is the next name's.
            if (word is "✓" or "✔" or "☑") return at == name.End || (at == name.End + 1 && tokens[name.End].Kind == TokenKind.Number);
            if (tokens[at].IsMark('(') && Closing(tokens, at) is { } close)
            {
                at = close;
                continue;
            }

            if (IsTimes(tokens, at))
            {
                if (!countNeedsMore) return !Denied(tokens, at + 1, sentence.Range.End);
                counted = true;
                if (word is "x" or "×") at++;
                continue;
            }

            // "COVID-19   declined": nobody declines the disease.
            if (at == name.End && Refused.Contains(word) && Closes(note, sentence, at)) return true;
            // "Nimenrix (age 14)   Given: …" opens another list.
            if (Done.Contains(word) && at + 1 < tokens.Count && tokens[at + 1].IsMark(':')) return false;
            if (Done.Contains(word)) return (counted || !bare || Closes(note, sentence, at)) && !Untaken.Contains(tokens[at - 1].Folded);
            if (word is "birth" && tokens[at - 1].Is("at")) return true;
            if (word is "up" && at + 2 < tokens.Count && tokens[at + 1].Is("to") && tokens[at + 2].Is("date")) return true;
            if (!bare && word is "lot" or "batch") return true;
            if (counted && tokens[at].Kind == TokenKind.Date) return true;
            // "Menveo, Bexsero and Prevenar 13 were administered"
            if (!bare && InList(tokens, at) && sentence.Names.FirstOrDefault(other => other.First == at && other.TermAs(EntryKind.Vaccine) is not null) is { } next)
            {
                at = next.End - 1;
                continue;
            }

            counted |= Counted.Contains(word) || tokens[at].IsMark('#');
            if (tokens[at].Kind == TokenKind.Word && !Between.Contains(word)) return false;
            if (tokens[at].Kind == TokenKind.Mark && word is not (":" or "-" or "–" or "#" or "/" or "," or "&" or "+")) return false;
        }

        return false;
    }

    private static bool InList(IReadOnlyList<Token> tokens, int at) => tokens[at - 1].Folded is "," or "and" or "&" or "+" or "/";

    private static bool IsTimes(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Folded is "x1" or "x2" or "x3" or "x4" or "x5" or "×2" or "×3" || (tokens[at].Folded is "x" or "×" && at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Number && tokens[at + 1].Folded.Length == 1);

    private static bool Denied(IReadOnlyList<Token> tokens, int from, int end) =>
        Enumerable.Range(from, Math.Max(0, Math.Min(end, from + 3) - from)).Any(at => Untaken.Contains(tokens[at].Folded));

    // "Influenza: given oseltamivir": what was given is named behind it.
    private static bool Closes(Note note, NotedSentence sentence, int done)
    {
        if (done + 1 >= sentence.Range.End || note.Tokens[done + 1].Line != note.Tokens[done].Line) return true;
        var next = note.Tokens[done + 1];
        return next.Kind != TokenKind.Word || Between.Contains(next.Folded) || DateReader.MonthOf(next.Folded) is not null;
    }

    private static int? Closing(IReadOnlyList<Token> tokens, int open)
    {
        for (var at = open + 1; at < Math.Min(tokens.Count, open + 2 + MostInBracket); at++)
            if (tokens[at].IsMark(')')) return at;
        return null;
    }

    private static HashSet<string> Folded(string words) => new(words.Split(' ').SelectMany(Tokenizer.Words), StringComparer.Ordinal);
}
