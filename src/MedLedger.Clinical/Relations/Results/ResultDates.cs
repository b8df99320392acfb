using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>The day of a value that bears none itself: what opens its line, the bracket that closes it, or the heading above it.</summary>
internal static class ResultDates
{
    private const int LongestLine = 120;
    private const int LinesUp = 25;
    private const int LongestHeading = 12;
    private const int OtherWords = 3;
    private const int DaysToTheLetter = 21;

    private static readonly HashSet<string> LabWords = new(StringComparer.Ordinal)
    {
        "blood", "bloods", "lab", "labs", "laboratory", "result", "results", "bloodwork", "bloodtest", "test", "tests", "of", "from", "on", "dated", "taken", "today", "labor", "laborwerte", "vom", "am", "du", "del",
        "report", "reports", "pathology", "path", "biochem", "haem", "micro", "investigation", "investigations", "ix", "inv", "invs", "invx", "biochemistry", "fbc", "cbc", "ue", "ues", "u&e", "u&es", "lft", "lfts", "tft", "tfts", "bmp", "cmp", "coag", "renal", "haematology", "hematology", "chemistry", "collected", "sampled", "analitica", "analytic", "bilan", "bio", "biologie", "biol", "labo", "laboratorio", "laboratoire", "analisi", "befund", "laborwert", "blutwerte", "blutbild", "levels", "level", "echo", "eco", "tte", "ett", "echocardiogram", "ecocardio", "ekg",
    };

    private static readonly HashSet<string> Examinations = new(StringComparer.Ordinal) { "echo", "tte", "toe", "tee", "ett", "echocardiogram", "echocardiography", "mri", "cmr", "muga", "angiogram", "ventriculogram", "cath", "scan", "spect", "cardiac", "stress", "echokardiographie", "ecocardiograma", "repeat", "latest", "last", "recent" };

    public static PartialDate? Of(Note note, NotedSentence sentence, FoundName name, int end, ObservationCategory category)
    {
        var first = LineStart(note.Tokens, name.First);
        var said = InSentence(note, sentence, name) ?? (category == ObservationCategory.Laboratory ? Announced(note, name) ?? Opening(note, first, name.First, sentence) : null) ?? OpensLine(note, sentence, first, name.First);
        return said ?? (category == ObservationCategory.Laboratory ? Closing(note, end) ?? Leading(note, sentence, name) ?? Above(note, name) ?? (note.Tables.Any ? null : note.Collected) : null);
    }

    public static bool SpeaksOfResults(Token token) => token.Folded is "lab" or "labs" or "laboratory" or "result" or "bloods" or "investigation" or "biochemistry" or "chemistry" or "haematology" or "hematology" or "labor" or "laborwerte" or "analitica" or "biologie" or "bilan";

    /// <summary>The day that stands directly behind a value: "on 2/9", "(12/03)", "(24/07/2025)", "vom 03.04.25".</summary>
    public static PartialDate? Own(Note note, int at, int limit)
    {
        var tokens = note.Tokens;
        if (at + 1 < limit && tokens[at].IsMark(')')) at++;
        if (at >= limit || tokens[at].Line != tokens[at - 1].Line) return null;
        if (tokens[at].IsMark('('))
        {
            var look = at + 1;
            while (look < limit && LabWords.Contains(tokens[look].Folded)) look++;
            return look < limit && !(ShortDates.At(note, look, limit, dotted: true) is var (_, behind) && behind < limit && tokens[behind].IsMark(':')) ? Day(note, look, limit) : null;
        }

        if (tokens[at].Folded is "on" or "from" or "vom" or "am" or "du" or "del" or "le" or "el" or "at" or "in" or "by" or "per") return at + 1 < limit ? Day(note, BehindTest(tokens, at + 1, limit), limit) : null;
        if (tokens[at].IsMark('-') && at + 1 < limit && tokens[at + 1].Kind == TokenKind.Date && tokens[at + 1].Line == tokens[at].Line) at++;
        // "CRP 45 5/7 after the fall": sevenths count days, and twelfths months.
        if (at + 2 < limit && tokens[at + 1].IsMark('/') && tokens[at + 2].Folded is "7" or "12" && note.DayFirst != false) return null;
        return ShortDates.At(note, at, limit) is var (bare, end) && !(end < limit && tokens[end].IsMark(':')) ? bare : null;
    }

    // "LVEF 26% on echo 29/05/2025", "EF 40% by MRI (12/2024)": the examination that found it.
    private static int BehindTest(IReadOnlyList<Token> tokens, int at, int limit)
    {
        var behind = at;
        while (behind + 1 < limit && behind < at + 4 && (Examinations.Contains(tokens[behind].Folded) || (behind > at && tokens[behind].Folded is "of" or "from" or "on" or "dated" or "(" or "in"))) behind++;
        return behind;
    }

    /// <summary>What stands for a day behind "on" or in a bracket: a date, a month ("Oct", "mayo") or a year.</summary>
    public static PartialDate? Day(Note note, int at, int limit) =>
        ShortDates.At(note, at, limit, dotted: true) is var (date, _) ? date : note.DateAt(at) ?? ShortDates.MonthAt(note, at);

    // "17 June 2025: creatinine 1.48 mg/dL, potassium 4.7", "Bloods 13/01/2024: Hb 128": a date with a colon opens the values of that day.
    private static PartialDate? InSentence(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var first = sentence.Range.First;
        while (first > 0 && tokens[first - 1].Line == tokens[sentence.Range.First].Line && sentence.Range.First - first < 5) first--;
        var opened = false;
        // "Bloods pre-HD 25/02/2025:": a word or two more may say which.
        for (var others = 0; first < name.First && (tokens[first].Kind == TokenKind.Mark || LabWords.Contains(tokens[first].Folded) || (opened && tokens[first].Kind == TokenKind.Word && ++others <= OtherWords)); first++) opened |= LabWords.Contains(tokens[first].Folded);
        return ShortDates.At(note, first, name.First, dotted: true) is var (date, end) && end < name.First && tokens[end].IsMark(':') ? date : null;
    }

