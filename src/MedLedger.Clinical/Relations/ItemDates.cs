using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations;

/// <summary>Ties a date to the item it stands beside: "since 2019", "(created 2013)", "on 06/14/2023", "05.12.2024 Tdap".</summary>
internal static class ItemDates
{
    private const int WordsOfAuthor = 5;
    private const int Reach = 9;
    private const int Model = 24;
    private const int Adjectives = 5;

    private static readonly HashSet<string> Fitted = new(StringComparer.Ordinal) { "implanted", "placed", "inserted", "fitted", "sited", "implantiert", "eingesetzt", "pose", "posee", "implantado", "colocado", "implante" };

    private static readonly HashSet<string> Implantations = new(StringComparer.Ordinal) { "implantation", "insertion", "placement", "pose", "implante", "implanto", "impianto", "einlage", "colocacion" };

    private static readonly HashSet<string> Neutral = new(StringComparer.Ordinal)
    {
        "#", "taken", "since", "in", "on", "from", "of", "(", ",", ":", "-", "given", "today", "before", "discharge", "prior", "ward", "was", "is", "implanted", "placed", "inserted", "performed", "done", "diagnosed", "dated", "signed",
        "form", "created", "made", "formed", "fashioned", "constructed", "creation", "formation", "received", "administered", "vaccine", "vaccination", "booster", "shot", "dose", "at", "confirmed", "/", "first", "in", "place", "lodged", "lad", "rca", "lcx", "cx", "circumflex", "om1", "om2", "diagonal", "pda", "lmca", "mid", "proximal", "prox", "distal", "ostial", "to", "left",
        "right", "the", "forearm", "surgery", "dx", "after", "with", "for", "single", "chamber", ")", "no", "d", "treated", "year", "age", "insertion", "1st", "2nd", "3rd", "st", "nd", "rd", "th", "second", "third", "fourth", "jab", "jabs", "unit", "here", "both", "same", "day", "ppv23", "insertion", "clinic", "still", "hd", "high", "quadrivalent", "trivalent", "seasonal", "le", "am", "seit", "desde", "depuis", "el", "en", "completed", "complete", "post", "op", "postop", "arm", "deltoid", "im", "l", "r", "lt", "rt", "droite", "gauche", "droit", "derecha", "izquierda", "derecho", "izquierdo", "destra", "sinistra", "rechts", "links", "li", "re", "gp", "practice", "pharmacy", "by", "nurse", "school", "work", "thigh", "sc", "fait", "faite", "realise", "realisee", "effectue", "effectuee", "administre", "administree", "puesta", "aplicada", "erfolgt", "verabreicht", "x", "x1", "x2", "x3", "x4", "x5",
    };

    public static PartialDate? After(Note note, NotedSentence sentence, FoundName name)
    {
        var start = BehindLetters(note, name.End, sentence.Range.End);
        var limit = Math.Min(sentence.Range.End, start + Reach);
        var (today, bracket) = (false, false);
        for (var at = start; at < limit; at++)
        {
            // "Given today (first 10/06/2025)": the bracket tells of another time.
            if (note.DateAt(at) is { } date) return today && bracket && note.Date is { Day: not null } now ? now : date;
            bracket |= today && note.Tokens[at].IsMark('(');
            // "#2" counts doses.
            if (!Neutral.Contains(note.Tokens[at].Folded) && !(at > name.End && note.Tokens[at - 1].IsMark('#') && note.Tokens[at].Kind == Sections.TokenKind.Number)
                && !(note.Tokens[at].Kind == Sections.TokenKind.Number && at + 1 < limit && note.Tokens[at + 1].Folded is "st" or "nd" or "rd" or "th")) break;
            today |= note.Tokens[at].Folded is "today" or "heute";
        }

        return today ? note.Date : null;
    }

    // "Biliary metal stent (SEMS) 04/08/2025": the bracket holds the letters for the same.
    private static int BehindLetters(Note note, int at, int limit) =>
        at + 2 < limit && note.Tokens[at].IsMark('(') && note.Tokens[at + 2].IsMark(')') && note.Tokens[at + 1].Kind == Sections.TokenKind.Word && note.Words(at + 1, at + 2).All(char.IsUpper) ? at + 3 : at;

