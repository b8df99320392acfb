using System.Globalization;

namespace MedLedger.Clinical.Sections;

/// <summary>
/// A table of what an ambulance, an anaesthetist or an emergency room gave at which time: "Time   Given   Dose   Route". What it lists is no medicine
/// that the patient takes. A day's schedule ("Time   Medication   Dose" with 08:00, 12:00, 20:00) looks alike and is one.
/// </summary>
internal static class GivenTables
{
    private const int Gap = 2;
    private const int HeadLines = 12;
    private const int LinesAbove = 3;
    private const int MostRows = 60;
    private const int QuarterHour = 15;
    private const int LongestHeading = 9;
    private const int FewWords = 4;

    private static readonly HashSet<string> Times = Folded("time", "hora", "heure", "uhrzeit", "zeit", "ora", "tijd");

    private static readonly HashSet<string> WhatWasGiven = Folded("given", "administered", "verabreicht", "gabe", "administrado", "administrada", "administré", "somministrato");

    private static readonly HashSet<string> Drugs = Folded("drug", "drugs", "medication", "medications", "medicine", "medicines", "agent", "agents", "treatment", "treatments", "intervention", "interventions", "therapy", "fluid", "fluids", "product", "medikament", "médicament", "medicamento", "fármaco", "farmaco");

    private static readonly HashSet<string> Columns = Folded("dose", "dosage", "route", "amount", "quantity", "volume", "via", "site", "response", "effect", "rate", "dosis", "dosi", "voie", "weg");

    private static readonly HashSet<string> Beside = Folded("date", "by", "initials", "initial", "sign", "signed", "signature", "name", "comment", "comments", "notes", "note", "unit", "units", "and", "or", "of", "strength", "batch", "lot", "indication", "reason", "clinician", "crew", "who", "pain", "score", "total", "no", "size");

    private static readonly HashSet<string> Acute = Folded("ambulance", "paramedic", "paramedics", "prehospital", "pre-hospital", "ems", "hems", "prf", "epcr", "crew", "helicopter", "anaesthetic", "anaesthesia", "anesthesia", "anesthetic", "anaesthetist", "anesthesiologist", "anesthesiology", "intraoperative", "intraop", "perioperative", "theatre", "resus", "resuscitation", "triage", "emergency", "scene", "pacu", "rettungsdienst", "notarzt", "anästhesie", "narkose", "anesthésie", "samu", "smur", "ambulancia", "anestesia", "urgencias", "ambulanza", "sedation");

    private static readonly HashSet<string> Regular = Folded("daily", "schedule", "regular", "administration", "kardex", "round", "times", "home", "carer", "residential", "nursing", "weekly", "bd", "bid", "tds", "tid", "qds", "qid", "od", "qd", "nocte", "mane", "qam", "qhs", "hs", "prn", "everyday", "mar", "resident", "täglich", "tägliche", "diario", "quotidien");

    /// <summary>Adds a section of what was given for the rows of each such table; what stands below is again what it was before.</summary>
    public static void Mark(string text, IReadOnlyList<Token> tokens, List<Section> sections)
    {
        for (var at = 0; at < tokens.Count; at = SectionFinder.LineEnd(tokens, at))
        {
            var rows = SectionFinder.LineEnd(tokens, at);
            if (IsHeading(text, tokens, at, rows) && !sections.Exists(section => section.HeaderToken == at))
            {
                Insert(tokens, sections, new(SectionKind.Given, at, rows, TickList: false), ParagraphEnd(tokens, rows), SectionKind.None);
                continue;
            }

            if (Heads(tokens, at, rows) is not { } head || Rows(text, tokens, rows, head.TimeOpens) is not { } table || !IsOfOneDay(tokens, at, rows, table, head)) continue;
            // What opened within the head ("Given") or within a row is part of the table.
            var before = sections.FindLast(section => section.HeaderToken < at) is { Inline: false } above ? above.Kind : SectionKind.None;
            Insert(tokens, sections, new(SectionKind.Given, at, rows, TickList: false), table.End, before);
            at = table.End - 1;
        }
    }

    /// <summary>Puts a section in the place of all that open before <paramref name="end"/>, where what stood before goes on.</summary>
    public static void Insert(IReadOnlyList<Token> tokens, List<Section> sections, Section section, int end, SectionKind afterwards)
    {
        sections.RemoveAll(other => other.HeaderToken >= section.HeaderToken && other.HeaderToken < end && other.HeaderToken > 0);
        var index = sections.FindLastIndex(other => other.HeaderToken < end) + 1;
        if (end < tokens.Count && !sections.Exists(other => other.HeaderToken == end)) sections.Insert(index, new(afterwards, end, end, TickList: false));
        sections.Insert(index, section);
    }

