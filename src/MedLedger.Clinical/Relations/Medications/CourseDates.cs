using System.Globalization;
using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.History;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>When a drug was begun and when it ended, as far as its own words tell.</summary>
internal static class CourseDates
{
    // "finish 07/05/2025", "last dose 3 May": the day behind these words is the last.
    private static readonly HashSet<string> EndsWith = new(StringComparer.Ordinal)
    {
        "until", "till", "through", "to", "ended", "bis", "finish", "finishe", "finished", "finishing", "end", "ending", "stop", "stopping", "complete", "completed", "completing", "thru", "jusqu'au", "jusqu", "jusquau", "hasta", "fino", "cease", "ceasing", "ends", "finishe", "finishes", "completes", "tot", "endet",
    };

    // "Hold, resume 10/12": until that day it is not taken.
    private static readonly HashSet<string> Resumes = Folded("resume", "restart", "recommence", "resuming", "restarting", "reprendre", "reprise", "reanudar", "wieder");

    private static readonly HashSet<string> Fillers = Folded("on", "the", "el", "le", "zum", "am", "by", "date", ":", "=", "einschl", "einschließlich", "einschliesslich", "including", "incl", "and", "from", "ab", "day", "dia", "du", "al");

    private static readonly HashSet<string> Last = Folded("last", "final", "letzte", "letzter", "derniere", "dernier", "ultima", "ultimo");

    private static readonly HashSet<string> Doses = Folded("dose", "day", "tablet", "tab", "gabe", "prise", "dosi", "toma", "einnahme", "capsule", "infusion");

    private const int HeadsAbove = 400;
    private const int Beside = 4;

    private static readonly HashSet<string> Starts = new(StringComparer.Ordinal) { "start", "started", "commenced", "begin", "begun", "beginn", "debut", "inicio", "date" };

    private static readonly HashSet<string> Stops = new(StringComparer.Ordinal) { "stop", "stopped", "end", "ended", "ceased", "finish", "finished", "discontinued", "ende", "fin", "until" };

    public static (PartialDate? Start, PartialDate? End) Of(Note note, FoundName name, int segment, Meaning? course)
    {
        if (course == Meaning.OnHold) return (null, EndOfHold(note, name, segment) ?? Told(note, name, segment, course).End);
        return Told(note, name, segment, course);
    }

    private static (PartialDate? Start, PartialDate? End) Told(Note note, FoundName name, int segment, Meaning? course)
    {
        PartialDate? start = null, end = null;
        // "28/07/25  Xeplion 150 mg  R deltoid  25/08/25": the first column says when, the last when next.
        if (ItemDates.OpensLine(note, name) is { } row) return (row, null);
        if (UnderHeads(note, name, segment) is { } placed) return placed;
        for (var at = name.End; at < segment; at++)
        {
            if (note.Tokens[at].IsMark('(') && ClosedWithAmount(note, at, segment) is { } close)
            {
                at = close;
                continue;
            }

            // "Given 1 Nov - 5 Nov"
            if (end is null && Range(note, at, segment) is var (from, until, behind))
            {
                (start, end) = (start ?? from, until);
                at = behind - 1;
                continue;
            }

            if (note.Tokens[at].Kind is TokenKind.Date or TokenKind.Number && LastDoseBefore(note, name, at))
            {
                // "Last dose 23/03" of a letter written before that day ends it; of a day that has passed, it tells when it was last given.
                if (course is not (Meaning.Stopped or Meaning.Completed) && (note.DateAt(at) ?? ShortDates.Nearest(note, at, segment)) is { Day: not null } final && note.Date is { } written)
                {
                    if (final.Earliest > written.Latest || TellsLength(note, name.End, at)) end ??= final;
                    continue;
                }
            }
            else if (end is null && note.Tokens[at].Kind != TokenKind.Date && Lead(note, name, at) is var lead && EndsWith.Contains(lead) && (lead is not ("to" or "through") || ClosesLength(note, at)) && ShortDates.Nearest(note, at, segment) is { } near)
            {
                end = near;
                continue;
            }

            var before = note.Tokens[at - 1].Folded;
            if (end is null && EndsWith.Contains(before) && DayOfMonth(note, at, segment) is { } last)
            {
                end = last;
                continue;
            }

            if (end is null && LimitsToWeek(note, at) && PregnancyReader.DayOfWeek(note, at) is { } week)
            {
                end = week;
                continue;
            }

            var led = note.Tokens[at].Kind == TokenKind.Date ? Lead(note, name, at) : before;
            // "Until 2020": a bare year counts only behind such a word.
            if ((note.Tokens[at].Kind != TokenKind.Date && !EndsWith.Contains(before)) || note.DateAt(at) is not { } date) continue;
            // "Next infusion 06/23/2025" begins nothing and "last given 28/07/2025" ends nothing.
            if (Enumerable.Range(Math.Max(name.End, at - 3), at - Math.Max(name.End, at - 3)).Any(back => note.Tokens[back].Folded is "next" or "due" or "last" && !(back == at - 2 && note.Tokens[at - 1].Is("dose")))) continue;
            if (EndsWith.Contains(led) || (before == "-" && start is not null)) end ??= date;
            else if (course is Meaning.Stopped or Meaning.Completed) end ??= date;
            else start ??= date;
        }

        return (start, end);
    }