    /// <summary>"C/S x2 (2008, 2011)": the further years of what was done more than once.</summary>
    public static IEnumerable<PartialDate> Further(Note note, NotedSentence sentence, FoundName name)
    {
        var at = name.End;
        while (at < Math.Min(sentence.Range.End, name.End + 3) && (note.Tokens[at].Folded is "x" or "(" or "×" || note.Tokens[at].Folded is ['x', _] || (note.Tokens[at].Kind == Sections.TokenKind.Number && note.DateAt(at) is null))) at++;
        // "LSCS 2004, 2008": without a count, only where the days end the item.
        if (at >= sentence.Range.End || note.DateAt(at) is null || (at == name.End && !DaysEndTheItem(note, sentence, at))) yield break;
        while (at + 2 < sentence.Range.End && note.Tokens[at + 1].Folded is "," or "and" or "&" or "+" or "/" && note.DateAt(at + 2) is { } next)
        {
            yield return next;
            at += 2;
        }
    }

    private static bool DaysEndTheItem(Note note, NotedSentence sentence, int at)
    {
        while (at + 2 < sentence.Range.End && note.Tokens[at + 1].Folded is "," or "and" or "&" or "+" or "/" && note.DateAt(at + 2) is not null) at += 2;
        return at + 1 >= sentence.Range.End || note.Tokens[at + 1].Line != note.Tokens[at].Line || note.Tokens[at + 1].Folded is "." or ";" or ")" or ",";
    }

    /// <summary>"2022 miscarriage 9 wks, MVA done": the year that opens the sentence.</summary>
    public static PartialDate? OpensSentence(Note note, NotedSentence sentence, FoundName name)
    {
        var first = sentence.Range.First;
        // "El 20/02/2025 se implanta …", "On 3 May 2024 he had …"
        if (first + 1 < name.First && note.Tokens[first].Folded is "el" or "le" or "am" or "on" or "il" or "op" or "in") first++;
        if (first >= name.First || name.First - first > Reach || note.DateAt(first) is not { } date) return null;
        return Enumerable.Range(first + 1, name.First - first - 1).Any(at => note.DateAt(at) is not null || note.Tokens[at].Folded is ":" or ";") ? null : date;
    }

    /// <summary>"Single chamber ICD, Medtronic Visia AF, placed 5/2019": the day behind the verb is the device's, whatever maker and model stand between.</summary>
    public static PartialDate? Implanted(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.End; at + 1 < Math.Min(sentence.Range.End, name.End + Model); at++)
        {
            if (note.Tokens[at].Folded is ";" or "removed" or "explanted" or "replaced" or "replace") return null;
            if (sentence.Names.Any(other => other.First == at && other.As(Lexicon.EntryKind.Device) is not null)) return null;
            if (!Fitted.Contains(note.Tokens[at].Folded)) continue;
            for (var behind = at + 1; behind < Math.Min(sentence.Range.End, at + 4); behind++)
                if (note.DateAt(behind) is { } date) return date;
        }

