using System.Globalization;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions.Rules;

/// <summary>"for 7 days", "x 7 days", x7d, "7-day course", 5/7, 1/52, "pendant 6 jours".</summary>
internal sealed class DurationRule : IDirectionRule
{
    private const int ConditionReach = 6;

    private static readonly HashSet<string> NoLength = new(StringComparer.Ordinal) { "ago", "old", "prior", "earlier", "before", "later", "hourly", "supply", "on", "off", "after" };

    public int? Read(DirectionText text, int at, DirectionDraft draft) => Fraction(text, text.Word(at) == "x" ? at + 1 : at, draft) ?? Glued(text, at, draft) ?? Said(text, at, draft);

    // 5/7 are five days, 2/52 two weeks, 3/12 three months; 1/2 is a half.
    private static int? Fraction(DirectionText text, int at, DirectionDraft draft)
    {
        if (!text.Has(at + 2) || text.Tokens[at].Kind != TokenKind.Number || text.Tokens[at].Folded.Length > 2 || !text.Touch(at + 1) || !text.Touch(at + 2) || text.Word(at + 1) != "/") return null;
        if (text.Word(at + 3) is "mg" or "mcg" or "ml" || text.Word(at + 3) == "/") return null;
        // "Resume 10/12", "end 5/7": a day; "D5/7" is the fifth day of seven.
        if (at > 0 && text.Word(at - 1) is "resume" or "restart" or "recommence" or "until" or "till" or "by" or "since" or "end" or "start" or "started" or "cease" or "stop" or "review" or "d" or "day") return null;
        var unit = text.Word(at + 2) switch { "7" => "d", "52" => "wk", "12" => "mo", _ => null };
        return unit is not null && int.TryParse(text.Word(at), out var length) ? Take(draft, length, unit, at, at + 3) : null;
    }

    // x7d, x10days, x7 days
    private static int? Glued(DirectionText text, int at, DirectionDraft draft)
    {
        if (text.Tokens[at].Kind != TokenKind.Word || text.Word(at) is not ['x', >= '0' and <= '9', ..] glued || glued.Length > 8) return null;
        var digits = glued[1..].TakeWhile(char.IsAsciiDigit).Count();
        var length = int.Parse(glued.AsSpan(1, digits), CultureInfo.InvariantCulture);
        if (digits == glued.Length - 1) return text.Of(PartKind.Period, at + 1) is { } period ? Take(draft, length, period.Value, at, period.End) : null;
        var unit = text.Words.Period(glued[(1 + digits)..]);
        return unit is null ? null : Take(draft, length, unit, at, at + 1);
    }

    private static int? Said(DirectionText text, int at, DirectionDraft draft)
    {
        // "x 1" alone is once; "x 1 month" is how long.
        var led = text.Of(PartKind.Lasting, at) ?? (text.Word(at) is "x" or "×" && text.Number(at + 1) is not null ? ("", at + 1) : null);
        // Only in a line of its own does a bare "7 days" say how long.
        // "0-1-0    5 DAYS": a column of its own.
        var column = led is null && at > 0 && text.Tokens[at].Start - text.Tokens[at - 1].End > 1 && text.Number(at) is { } cell && text.Of(PartKind.Period, cell.End) is var (_, close) && (!text.Has(close) || text.Tokens[close].Line != text.Tokens[at].Line || text.Word(close) is "|" or "only");
        // "Doxycycline 100 mg od 7 days": behind how often, and the last of its line.
        column |= led is null && at > 0 && draft.Frequencies.Exists(often => often.End == at) && text.Word(at - 1) is not ("every" or "q") && text.Number(at) is { } count && text.Of(PartKind.Period, count.End) is ({ } period, var last) && period is not ("h" or "min") && (!text.Has(last) || text.Tokens[last].Line != text.Tokens[at].Line || text.Word(last) is "." or "," or ";" or "then" or ")");
        // "SOS for fever, 3 days": behind the comma, and the last of its line.
        column |= led is null && at > 0 && text.Word(at - 1) == "," && (draft.AsNeeded || draft.Frequencies.Count > 0) && text.Number(at) is { } sum && text.Of(PartKind.Period, sum.End) is ({ } unitOfTime, var stop) && unitOfTime is not ("h" or "min") && (!text.Has(stop) || text.Tokens[stop].Line != text.Tokens[at].Line);
        if (led is null && !column && (!draft.WholeLine || at == 0 || text.Word(at - 1) is "every" or "q" or "/" or "-" or "day")) return null;
        if (led is null && (text.Of(PartKind.Every, at - 1) is not null || text.Word(at - 1) is "after" or "in" or "within" or "before" or "until" or "nach" or "last" or "past" or "first" or "next")) return null;
        // "For a week in March"
        if (led is { End: var article } && text.Word(article) is "a" or "an" && text.Of(PartKind.Period, article + 1) is ({ } whole, var past) && whole is not ("h" or "min") && !IsCondition(text, at)) return Take(draft, 1, whole, at, past);
        if (text.Number(led?.End ?? at) is not { } number || number.Value != decimal.Truncate(number.Value) || number.Value > 999) return null;
        if (led is null && text.Tokens[at].Kind != TokenKind.Number && number.Value < 2) return null;
        var end = number.End;
        // "7-10 days": at least the shorter.
        if (text.Word(end) is "-" or "to" && text.Number(end + 1) is { } upper && text.Of(PartKind.Period, upper.End) is not null) end = upper.End;
        // "6 mg BD x 4 doses": as many days as that takes.
        if (led is not null && text.Word(at) is "x" or "×" or "for" && text.Word(end) is "dose" or "doses" && draft.Frequencies.Count > 0 && draft.Frequencies[^1].Times is > 0 and var often)
            return Take(draft, (int)Math.Ceiling(number.Value / often), "d", at, end + 1);
        if (text.Word(end) is "-" or "more" or "further" or "additional") end++;
        if (text.Of(PartKind.Period, end) is not var (unit, behind) || unit is "h" or "min") return null;
        if (led is not null && IsCondition(text, at)) return null;
        if (NoLength.Contains(text.Word(behind)) || text.Word(end) is "daily" or "taglich" or "tgl" or "daag") return null;
        if (led is null && text.Word(behind) is "apart") return null;
        return Take(draft, (int)number.Value, unit, at, behind);
    }

    // "If no bowel motion for 2 days", "if fever for 3 days": how long something else has lasted.
    private static bool IsCondition(DirectionText text, int at)
    {
        for (var back = at - 1; back >= Math.Max(0, at - ConditionReach) && text.Tokens[back].Kind == TokenKind.Word; back--)
            if (text.Word(back) is "if" or "when" or "unless" or "wenn" or "falls" or "no" or "without") return text.Word(back + 1) is not ("needed" or "required" or "necessary" or "req" or "more");
        return false;
    }

    private static int? Take(DirectionDraft draft, int length, string unit, int at, int end)
    {
        var days = unit switch { "d" => 1, "wk" => 7, "mo" => 30, "a" => 365, _ => 0 };
        if (days == 0 || length is < 1 or > 999) return null;
        draft.Duration ??= $"{length} {unit}";
        draft.DurationDays ??= length * days;
        draft.Saw(at, end);
        return end;
    }
}