    // "Doxycycline 100 mg od, 5 days, last dose 7 Feb": a course was counted out, and that was its end.
    private static bool TellsLength(Note note, int first, int end)
    {
        for (var at = first; at + 1 < end; at++)
            if (note.Tokens[at].Kind == TokenKind.Number && note.Tokens[at + 1].Folded is "d" or "day" or "days" or "week" or "weeks" or "wk") return true;
        return false;
    }

    /// <summary>"Until 12 weeks", "to 12 weeks only": a week of the pregnancy whose day cannot be told.</summary>
    public static string? EndsInSomeWeek(Note note, FoundName name, int segment) =>
        Enumerable.Range(name.End, Math.Max(0, segment - name.End)).Any(at => LimitsToWeek(note, at) && PregnancyReader.IsOpenWeek(note, at)) ? "it ends in a week of the pregnancy whose day is not known" : null;

    // "2 to 4 weeks" is a length.
    private static bool LimitsToWeek(Note note, int at) =>
        note.Tokens[at].Kind == TokenKind.Number && note.Tokens[at - 1].Folded is var before && EndsWith.Contains(before) && before is not "through" && !(before == "to" && at > 1 && note.Tokens[at - 2].Kind == TokenKind.Number);

    private static PartialDate? EndOfHold(Note note, FoundName name, int segment)
    {
        for (var at = name.End; at < segment; at++)
            if (Resumes.Contains(Lead(note, name, at)) && (note.DateAt(at) ?? ShortDates.Nearest(note, at, segment)) is { Day: not null } day) return PartialDate.From(day.Earliest.AddDays(-1));
        return null;
    }

    private static string Lead(Note note, FoundName name, int at)
    {
        var back = at - 1;
        while (back > name.End && at - back < Beside && Fillers.Contains(note.Tokens[back].Folded)) back--;
        return note.Tokens[back].Folded;
    }

    private static bool LastDoseBefore(Note note, FoundName name, int at)
    {
        var back = at - 1;
        while (back > name.End && at - back < Beside && Fillers.Contains(note.Tokens[back].Folded) && !Doses.Contains(note.Tokens[back].Folded)) back--;
        return back > name.End && Doses.Contains(note.Tokens[back].Folded) && (Last.Contains(note.Tokens[back - 1].Folded) || (back - 2 >= name.End && Last.Contains(note.Tokens[back - 2].Folded)));
    }

    // "5 days, to 25/6"; "increase to 5/10" is no day.
    private static bool ClosesLength(Note note, int at) => at >= 3 && note.Tokens[at - 2].Folded is "," or "day" or "days" or "d" or "week" or "weeks" or "(";

    private static (PartialDate From, PartialDate Until, int End)? Range(Note note, int at, int segment)
    {
        if (note.Tokens[at].Kind == TokenKind.Date || ShortDates.Nearest(note, at, segment, out var end) is not { } from) return null;
        if (end + 1 >= segment || note.Tokens[end].Folded is not ("-" or "–" or "to" or "bis" or "au" or "al" or "until")) return null;
        var until = note.DateAt(end + 1) is { Day: not null } whole ? (whole, end + 2) : ShortDates.Nearest(note, end + 1, segment, out var behind) is { } near ? (near, behind) : default((PartialDate Day, int End)?);
        return until is var (day, last) && day.Latest >= from.Earliest ? (from, day, last) : null;
    }

