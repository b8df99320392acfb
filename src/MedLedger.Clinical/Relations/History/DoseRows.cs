using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.History;

/// <summary>The doses of a series: "rabies vaccine D0 02/05/2025, D3 05/05/2025", or below "Rabies follow-up doses" a row for each: "d3   5/5/25   given".</summary>
internal static class DoseRows
{
    private const int MostRows = 10;
    private const int HeadingWords = 6;

    private static readonly HashSet<string> OfHeading = new(StringComparer.Ordinal) { "dose", "doses", "course", "schedule", "series", "vaccine", "vaccination", "vaccinations", "immunisation", "immunization" };

    private static readonly HashSet<string> NotGiven = new(StringComparer.Ordinal) { "not", "due", "missed", "declined", "refused", "required", "pending", "dna", "omitted", "next", "planned", "booked" };

    /// <summary>The days of a series in the name's own line, each behind the label of its dose.</summary>
    public static IReadOnlyList<PartialDate> InLine(Note note, NotedSentence sentence, FoundName name)
    {
        var days = new List<PartialDate>();
        // "Fluvax done 14/04/2025, Shingrix #1 07/10/2025": behind another vaccine the doses are that one's.
        var end = sentence.Names.Where(other => other.First >= name.End && IsAnother(note, name, other)).Select(other => other.First).Append(SectionFinder.LineEnd(note.Tokens, name.First)).Min();
        for (var at = name.End; at < end && note.Tokens[at].Folded is not ("." or ";"); at++)
        {
            if (LabelAt(note, at, end) is not { } behind) continue;
            var first = behind;
            while (behind < end && note.Tokens[behind].Folded is ":" or "-" or "on" or "(" or "given" or "=" or "administered") behind++;
            // "Dose 2 given today (dose 1 10/06/2025)": the day in the bracket is the other dose's.
            if (behind < end && note.Tokens[behind].Is("today") && note.Date is { Day: not null } today)
            {
                days.Add(today);
                at = behind;
                continue;
            }

            if (behind >= end || note.DateAt(behind) is not { } day)
            {
                // "Rabies vaccine d0 given": day zero is that of the visit.
                if (note.Date is { Day: not null } visit && IsDayZero(note, at) && first < end && note.Tokens[first].Is("given")) days.Add(visit);
                continue;
            }

            if (!SaysNotGiven(note, behind + 1, end)) days.Add(day);
            at = behind;
        }

        return days;
    }

    private static bool IsAnother(Note note, FoundName name, FoundName other) =>
        other.TermAs(EntryKind.Vaccine) is { } term && term.Entry.Name != name.As(EntryKind.Vaccine)?.Name && !Enumerable.Range(name.End, other.First - name.End).Any(at => note.Tokens[at].IsMark('('));

    /// <summary>The days in the rows below a heading that names the vaccine.</summary>
    public static IReadOnlyList<PartialDate> Below(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        var end = SectionFinder.LineEnd(tokens, name.First);
        var first = name.First;
        while (first > 0 && tokens[first - 1].Line == tokens[name.First].Line) first--;
        if (end - first > HeadingWords || !Enumerable.Range(first, end - first).Any(at => OfHeading.Contains(tokens[at].Folded))) return [];
        var days = new List<PartialDate>();
        for (var rows = 0; rows < MostRows && end < tokens.Count; rows++)
        {
            var row = end;
            end = SectionFinder.LineEnd(tokens, row);
            if (LabelAt(note, row, end) is not { } behind) break;
            while (behind < end && tokens[behind].Folded is ":" or "-" or "on" or "(" or "given" or "=" or "|") behind++;
            if (behind < end && note.DateAt(behind) is { } day && !SaysNotGiven(note, behind + 1, end)) days.Add(day);
        }

        return days;
    }

    /// <summary>"Next immunisations due" above "Influenza - from March 2026": what that heading lists was not given.</summary>
    public static bool IsDue(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        var start = name.First;
        for (var rows = 0; rows < MostRows && start > 0; rows++)
        {
            while (start > 0 && tokens[start - 1].Line == tokens[start].Line) start--;
            if (start == 0 || tokens[start].Line - tokens[start - 1].Line > 1) return false;
            var end = start;
            start = end - 1;
            while (start > 0 && tokens[start - 1].Line == tokens[start].Line) start--;
            if (end - start > HeadingWords + 2 || Enumerable.Range(start, end - start).Any(at => note.DateAt(at) is not null)) continue;
            // "Vaccine   Date   Next due" heads columns of what was given.
            if (Enumerable.Range(start, end - start).Any(at => tokens[at].Folded is "date" or "given" or "administered")) return false;
            if (Enumerable.Range(start, end - start).Any(at => tokens[at].Is("due")) && Enumerable.Range(start, end - start).Any(at => tokens[at].Folded is "next" or "now" or "overdue" || OfHeading.Contains(tokens[at].Folded))) return true;
        }

        return false;
    }

    // "d3", "day 7", "dose 2", "#1", "1st", "2."
    private static int? LabelAt(Note note, int at, int end)
    {
        var word = note.Tokens[at].Folded;
        if (word.Length is 2 or 3 && word[0] is 'd' && word.Skip(1).All(char.IsAsciiDigit)) return at + 1;
        if (at + 1 >= end) return null;
        var number = note.Tokens[at + 1].Kind == TokenKind.Number;
        // "Dose 2 of 2"
        if (word is "day" or "dose" or "d" or "#" or "no" && number) return at + 3 < end && note.Tokens[at + 2].Folded is "of" or "/" && note.Tokens[at + 3] is { Kind: TokenKind.Number, Folded.Length: 1 } ? at + 4 : at + 2;
        if (word is "first" or "second" or "third" or "fourth" && (note.Tokens[at + 1].Is("dose") || note.DateAt(at + 1) is not null)) return note.Tokens[at + 1].Is("dose") ? at + 2 : at + 1;
        return note.Tokens[at].Kind == TokenKind.Number && note.Tokens[at + 1].Folded is "st" or "nd" or "rd" or "th" ? (at + 2 < end && note.Tokens[at + 2].Folded is "dose" ? at + 3 : at + 2) : word is "1st" or "2nd" or "3rd" or "4th" ? at + 1 : null;
    }

    private static bool IsDayZero(Note note, int at) => note.Tokens[at].Is("d0") || (note.Tokens[at].Folded is "day" or "d" && at + 1 < note.Tokens.Count && note.Tokens[at + 1].Is("0"));

    private static bool SaysNotGiven(Note note, int from, int end)
    {
        for (var at = from; at < Math.Min(end, from + 3); at++)
        {
            if (LabelAt(note, at, end) is not null || note.Tokens[at].Folded is "," or ";" or "." or "given") return false;
            if (NotGiven.Contains(note.Tokens[at].Folded)) return true;
        }

        return false;
    }
}