    /// <summary>The time of day that stands at <paramref name="at"/> ("18:02", "18.02", "1802", "6:02 pm"), and the token behind it.</summary>
    public static (int Minutes, int End)? Clock(string text, IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count || tokens[at].Kind != TokenKind.Number) return null;
        var words = tokens[at].Folded;
        var end = at + 1;
        if (words.Length <= 2 && at + 2 < tokens.Count && tokens[at + 1].Folded is ":" or "h" && tokens[at + 2] is { Kind: TokenKind.Number, Folded.Length: 2 } minutes && tokens[at + 2].Start == tokens[at + 1].End && tokens[at + 1].Start == tokens[at].End)
            (words, end) = ($"{words}{minutes.Folded}", at + 3);
        else if (words.Length is 4 or 5 && words[^3] == '.') words = words.Remove(words.Length - 3, 1);
        else if (words.Length != 4) return null;
        if (!int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number / 100 > 23 || number % 100 > 59) return null;
        while (end < tokens.Count && tokens[end].Folded is "h" or "hr" or "hrs" or "am" or "pm" or "uhr" && tokens[end].Line == tokens[at].Line) end++;
        return (number % 100, end);
    }

    // "Given at 28 weeks (6 May 2026)" on a line of its own.
    private static bool IsHeading(string text, IReadOnlyList<Token> tokens, int at, int lineEnd) =>
        tokens[at].Folded is "given" or "administered" && char.IsUpper(text[tokens[at].Start]) && lineEnd - at is > 2 and <= LongestHeading && tokens[at + 1].Folded is "at" or "on" or "in" or "during" or "today"
        && (at == 0 || tokens[at - 1].Kind == TokenKind.Mark || tokens[at].Line - tokens[at - 1].Line > 1 || char.IsAsciiDigit(text[tokens[at - 1].End - 1]))
        && lineEnd < tokens.Count && tokens[lineEnd].Line == tokens[at].Line + 1 && !char.IsLower(text[tokens[lineEnd].Start])
        && !Enumerable.Range(at, lineEnd - at).Any(i => tokens[i].Folded is "." or "," or ";") && Enumerable.Range(at, lineEnd - 1 - at).All(i => !tokens[i].IsMark(':'));

    // To an empty line, or to one of few words that may head what follows.
    private static int ParagraphEnd(IReadOnlyList<Token> tokens, int first)
    {
        var at = SectionFinder.LineEnd(tokens, first);
        while (at < tokens.Count && tokens[at].Line - tokens[at - 1].Line == 1)
        {
            var end = SectionFinder.LineEnd(tokens, at);
            if (end - at <= FewWords && tokens[end - 1].Kind == TokenKind.Word) break;
            at = end;
        }

        return at;
    }

    private static (bool TimeOpens, bool SaysGiven)? Heads(IReadOnlyList<Token> tokens, int first, int end)
    {
        bool time = false, opens = false, given = false, drug = false, column = false;
        for (var at = first; at < end; at++)
        {
            var word = tokens[at].Folded;
            if (tokens[at].Kind == TokenKind.Mark)
            {
                if (word is not ("|" or "/" or "(" or ")" or "." or "-" or "#" or "&")) return null;
                continue;
            }

            if (tokens[at].Kind != TokenKind.Word) return null;
            if (Times.Contains(word)) (time, opens) = (true, opens || at == first || (at <= first + 2 && tokens[first].Is("date")));
            else if (WhatWasGiven.Contains(word)) given |= !(at + 1 < end && tokens[at + 1].Is("by")) && !(at > first && Times.Contains(tokens[at - 1].Folded) && tokens[at].Start - tokens[at - 1].End < Gap);
            else if (Drugs.Contains(word)) drug = true;
            else if (Columns.Contains(word)) column = true;
            else if (!Beside.Contains(word)) return null;
        }

        return time && (given || drug) && column ? (opens, given) : null;
    }

    // The lines below that hold a time of day; one line without may stand between two that do: a cell that goes on.
    private static Table? Rows(string text, IReadOnlyList<Token> tokens, int first, bool timeOpens)
    {
        var minutes = new List<int>();
        var (end, lines) = (first, 0);
        for (var at = first; at < tokens.Count && lines < MostRows && tokens[at].Line - tokens[Math.Max(end - 1, 0)].Line <= Gap; lines++)
        {
            var lineEnd = SectionFinder.LineEnd(tokens, at);
            if (ClockIn(text, tokens, at, lineEnd, timeOpens) is { } clock)
            {
                minutes.Add(clock);
                end = lineEnd;
            }

            at = lineEnd;
        }

        return minutes.Count > 0 ? new(end, minutes) : null;
    }

    private static int? ClockIn(string text, IReadOnlyList<Token> tokens, int at, int lineEnd, bool opens)
    {
        while (opens && at < lineEnd && tokens[at].Kind is TokenKind.Date or TokenKind.Mark) at++;
        for (; at < lineEnd; at++)
        {
            // Without a colon a number is a time only where the column stands.
            if (Clock(text, tokens, at) is var (minutes, end) && (opens || end >= at + 3)) return minutes;
            if (opens) return null;
        }

        return null;
    }

    private static bool IsOfOneDay(IReadOnlyList<Token> tokens, int head, int rows, Table table, (bool TimeOpens, bool SaysGiven) columns)
    {
        var above = head;
        while (above > 0 && tokens[head].Line - tokens[above - 1].Line <= LinesAbove) above--;
        if (Enumerable.Range(above, table.End - above).Any(at => at < head || at >= rows ? Regular.Contains(tokens[at].Folded) : false)) return false;
        // Nobody draws up a schedule for 18:02; a ward's record of its rounds names such minutes behind each drug.
        if (columns.TimeOpens && table.Minutes.Exists(minute => minute % QuarterHour != 0)) return true;
        return (columns.SaysGiven && (table.Minutes.Count == 1 || table.Minutes.Exists(minute => minute != 0))) || tokens.Take(head).TakeWhile(token => token.Line < HeadLines).Any(token => Acute.Contains(token.Folded));
    }

    private static HashSet<string> Folded(params string[] words) => new(words.SelectMany(Tokenizer.Words), StringComparer.Ordinal);

    private sealed record Table(int End, List<int> Minutes);
}
