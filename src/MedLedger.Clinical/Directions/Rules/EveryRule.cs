using System.Globalization;
using System.Text.RegularExpressions;

namespace MedLedger.Clinical.Directions.Rules;

/// <summary>"every 8 hours", q8h, q4-6h, "8 hourly", "alle 12 Stunden", "cada 8 h", "every other day", "q72h", "/12 h".</summary>
internal sealed class EveryRule : IDirectionRule
{
    private const decimal MostADay = 24;

    private static readonly Regex Glued = new(@"^q(\d{1,3})([a-z]*)$", RegexOptions.NonBacktracking);

    public int? Read(DirectionText text, int at, DirectionDraft draft)
    {
        if ((GluedInterval(text, at) ?? Worded(text, at) ?? Hourly(text, at) ?? Stroke(text, at, draft)) is not var (length, longer, unit, end)) return null;
        var days = TimesRule.Days(unit);
        var often = TimesRule.Per(1, length * days);
        draft.Saw(at, end);
        // "every 5 minutes" is how fast it may be repeated, not how often a day.
        if (often > MostADay || length == 0) return end;
        var replaces = at > 0 && text.Word(at - 1) is "to" or "->" or "now";
        draft.AddFrequency(longer is { } upper ? new(TimesRule.Per(1, upper * days), often, at, end, null) : new(often, null, at, end, null), replaces);
        return end;
    }

    // q8h, q12, q4-6h, q2wk
    private static (decimal, decimal?, string, int)? GluedInterval(DirectionText text, int at)
    {
        if (Glued.Match(text.Word(at)) is not { Success: true } match) return null;
        var length = decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        var unit = match.Groups[2].Value;
        var end = at + 1;
        decimal? longer = null;
        if (unit.Length == 0 && text.Word(end) is "-" or "to" && text.Number(end + 1) is { } second && second.Value > length) (longer, end) = (second.Value, second.End);
        if (unit.Length > 0) return text.Words.Period(unit) is { } known ? (length, longer, known, end) : null;
        if (text.Of(PartKind.Period, end) is { } period && text.Word(end) is not ("daily" or "a")) return (length, longer, period.Value, period.End);
        // A bare q6, q8, q12 or q24 means hours.
        return length is 2 or 3 or 4 or 6 or 8 or 12 or 24 or 48 or 72 ? (length, longer, "h", end) : null;
    }

    private static (decimal, decimal?, string, int)? Worded(DirectionText text, int at)
    {
        if (text.Of(PartKind.Every, at) is not var (_, end)) return null;
        if (text.Word(end) is "other" or "second" or "2nd" or "zweiten" or "deux" && text.Of(PartKind.Period, end + 1) is { } second) return (2, null, second.Value, second.End);
        if (text.Word(end) is "third" or "3rd" or "dritten" && text.Of(PartKind.Period, end + 1) is { } third) return (3, null, third.Value, third.End);
        if (text.Number(end) is { } number)
        {
            decimal? longer = null;
            end = number.End;
            if (text.Word(end) is "-" or "to" or "bis" or "à" or "or" or "a" && text.Number(end + 1) is { } upper && upper.Value > number.Value) (longer, end) = (upper.Value, upper.End);
            if (text.Word(end) == "-") end++;
            if (text.Of(PartKind.Period, end) is { } counted) return (number.Value, longer, counted.Value, counted.End);
            return text.Word(at) == "q" && number.Value is 2 or 3 or 4 or 6 or 8 or 12 or 24 ? (number.Value, longer, "h", end) : null;
        }

        return text.Of(PartKind.Period, end) is { } period && text.Word(end) != "a" && text.Word(at) is not ("om" or "de") ? (1, null, period.Value, period.End) : null;
    }

    // "8 hourly", "4-6 hourly"
    private static (decimal, decimal?, string, int)? Hourly(DirectionText text, int at)
    {
        if (text.Number(at) is not { } number) return null;
        var end = number.End;
        decimal? longer = null;
        if (text.Word(end) is "-" or "to" && text.Number(end + 1) is { } upper && upper.Value > number.Value) (longer, end) = (upper.Value, upper.End);
        if (text.Word(end) == "-") end++;
        // "7-day patch", "72 hour patch"
        if (text.Of(PartKind.Period, end) is ("d" or "h", var named) && text.Word(named) is "patch" or "patches" && number.Value > 1) return (number.Value, longer, text.Of(PartKind.Period, end)!.Value.Value, named);
        // "12-weekly", "3 monthly": British injections.
        if (text.Word(end) is "weekly" or "monthly" && number.Value is >= 2 and <= 26) return (number.Value, longer, text.Word(end) == "weekly" ? "wk" : "mo", end + 1);
        return text.Word(end) is "hourly" or "hrly" or "stundlich" or "std" && number.Value > 0 ? (number.Value, longer, "h", end + 1) : null;
    }

    // "1 comp/12 h", "c/8h"
    private static (decimal, decimal?, string, int)? Stroke(DirectionText text, int at, DirectionDraft draft) =>
        text.Word(at) == "/" && draft.Counts.Count > 0 && text.Of(PartKind.Period, at + 1) is ("d" or "wk", _) ? (1, null, text.Of(PartKind.Period, at + 1)!.Value.Value, text.Of(PartKind.Period, at + 1)!.Value.End)
        : text.Word(at) == "/" && text.Number(at + 1) is { } number && number.Value is 4 or 6 or 8 or 12 or 24 or 48 or 72 && text.Of(PartKind.Period, number.End) is ("h", var end) ? (number.Value, null, "h", end) : null;
}