        return null;
    }

    /// <summary>"Implantation of single chamber ICD (Boston Scientific), left pectoral, 02/06/2025": the first day behind, whatever maker and site stand between.</summary>
    public static PartialDate? OfImplantation(Note note, NotedSentence sentence, FoundName name)
    {
        if (!Implants(note, sentence, name)) return null;
        // "06/14/2024 implantation of a new dual chamber pacemaker"
        for (var at = name.First - 1; at > Math.Max(sentence.Range.First, name.First - Adjectives); at--)
            if (Implantations.Contains(note.Tokens[at].Folded) && note.DateAt(at - 1) is { } day) return day;
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + Model); at++)
        {
            if (note.Tokens[at].Folded is ";" or "removed" or "explanted" or "replaced" || sentence.Names.Any(other => other.First == at && (other.As(Lexicon.EntryKind.Device) ?? other.As(Lexicon.EntryKind.Procedure)) is not null)) return null;
            if (note.DateAt(at) is { } date) return date;
        }

        return null;
    }

    /// <summary>Whether "implantation of a dual chamber …" stands before the device, or "implantation" right behind it.</summary>
    public static bool Implants(Note note, NotedSentence sentence, FoundName name)
    {
        if (name.End < sentence.Range.End && Implantations.Contains(note.Tokens[name.End].Folded) && note.Tokens[name.End].Line == note.Tokens[name.First].Line) return true;
        for (var at = name.First - 1; at >= Math.Max(sentence.Range.First, name.First - Adjectives); at--)
        {
            if (Implantations.Contains(note.Tokens[at].Folded)) return true;
            if (note.Tokens[at].Kind != Sections.TokenKind.Word && !note.Tokens[at].IsMark('-') || note.Tokens[at].Folded is "for" or "before" or "after" or "and") return false;
        }

        return false;
    }

    /// <summary>"… originally implanted 2012-06-05; generator REPLACED on 2024-05-22", "ICD generator change 2022": the day of the present one. What was replaced by another kind of device is not there any more.</summary>
    public static PartialDate? Renewed(Note note, NotedSentence sentence, FoundName name)
    {
        var end = WithItsGenerator(note, sentence);
        for (var at = name.End; at < end; at++)
        {
            if (sentence.Names.Any(other => other.First == at && (other.As(Lexicon.EntryKind.Device) ?? other.As(Lexicon.EntryKind.Procedure)) is { Name: not "generator change" })) return null;
            if (!(note.Tokens[at].Folded is "replaced" or "replacement" or "changed" or "change" or "exchange" or "exchanged" or "aggregatwechsel" or "aggregataustausch" or "generatorwechsel" or "batteriewechsel")) continue;
            for (var behind = at + 1; behind < Math.Min(end, at + 4); behind++)
            {
                if (note.Tokens[behind].Folded is "by" or "with" or "the" or "due" or "planned") break;
                if (note.DateAt(behind) is { } date) return date;
            }
        }

        return null;
    }

    // "Pacemaker implanted 2012. Generator reached ERI and was replaced on 2024-05-22": the next sentence tells of a part of it.
    private static int WithItsGenerator(Note note, NotedSentence sentence)
    {
        var end = sentence.Range.End;
        if (end >= note.Tokens.Count || note.Tokens[end].Folded is not ("generator" or "battery" or "aggregat" or "batterie")) return end;
        var limit = Math.Min(note.Tokens.Count, end + Model);
        while (end < limit && note.Tokens[end].Folded is not ("." or ";")) end++;
        return end;
    }

    /// <summary>"22-Feb-1999  Adverse reaction to penicillin": the day on which a record's entry was made.</summary>
    public static PartialDate? OpensLine(Note note, FoundName name, bool wholeLine = false)
    {
        var first = name.First;
        while (first > 0 && (wholeLine || name.First - first < Reach) && note.Tokens[first - 1].Line == note.Tokens[name.First].Line) first--;
        return note.Tokens[first].Kind == Sections.TokenKind.Date ? note.DateAt(first) : null;
    }

    /// <summary>"Given at 28 weeks (6 May 2026)": the day that a heading names, else the document's.</summary>
    public static PartialDate? OfHeading(Note note, Sections.Section section)
    {
        for (var at = section.HeaderToken; at < section.FirstToken; at++)
            if (note.DateAt(at) is { } day) return day;
        return note.Date;
    }

    /// <summary>"Dr Fell 17/02/2026: low sodium, stop indapamide": the day of the entry that the line is.</summary>
    public static PartialDate? OfEntry(Note note, FoundName name)
    {
        var first = name.First;
        while (first > 0 && note.Tokens[first - 1].Line == note.Tokens[name.First].Line) first--;
        for (var at = first; at + 1 < name.First && at - first <= WordsOfAuthor; at++)
            if (note.DateAt(at) is { Day: not null } day) return note.Tokens[at + 1].IsMark(':') ? day : null;
        return null;
    }

    /// <summary>Whether the line opens with a day or year that is long before the document's own: what it tells was then.</summary>
    public static bool OfThePast(Note note, NotedSentence sentence, FoundName name)
    {
        var first = sentence.Range.First;
        while (first < name.First && note.Tokens[first].Kind == Sections.TokenKind.Mark) first++;
        return note.Date is { } now && note.DateAt(first) is { } then && then.Year < now.Year && note.Tokens[first].Line == note.Tokens[name.First].Line;
    }

    /// <summary>A date that opens the line or cell just before the name.</summary>
    public static PartialDate? Before(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.First - 1; at >= Math.Max(sentence.Range.First, name.First - 3) && note.Tokens[at].Line == note.Tokens[name.First].Line; at--)
        {
            if (note.DateAt(at) is { } date) return date;
            if (note.Tokens[at].Folded is not (":" or "-" or "|" or "(" or "left" or "right" or "total" or "emergency" or "elective" or "urgent" or "laparoscopic" or "open" or "partial" or "primary" or "redo" or "bilateral")) return null;
        }

        return null;
    }
}