    // A chart whose last columns are called "Start" and "Stop": each day of a row stands below the one or the other.
    private static (PartialDate? Start, PartialDate? End)? UnderHeads(Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        var end = WithPartner(note, name, segment);
        var days = Enumerable.Range(name.End, Math.Max(0, end - name.End)).Where(at => tokens[at].Line == tokens[name.First].Line && note.DateAt(at) is not null).ToList();
        if (days.Count == 0) return null;
        for (var at = name.First - 1; at > 0 && name.First - at < HeadsAbove; at--)
        {
            if (!Stops.Contains(tokens[at].Folded) || tokens[at].Line == tokens[name.First].Line) continue;
            var begins = at - 1;
            while (begins >= 0 && tokens[begins].Line == tokens[at].Line && !Starts.Contains(tokens[begins].Folded)) begins--;
            if (begins < 0 || tokens[begins].Line != tokens[at].Line || (tokens[at].Start - tokens[at - 1].End < 2 && begins != at - 1)) continue;
            var (start, stop) = (TableColumns.Column(note, begins), TableColumns.Column(note, at));
            var from = days.Where(day => TableColumns.Column(note, day) is var column && column >= start - Beside && column < stop - Beside).Select(note.DateAt).FirstOrDefault();
            var to = days.Where(day => TableColumns.Column(note, day) >= stop - Beside).Select(note.DateAt).FirstOrDefault();
            return from is null && to is null ? null : (from, to);
        }

        return null;
    }

    // "Isoniazid 300 mg daily + pyridoxine 25 mg     03/2020   03/2021": what is named in one cell has the days of its row.
    private static int WithPartner(Note note, FoundName name, int segment)
    {
        var limit = Math.Min(note.Tokens.Count, segment + HeadsAbove / 4);
        return segment < limit && note.Tokens[segment].Line == note.Tokens[name.First].Line && CellsBelow.End(note, name.First, limit) > segment ? limit : segment;
    }

    // "7 days to Aug 17", "until 3 May": of the year in which that day lies nearest to the document's.
    private static PartialDate? DayOfMonth(Note note, int at, int segment)
    {
        if (at + 1 >= segment || note.Date is not { Day: not null } written || note.Tokens[at + 1].Line != note.Tokens[at].Line) return null;
        var (word, number) = note.Tokens[at].Kind == TokenKind.Word ? (at, at + 1) : (at + 1, at);
        if (note.Tokens[word].Kind != TokenKind.Word || !char.IsUpper(note.Text[note.Tokens[word].Start]) || DateReader.MonthOf(note.Tokens[word].Folded) is not { } month) return null;
        if (note.Tokens[number] is not { Kind: TokenKind.Number, Folded.Length: <= 2 } || !int.TryParse(note.Tokens[number].Folded, NumberStyles.None, CultureInfo.InvariantCulture, out var day)) return null;
        return Enumerable.Range(written.Year - 1, 3).Select(year => PartialDate.TryCreate(year, month, day)).OfType<PartialDate>().OrderBy(date => Math.Abs(date.Earliest.DayNumber - written.Earliest.DayNumber)).Select(date => (PartialDate?)date).FirstOrDefault();
    }

    // A bracket with its own amount speaks of another phase; its dates are not this dose's.
    private static int? ClosedWithAmount(Note note, int open, int segment)
    {
        var amount = false;
        for (var at = open + 1; at < segment; at++)
        {
            if (note.Tokens[at].IsMark(')')) return amount ? at : null;
            amount |= note.Tokens[at].Kind == TokenKind.Number && at + 1 < segment && note.Tokens[at + 1].Folded is "mg" or "mcg" or "g" or "unit";
        }

        return null;
    }

    private static HashSet<string> Folded(params string[] words) => new(words.SelectMany(Tokenizer.Words), StringComparer.Ordinal);
}
