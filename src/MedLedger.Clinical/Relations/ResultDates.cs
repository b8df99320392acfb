using System.Globalization;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations;

/// <summary>The day of a value that bears none itself: what opens its line, the bracket that closes it, or the heading above it.</summary>
internal static class ResultDates
{
    private const int LongestLine = 120;
    private const int LinesUp = 25;
    private const int LongestHeading = 12;
    private const int OtherWords = 3;

    private static readonly HashSet<string> LabWords = new(StringComparer.Ordinal)
    {
        "blood", "bloods", "lab", "labs", "laboratory", "result", "results", "bloodwork", "bloodtest", "test", "tests", "of", "from", "on", "dated", "taken", "today", "labor", "laborwerte", "vom", "am", "du", "del",
        "report", "reports", "investigation", "investigations", "ix", "biochemistry", "fbc", "cbc", "ue", "ues", "u&e", "u&es", "lft", "lfts", "tft", "tfts", "bmp", "cmp", "coag", "renal", "haematology", "hematology", "chemistry", "collected", "sampled", "analitica", "analytic", "bilan",
    };

    public static PartialDate? Of(Note note, NotedSentence sentence, FoundName name) =>
        InSentence(note, sentence, name) ?? Announced(note, name) ?? Opening(note, LineStart(note.Tokens, name.First), name.First) ?? Closing(note, name) ?? Above(note, name);

    // "17 June 2025: creatinine 1.48 mg/dL, potassium 4.7", "Bloods 13/01/2024: Hb 128": a date with a colon opens the values of that day.
    private static PartialDate? InSentence(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var first = sentence.Range.First;
        while (first > 0 && tokens[first - 1].Line == tokens[sentence.Range.First].Line && sentence.Range.First - first < 5) first--;
        var opened = false;
        // "Bloods pre-HD 25/02/2025:": a word or two more may say which.
        for (var others = 0; first < name.First && (tokens[first].Kind == TokenKind.Mark || LabWords.Contains(tokens[first].Folded) || (opened && tokens[first].Kind == TokenKind.Word && ++others <= OtherWords)); first++) opened |= LabWords.Contains(tokens[first].Folded);
        return first + 1 < name.First && tokens[first].Kind == TokenKind.Date && tokens[first + 1].IsMark(':') ? note.DateAt(first) : null;
    }

    // "Start once labs back -> labs 1 May: Hb 124, ALT 61": announced within the line.
    private static PartialDate? Announced(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        for (var at = name.First - 1; at > 1 && name.First - at < LongestLine && tokens[at].Line == tokens[name.First].Line; at--)
        {
            if (!tokens[at].IsMark(':')) continue;
            for (var first = at - 1; first >= Math.Max(1, at - 3) && tokens[first].Line == tokens[at].Line; first--)
                if (DateAt(note, first, at) is var (date, end) && end == at && LabWords.Contains(tokens[first - 1].Folded)) return date;
            return null;
        }

        return null;
    }

    // "LAB REPORTS (22.06.2025): HB 13.1", "Bloods on d/c (29/11): Hb 9.1".
    private static PartialDate? Opening(Note note, int first, int limit)
    {
        var tokens = note.Tokens;
        var opened = false;
        for (var (at, others) = (first, 0); at < limit && others <= OtherWords; at++)
        {
            if (opened && DateAt(note, at, limit) is var (date, end))
            {
                while (end < limit && tokens[end].Kind is TokenKind.Word or TokenKind.Number && end < at + 6) end++;
                return end < limit && tokens[end].Folded is ")" or ":" or "-" or "|" ? date : null;
            }

            if (LabWords.Contains(tokens[at].Folded)) opened = true;
            else if (tokens[at].Kind == TokenKind.Word) others++;
            else if (tokens[at].Kind != TokenKind.Mark || tokens[at].IsMark(':')) return null;
        }

        return null;
    }

