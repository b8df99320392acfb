using System.Globalization;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>A day beside a value, whole ("13/01/2024") or without its year ("29/11", "2-Jul", "Feb 5", "02.04."): the year is the document's.</summary>
internal static class ShortDates
{
    // A course that is written down lasts weeks rather than half a year.
    private const int MostAhead = 90;

    /// <summary>The day that stands at a token and where it ends. The day is null where nothing proves which number is the month, or where the document has no date. Where <paramref name="dotted"/>, "02.04." is a day, too; elsewhere it may be a value that ends a sentence.</summary>
    public static (PartialDate? Date, int End)? At(Note note, int at, int limit, bool dotted = false, bool? dayFirst = null)
    {
        if (at >= limit) return null;
        if (note.Tokens[at].Kind == TokenKind.Date) return (note.DateAt(at), at + 1);
        if (Parts(note, at, limit, dotted) is not var (first, second, month, end)) return null;
        if (month is { } named) return (note.Tokens[at].Kind == TokenKind.Word && MayBeYear(note, first) ? InMonth(note, named, first) : InYear(note, named, first), end);
        if (first == second || first > 12) return (InYear(note, second, first), end);
        if (second > 12) return (InYear(note, first, second), end);
        return (note.DayFirst ?? dayFirst) is { } order ? (order ? InYear(note, second, first) : InYear(note, first, second), end) : (null, end);
    }

    /// <summary>A day without its year, in the year in which it lies nearest to the document's day: when something ends may lie ahead.</summary>
    public static PartialDate? Nearest(Note note, int at, int limit) => Nearest(note, at, limit, out _);

    public static PartialDate? Nearest(Note note, int at, int limit, out int behind)
    {
        behind = at;
        if (note.Date is not { Day: not null } written || at >= limit || Parts(note, at, limit, dotted: true) is not var (first, second, month, end)) return null;
        behind = end;
        if (month is { } named) return Near(named, first);
        if (first == second || first > 12) return Near(second, first);
        if (second > 12) return Near(first, second);
        if (note.DayFirst is { } order) return order ? Near(second, first) : Near(first, second);
        // Nothing proves which is the month: the one reading that lies just ahead is meant.
        var ahead = new[] { Near(second, first), Near(first, second) }.Where(day => day is { } some && some.Earliest.DayNumber - written.Earliest.DayNumber is >= 0 and <= MostAhead).ToList();
        return ahead.Count == 1 ? ahead[0] : null;

        PartialDate? Near(int inMonth, int day) => Enumerable.Range(written.Year - 1, 3).Select(year => PartialDate.TryCreate(year, inMonth, day)).OfType<PartialDate>().OrderBy(some => Math.Abs(some.Earliest.DayNumber - written.Earliest.DayNumber)).Select(some => (PartialDate?)some).FirstOrDefault();
    }

    /// <summary>A month that stands alone ("(mayo)", "in Oct"): of the document's year, or the one before.</summary>
    public static PartialDate? MonthAt(Note note, int at)
    {
        if (note.Tokens[at].Kind != TokenKind.Word || note.Date is not { } written || Month(note, at) is not { } month) return null;
        var said = new PartialDate(written.Year, month);
        return said.Earliest > written.Latest ? new PartialDate(written.Year - 1, month) : said;
    }

    /// <summary>Whether two numbers that stand for a day prove which of them is the month.</summary>
    public static bool? Proves(Note note, int at, int limit) =>
        Parts(note, at, limit, dotted: false) is (var first, var second, null, _) && (first > 12 || second > 12) ? first > 12 : null;

    /// <summary>A day without its year as a number that grows with the calendar, to tell which of two is the later.</summary>
    public static int? InAnyYear(Note note, int at, int limit, bool? dayFirst)
    {
        if (Parts(note, at, limit, dotted: true) is not var (first, second, month, _)) return null;
        if (month is { } named) return (named * 31) + first;
        return first > 12 || (second <= 12 && (note.DayFirst ?? dayFirst ?? true)) ? (second * 31) + first : (first * 31) + second;
    }