    // "03-Mar-2025  Serum creatinine  128 umol/L": the day of an entry stands before it.
    private static PartialDate? OpensLine(Note note, NotedSentence sentence, int first, int limit)
    {
        var tokens = note.Tokens;
        while (first < limit && tokens[first].Kind == TokenKind.Mark) first++;
        if (ShortDates.At(note, first, limit) is not var (date, end) || end > limit) return null;
        while (end + 2 < limit && tokens[end].Kind == TokenKind.Number && tokens[end + 1].IsMark(':') && tokens[end + 2].Kind == TokenKind.Number) end += 3;
        var apart = tokens[end].Start - tokens[end - 1].End > 1 || note.Text[tokens[end].Start - 1] == '\t' || tokens[end].Folded is "-" or "|" or ":";
        return apart || (tokens[first].Kind == TokenKind.Date && (limit == end || sentence.Section.Kind is SectionKind.Labs or SectionKind.Vitals)) ? date : null;
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
    private static PartialDate? Opening(Note note, int first, int limit, NotedSentence? sentence = null)
    {
        var tokens = note.Tokens;
        var opened = false;
        for (var (at, others) = (first, 0); at < limit && others <= OtherWords; at++)
        {
            if (opened && DateAt(note, at, limit) is var (date, end))
            {
                while (end < limit && tokens[end].Kind is TokenKind.Word or TokenKind.Number && end < at + 6) end++;
                var behind = end;
                return (end < limit && tokens[end].Folded is ")" or ":" or "-" or "|") || (sentence?.Names.Any(name => name.First == behind) ?? false) ? date : null;
            }

            if (LabWords.Contains(tokens[at].Folded)) opened = true;
            else if (tokens[at].Kind == TokenKind.Word) others++;
            // "04/02/2026 nurse Pell: labs from 02/02/2026 - A1c 6.6 %": who wrote, and when, stands before what is told.
            else if (!opened && (tokens[at].Kind == TokenKind.Date || (tokens[at].IsMark(':') && at + 1 < limit && LabWords.Contains(tokens[at + 1].Folded)))) others = 0;
            else if (tokens[at].Kind != TokenKind.Mark || tokens[at].IsMark(':')) return null;
        }

        return null;
    }

    // "Hb 98 g/L, ferritin 9 ug/L (24/07/2025)", "HbA1c 45, prolactin 642 (bloods 21/07/2025)": a bracket that closes the list dates it; any other is of the value before it.
    private static PartialDate? Closing(Note note, int from)
    {
        var tokens = note.Tokens;
        var end = SectionFinder.LineEnd(tokens, from - 1);
        for (var at = from; at < end; at++)
        {
            if (EndsSentence(tokens, at, end)) return null;
            if (!tokens[at].IsMark('(')) continue;
            var look = at + 1;
            while (look < end && LabWords.Contains(tokens[look].Folded)) look++;
            if (ShortDates.At(note, look, end, dotted: true) is var (date, behind) && behind < end && tokens[behind].IsMark(')') && (behind + 1 >= end || tokens[behind + 1].Folded is "." or ";" or "-" or "->")) return date;
        }

        return null;
    }

    // "CA 19-9 4820 kU/L (05/01/2026), Hb 96 g/L, platelets 112": the one day behind the first of a list is that of the list, if it is not long before the letter.
    private static PartialDate? Leading(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        PartialDate? day = null;
        for (var at = sentence.Range.First; at < sentence.Range.End; at++)
        {
            if (tokens[at].Kind != TokenKind.Date && note.DateAt(at) is null) continue;
            if (day is not null || at >= name.First || at < 2 || note.DateAt(at) is not { Day: not null } found || !tokens[at - 1].IsMark('(') || at + 2 >= sentence.Range.End || !tokens[at + 1].IsMark(')') || !tokens[at + 2].IsMark(',') || tokens[at - 2].Kind == TokenKind.Mark) return null;
            day = found;
        }

        return day is { } one && note.Date is { } written && written.Earliest >= one.Earliest && written.Earliest.DayNumber - one.Earliest.DayNumber <= DaysToTheLetter ? day : null;
    }

    private static bool EndsSentence(IReadOnlyList<Token> tokens, int at, int end) => tokens[at].IsMark('.') && at + 1 < end && tokens[at + 1].Start > tokens[at].End;

    // "Pre-dialysis bloods 11/11/2024" on a line of its own, the values below it up to the next empty line.
    private static PartialDate? Above(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        var start = LineStart(tokens, name.First);
        for (var lines = 0; lines < LinesUp && start > 0 && tokens[start - 1].Line == tokens[start].Line - 1; lines++)
        {
            var end = start;
            start = LineStart(tokens, end - 1);
            if (FaxBanner.Is(note.Text[tokens[start].Start..tokens[end - 1].End])) continue;
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

    private static (PartialDate Date, int End)? DateAt(Note note, int at, int limit) =>
        ShortDates.At(note, at, limit, dotted: true) is ({ } date, var end) ? (date, end) : null;

    private static int LineStart(IReadOnlyList<Token> tokens, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestLine && tokens[start - 1].Line == tokens[at].Line) start--;
        return start;
    }
}