    // "Hb 98 g/L, ferritin 9 ug/L (24/07/2025)", "HbA1c 45, prolactin 642 (bloods 21/07/2025)".
    private static PartialDate? Closing(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        var end = SectionFinder.LineEnd(tokens, name.First);
        for (var at = name.End; at < end; at++)
        {
            if (!tokens[at].IsMark('(')) continue;
            var look = at + 1;
            while (look < end && LabWords.Contains(tokens[look].Folded)) look++;
            if (look < end && DateAt(note, look, end) is var (date, behind) && behind < end && tokens[behind].IsMark(')')) return date;
        }

        return null;
    }

    // "Pre-dialysis bloods 11/11/2024" on a line of its own, the values below it up to the next empty line.
    private static PartialDate? Above(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        var start = LineStart(tokens, name.First);
        for (var lines = 0; lines < LinesUp && start > 0 && tokens[start - 1].Line == tokens[start].Line - 1; lines++)
        {
            var end = start;
            start = LineStart(tokens, end - 1);
            if (Opening(note, start, end) is { } opened) return opened;
            if (end - start <= LongestHeading && Heading(note, start, end) is { } date) return date;
        }

        return null;
    }

    private static PartialDate? Heading(Note note, int first, int limit)
    {
        PartialDate? date = null;
        var speaks = false;
        for (var at = first; at < limit; at++)
        {
            if (DateAt(note, at, limit) is var (found, end))
            {
                if (date is not null) return null;
                (date, at) = (found, end - 1);
            }
            else if (note.Tokens[at].Kind == TokenKind.Number) return null;
            else speaks |= LabWords.Contains(note.Tokens[at].Folded) && note.Tokens[at].End - note.Tokens[at].Start > 2;
        }

        return speaks ? date : null;
    }

    // "29/11" is of the year of the document; which of two small numbers is the month is not guessed.
    private static (PartialDate Date, int End)? DateAt(Note note, int at, int limit)
    {
        var tokens = note.Tokens;
        if (tokens[at].Kind == TokenKind.Date) return note.DateAt(at) is { } whole ? (whole, at + 1) : null;
        if (at + 1 < limit && note.Date is { } known && tokens[at].Kind == TokenKind.Number && tokens[at + 1].Kind == TokenKind.Word && DateReader.MonthOf(tokens[at + 1].Folded) is { } month && int.TryParse(tokens[at].Folded, CultureInfo.InvariantCulture, out var dayOfMonth))
        {
            var said = PartialDate.TryCreate(known.Year, month, dayOfMonth);
            if (said is { } later && later.Earliest > known.Latest) said = PartialDate.TryCreate(known.Year - 1, month, dayOfMonth);
            return said is { } sure ? (sure, at + 2) : null;
        }

        if (at + 2 >= limit || note.Date is not { Year: var year } written || tokens[at].Kind != TokenKind.Number || !tokens[at + 1].IsMark('/') || tokens[at + 2].Kind != TokenKind.Number || tokens[at + 1].Start != tokens[at].End || tokens[at + 2].Start != tokens[at + 1].End) return null;
        if (!int.TryParse(tokens[at].Folded, CultureInfo.InvariantCulture, out var a) || !int.TryParse(tokens[at + 2].Folded, CultureInfo.InvariantCulture, out var b) || (a <= 12 && b <= 12 && a != b)) return null;
        var date = a > 12 ? PartialDate.TryCreate(year, b, a) : PartialDate.TryCreate(year, a, b);
        if (date is { } found && found.Earliest > written.Latest) date = a > 12 ? PartialDate.TryCreate(year - 1, b, a) : PartialDate.TryCreate(year - 1, a, b);
        return date is { } day ? (day, at + 3) : null;
    }

    private static int LineStart(IReadOnlyList<Token> tokens, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestLine && tokens[start - 1].Line == tokens[at].Line) start--;
        return start;
    }
}