    private static (int First, int Second, int? Month, int End)? Parts(Note note, int at, int limit, bool dotted)
    {
        var tokens = note.Tokens;
        if (at + 1 >= limit || tokens[at + 1].Line != tokens[at].Line) return null;
        if (tokens[at].Kind == TokenKind.Word && char.IsUpper(note.Text[tokens[at].Start]) && DateReader.MonthOf(tokens[at].Folded) is { } opening)
            return Day(tokens[at + 1]) is { } dayBehind && !Counts(tokens, at + 2, limit) ? (dayBehind, 0, opening, at + 2) : null;
        if (dotted && Dotted(tokens, at, limit) is { } day) return day;
        if (Day(tokens[at]) is not { } number) return null;
        var next = at + 1;
        if (tokens[next].Kind == TokenKind.Word) return Month(note, next) is { } behind ? (number, 0, behind, next + 1) : null;
        if (next + 1 >= limit || tokens[next].Start != tokens[at].End || tokens[next + 1].Start != tokens[next].End) return null;
        if (tokens[next].Folded is "-" or "/" && tokens[next + 1].Kind == TokenKind.Word) return Month(note, next + 1) is { } joined ? (number, 0, joined, next + 2) : null;
        return tokens[next].IsMark('/') && Day(tokens[next + 1]) is { } other && Math.Min(number, other) <= 12 && !Glued(tokens, next + 1, limit, '/') ? (number, other, null, next + 2) : null;
    }

    // "Hb 12 may fall": in small letters the month is a verb.
    private static int? Month(Note note, int at) =>
        note.Tokens[at].Folded is "may" or "mar" or "mai" && !char.IsUpper(note.Text[note.Tokens[at].Start]) && note.Text[note.Tokens[at].Start - 1] == ' ' ? null : DateReader.MonthOf(note.Tokens[at].Folded);

    // "02.04." is one number and a full stop.
    private static (int, int, int?, int)? Dotted(IReadOnlyList<Token> tokens, int at, int limit)
    {
        var parts = tokens[at].Folded.Split('.');
        return tokens[at].Kind == TokenKind.Number && parts.Length == 2 && Glued(tokens, at, limit, '.')
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var day) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && day is >= 1 and <= 31 && month is >= 1 and <= 12
            ? (day, 0, month, at + 2) : null;
    }

    // "Mar 2.5" is no day of March, "Feb 5 mg" no day of February.
    private static bool Counts(IReadOnlyList<Token> tokens, int at, int limit) =>
        at < limit && tokens[at].Line == tokens[at - 1].Line && (tokens[at].IsMark('%') || tokens[at].Folded is "mg" or "mcg" or "g" or "ml" or "unit" or "kg" or "mmol");

    private static bool Glued(IReadOnlyList<Token> tokens, int at, int limit, char mark) => at + 1 < limit && tokens[at + 1].IsMark(mark) && tokens[at + 1].Start == tokens[at].End;

    private static int? Day(Token token) =>
        token is { Kind: TokenKind.Number, Folded.Length: <= 2 } && int.TryParse(token.Folded, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31 ? day : null;

    // "May 25" in a letter of 2025 is a month or a day of it.
    private static bool MayBeYear(Note note, int number) => note.Date is { } written && number <= written.Year % 100 && number >= (written.Year % 100) - 2;

    private static PartialDate? InMonth(Note note, int month, int number) =>
        InYear(note, month, number) is { } day && day.Year % 100 == number ? new PartialDate(day.Year, month) : null;

    // A day that would lie behind the document was in the year before.
    private static PartialDate? InYear(Note note, int month, int day)
    {
        if (note.Date is not { } written) return null;
        var said = PartialDate.TryCreate(written.Year, month, day);
        return said is { } sure && sure.Earliest <= written.Latest ? said : PartialDate.TryCreate(written.Year - 1, month, day);
    }
}
