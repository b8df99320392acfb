using System.Globalization;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Relations.History;

/// <summary>
/// A pregnancy that a text tells only by its due date: "G3 P1+1, EDD 24/10/2025". On a ward the same three letters are the expected day of
/// discharge, so that something else has to speak of a pregnancy, and the day has to lie ahead.
/// </summary>
internal static class PregnancyReader
{
    private const int Longest = 43 * 7;
    private const int Reach = 5;

    private static readonly HashSet<string> Obstetric = new(StringComparer.Ordinal)
    {
        "antenatal", "gestation", "gestational", "gravida", "gravid", "lmp", "maternity", "midwife", "midwifery", "obstetric", "obstetrics", "trimester", "fetal", "foetal", "fetus", "foetus", "booking", "primigravida", "multigravida",
    };

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal) { "partner", "wife", "daughter", "sister", "girlfriend", "mother" };

    /// <summary>Null where the text tells of none, or the pregnancy is another's.</summary>
    public static TextFinding? Read(Note note)
    {
        if (note.Date is not { } written) return null;
        for (var at = 0; at < note.Tokens.Count; at++)
        {
            if (DueWords(note, at) is not { } end || DateBehind(note, end) is not { } day || note.DateAt(day) is not { } due) continue;
            var ahead = due.Latest.DayNumber - written.Earliest.DayNumber;
            if (ahead is < 0 or > Longest || IsAnothers(note, at) || !note.Tokens.Any(token => Obstetric.Contains(token.Folded))) continue;
            return new(new ProblemFinding { Concept = new("pregnancy") { Codes = [new(CodeSystems.Icd10Cm, "Z33.1")] }, Status = ProblemStatus.Active, Certainty = ReadingCertainty.Sure }, note.Span(at, day + 1), "due date", 0.9);
        }

        return null;
    }

    /// <summary>"Until 12 weeks", "until 36/40": the day on which a pregnancy of which the text tells the due date, or the last period, is so old; null for any other length.</summary>
    public static PartialDate? DayOfWeek(Note note, int at) =>
        Week(note, at) is { } weeks && Due(note) is { } due ? PartialDate.From(due.AddDays(7 * (weeks - 40))) : null;

    /// <summary>Such a week in the papers of a pregnancy that tell neither the due date nor the last period.</summary>
    public static bool IsOpenWeek(Note note, int at) =>
        Week(note, at) is not null && Due(note) is null && note.Tokens.Any(token => Obstetric.Contains(token.Folded));

    private static int? Week(Note note, int at)
    {
        var tokens = note.Tokens;
        if (tokens[at].Kind != TokenKind.Number || !int.TryParse(tokens[at].Folded, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) || weeks is < 4 or > 42 || at + 1 >= tokens.Count) return null;
        var behind = tokens[at + 1].Folded is "week" or "weeks" or "wk" or "wks" ? at + 2 : at + 2 < tokens.Count && tokens[at + 1].IsMark('/') && tokens[at + 2].Is("40") ? at + 3 : -1;
        // "Until 6 weeks postpartum" counts from the birth.
        if (behind < 0 || behind < tokens.Count && tokens[behind].Folded is "post" or "postpartum" or "postnatal" or "postnatally" or "pp" or "after" or "from" or "following" or "old") return null;
        return weeks;
    }

    private static DateOnly? Due(Note note)
    {
        if (!note.Tokens.Any(token => Obstetric.Contains(token.Folded))) return null;
        for (var at = 0; at < note.Tokens.Count; at++)
        {
            var period = note.Tokens[at].Folded is "lmp";
            if ((period ? at + 1 : DueWords(note, at)) is { } end && DateBehind(note, end) is { } day && note.DateAt(day) is { Day: not null } date && !IsAnothers(note, at)) return period ? date.Earliest.AddDays(280) : date.Earliest;
        }

        return null;
    }

    private static int? DueWords(Note note, int at)
    {
        var tokens = note.Tokens;
        if (tokens[at].Folded is "edd" or "edc" or "eddc") return at + 1;
        if (at + 1 < tokens.Count && tokens[at].Folded == "due" && tokens[at + 1].Folded == "date") return at + 2;
        return at + 3 < tokens.Count && tokens[at].Folded is "estimated" or "expected" && tokens[at + 1].Folded == "date" && tokens[at + 2].Folded == "of" && tokens[at + 3].Folded is "delivery" or "confinement" ? at + 4 : null;
    }

    private static int? DateBehind(Note note, int from)
    {
        for (var at = from; at < Math.Min(note.Tokens.Count, from + Reach) && note.Tokens[at].Line == note.Tokens[from - 1].Line; at++)
            if (note.Tokens[at].Kind == TokenKind.Date) return at;
        return null;
    }

    private static bool IsAnothers(Note note, int at)
    {
        for (var before = at - 1; before >= 0 && note.Tokens[before].Line == note.Tokens[at].Line; before--)
            if (Others.Contains(note.Tokens[before].Folded)) return true;
        return false;
    }
}
