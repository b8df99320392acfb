using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions.Rules;

/// <summary>"3 times a day", "2x tägl.", "x 3/j", "twice a week", "3-4 x/d", "trois fois par jour": so many times in a day, week, month or year.</summary>
internal sealed class TimesRule : IDirectionRule
{
    private const decimal MostPieces = 8;

    private static readonly Regex GluedCount = new(@"^x(\d{1,2})$", RegexOptions.NonBacktracking);

    public int? Read(DirectionText text, int at, DirectionDraft draft)
    {
        if (Product(text, at, draft) is { } product) return product;
        if (EachTime(text, at, draft) is { } each) return each;
        // "1 cp die": the Italian day, where nothing but a direction is written.
        if (draft.WholeLine && text.Word(at) == "die" && draft.Counts.Count + draft.Masses.Count > 0 && draft.Frequencies.Count == 0)
        {
            draft.AddFrequency(new(1, null, at, at + 1, null), replaces: false);
            return at + 1;
        }

        if (Adverb(text, at) is not { } times && Counted(text, at) is not { } && Marked(text, at) is not { }) return null;
        var said = Adverb(text, at) ?? Counted(text, at) ?? Marked(text, at)!.Value;
        if (PeriodAt(text, said.End) is not var (days, end)) return null;
        var replaces = at > 0 && text.Word(at - 1) is "to" or "->" or "now";
        draft.AddFrequency(new(Per(said.Value, days), said.Upper is { } upper ? Per(upper, days) : null, at, end, null), replaces);
        return end;
    }

    // "2x1": twice a day one.
    private static int? Product(DirectionText text, int at, DirectionDraft draft)
    {
        if (!draft.HasProduct || !text.Touch(at + 1) || GluedCount.Match(text.Word(at + 1)) is not { Success: true } count || text.Number(at) is not { } times || times.End != at + 1 || times.Value > 6) return null;
        if (text.Of(PartKind.Period, at + 2) is not null || text.Of(PartKind.Unit, at + 2) is not null) return null;
        draft.AddCount(new(at + 1, at + 2, decimal.Parse(count.Groups[1].Value, CultureInfo.InvariantCulture), null, ""), replaces: false);
        draft.AddFrequency(new(times.Value, null, at, at + 2, null), replaces: false);
        return at + 2;
    }

    // "4 x 30 Tr.": four times a day thirty drops, where no other frequency follows the form.
    private static int? EachTime(DirectionText text, int at, DirectionDraft draft)
    {
        if (text.Number(at) is not { } times || times.Value is < 1 or > 6 || times.Value != decimal.Truncate(times.Value) || text.Word(times.End) is not ("x" or "×")) return null;
        if (text.Number(times.End + 1) is not { } each || text.Of(PartKind.Form, each.End) is not { } form) return null;
        // "1 x 28 capsules" is a pack; nobody swallows so many at a time, though thirty drops are.
        if (each.Value > MostPieces && form.Value is "tablet" or "capsule" or "puff" or "patch" or "suppository") return form.End;
        if (draft.Frequencies.Count > 0) return null;
        if (Enumerable.Range(form.End, text.To - form.End).Any(behind => text.Of(PartKind.Frequency, behind) is not null || text.Of(PartKind.Slot, behind) is not null || text.Of(PartKind.Every, behind) is not null || text.Of(PartKind.Period, behind) is not null)) return null;
        draft.AddFrequency(new(times.Value, null, at, times.End + 1, null), replaces: false);
        return times.End + 1;
    }

    public static decimal Per(decimal times, decimal days) => decimal.Round(times / days, 6);

    /// <summary>The days of "a day", "/week", "daily", "pro Tag" at <paramref name="at"/>.</summary>
    public static (decimal Days, int End)? PeriodAt(DirectionText text, int at)
    {
        if (!text.Has(at)) return null;
        var end = at;
        while (text.Has(end) && end < at + 2 && text.Word(end) is "a" or "an" or "per" or "/" or "each" or "every" or "pro" or "par" or "al" or "am" or "in" or "por" or "the" or "à" or "im" or "la" or "-") end++;
        if (text.Word(end) is "x/d" or "x/j" or "dd") return (1, end + 1);
        if (text.Word(end) is ['x', _, ..] glued && text.Touch(end) && text.Words.Period(glued[1..]) is "d") return (1, end + 1);
        if (text.Of(PartKind.Period, end) is not { } period) return null;
        // "4 times in 24 hours" is a day.
        if (period.Value == "h") return null;
        return (Days(period.Value), period.End);
    }

    public static decimal Days(string unit) => unit switch { "h" => 1m / 24, "min" => 1m / 1440, "wk" => 7, "mo" => 30, "a" => 365, _ => 1 };

    // once, twice, thrice
    private static (decimal Value, decimal? Upper, int End)? Adverb(DirectionText text, int at) =>
        text.Of(PartKind.Adverb, at) is { } adverb ? (decimal.Parse(adverb.Value, CultureInfo.InvariantCulture), null, adverb.End) : null;

    // "3 times", "2x", "1-2 x", "4/d"
    private static (decimal Value, decimal? Upper, int End)? Counted(DirectionText text, int at)
    {
        if (text.Number(at) is not { } number || number.Value is 0 or > 24 || number.Value != decimal.Truncate(number.Value)) return null;
        decimal? upper = null;
        var end = number.End;
        if (text.Word(end) is "-" or "to" or "bis" or "or" or "à" && text.Number(end + 1) is { } second && second.Value > number.Value) (upper, end) = (second.Value, second.End);
        // "3x/d" and the Dutch "2 dd" carry their period.
        if (text.Word(end) is "x/d" or "x/j" or "dd") return (number.Value, upper, end);
        if (text.Of(PartKind.Times, end) is { } times) return (number.Value, upper, times.End);
        // "1xtgl", "2xd"
        if (text.Word(end) is ['x', _, ..] glued && text.Touch(end) && text.Words.Period(glued[1..]) is "d") return (number.Value, upper, end);
        // "3/j", "2/24h": the stroke stands for the word.
        return text.Word(end) == "/" && text.Touch(end) && text.Has(end + 1) && text.Tokens[end + 1].Kind == TokenKind.Word && text.Of(PartKind.Period, end + 1) is not null ? (number.Value, upper, end) : null;
    }

    // "x 3/j", "x3/j", "x 2 al dì"
    private static (decimal Value, decimal? Upper, int End)? Marked(DirectionText text, int at)
    {
        if (text.Word(at) is "x" or "×" && text.Number(at + 1) is { } number && number.Value <= 24 && text.Word(number.End) is "/" or "al" or "par" or "per" or "pro" or "a") return (number.Value, null, number.End);
        if (GluedCount.Match(text.Word(at)) is { Success: true } glued && text.Word(at + 1) is "/" or "al" or "par" or "per" or "pro" or "a" or "daily") return (decimal.Parse(glued.Groups[1].Value, CultureInfo.InvariantCulture), null, at + 1);
        return null;
    }
}
