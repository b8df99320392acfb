using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.History;

internal enum RowDay
{
    NotAsked,
    Blank,
    Unread,
}

/// <summary>A table with a column for the day of each vaccination ("Vaccine   Date given   Signed"): a row that leaves it blank, while others are filled in, is a vaccine still to come.</summary>
internal static class VaccineTable
{
    private const int MostRows = 40;

    private static readonly HashSet<string> OfVaccines = Folded("vaccine", "vaccines", "vaccination", "vaccinations", "immunisation", "immunization", "immunisations", "immunizations", "disease", "diseases", "impfung", "impfstoff", "impfungen", "vaccin", "vaccins", "vacuna", "vacunas", "vaccino", "vaccini", "vaccinatie");

    private static readonly HashSet<string> OfDays = Folded("date", "dates", "given", "administered", "datum", "fecha", "data", "dose", "doses", "day");

    private static readonly HashSet<string> Beside = Folded("signed", "signature", "sign", "by", "batch", "lot", "number", "no", "site", "route", "name", "product", "brand", "manufacturer", "initials", "clinic", "clinician", "due", "next", "of", "and", "type", "st", "nd", "rd", "th", "against", "protects", "le", "am", "comments", "comment", "status", "state", "result", "reason", "notes", "age", "provider", "nurse", "gp", "place", "expiry", "dosis", "lote", "charge", "unterschrift", "arzt", "cachet", "signature", "firma", "first", "second", "third", "booster");

    private static readonly HashSet<string> OfARow = Folded("yearly", "annual", "annually", "autumn", "every", "year", "years", "months", "dose", "booster", "st", "nd", "rd", "th", "primary", "first", "second", "third", "vaccine", "vaccination", "adult", "child", "if", "needed", "seasonal", "due", "of", "no");

    /// <summary>What the row of the name says where the table asks for the day.</summary>
    public static RowDay Of(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var (first, end) = LineOf(tokens, name.First);
        if (HasDay(note, first, end) || Heading(tokens, first) is not { } rows || !OthersAreDated(note, rows, first)) return RowDay.NotAsked;
        var said = false;
        for (var at = first; at < end; at++)
        {
            if (tokens[at].Kind != TokenKind.Word || OfARow.Contains(tokens[at].Folded) || sentence.Names.Any(other => other.First <= at && at < other.End) || InBracket(tokens, first, at, end)) continue;
            said = true;
        }

        return said ? RowDay.Unread : RowDay.Blank;
    }

    /// <summary>Whether the name stands in the row of a table whose heads say "Vaccine" and "Date", and the row tells a day.</summary>
    public static bool HasVaccines(Note note, FoundName name) => LineOf(note.Tokens, name.First) is var (first, end) && HasDay(note, first, end) && Heading(note.Tokens, first) is not null;

    /// <summary>Whether the table has a column for the day on which the next dose is due: only the first day of a row is then one on which a dose was given.</summary>
    public static bool NamesTheNext(Note note, FoundName name) =>
        Heading(note.Tokens, LineOf(note.Tokens, name.First).First) is { } rows && LineOf(note.Tokens, rows - 1) is var (first, end) && Enumerable.Range(first, end - first).Any(at => note.Tokens[at].Is("due"));

    // Where the rows begin below the nearest line that holds nothing but the heads of columns.
    private static int? Heading(IReadOnlyList<Token> tokens, int row)
    {
        var at = row;
        for (var lines = 0; lines < MostRows && at > 0; lines++)
        {
            var (first, end) = LineOf(tokens, at - 1);
            var words = Enumerable.Range(first, end - first).Where(i => tokens[i].Kind == TokenKind.Word).Select(i => tokens[i].Folded).ToList();
            if (words.Exists(OfVaccines.Contains) && words.Exists(OfDays.Contains) && words.TrueForAll(word => OfVaccines.Contains(word) || OfDays.Contains(word) || Beside.Contains(word)) && !Enumerable.Range(first, end - first).Any(i => tokens[i].Kind == TokenKind.Date)) return end;
            at = first;
        }

        return null;
    }

    private static bool OthersAreDated(Note note, int rows, int own)
    {
        var dated = 0;
        for (var (at, lines) = (rows, 0); at < note.Tokens.Count && lines < MostRows; lines++)
        {
            var end = SectionFinder.LineEnd(note.Tokens, at);
            if (at != own && HasDay(note, at, end)) dated++;
            at = end;
        }

        return dated > 0;
    }

    private static bool HasDay(Note note, int first, int end) => Enumerable.Range(first, end - first).Any(at => note.DateAt(at) is not null);

    private static bool InBracket(IReadOnlyList<Token> tokens, int first, int at, int end) =>
        Enumerable.Range(first, at - first).Count(i => tokens[i].IsMark('(')) > Enumerable.Range(first, at - first).Count(i => tokens[i].IsMark(')')) && Enumerable.Range(at, end - at).Any(i => tokens[i].IsMark(')'));

    private static (int First, int End) LineOf(IReadOnlyList<Token> tokens, int at)
    {
        var first = at;
        while (first > 0 && tokens[first - 1].Line == tokens[at].Line) first--;
        return (first, SectionFinder.LineEnd(tokens, first));
    }

    private static HashSet<string> Folded(params string[] words) => new(words.SelectMany(Tokenizer.Words), StringComparer.Ordinal);
}
