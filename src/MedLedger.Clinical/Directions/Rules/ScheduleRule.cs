using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions.Rules;

/// <summary>1-0-1, 1-0-0-½, 8-6-8 IE, T+0+T: morning, noon, evening, night.</summary>
internal sealed class ScheduleRule : IDirectionRule
{
    private const decimal MostUnits = 99;
    private const decimal MostTablets = 9;

    public int? Read(DirectionText text, int at, DirectionDraft draft)
    {
        var counts = new List<decimal>();
        int end = at;
        var sign = "";
        var inUnits = false;
        while (text.Has(end) && Cell(text, end) is { } cell)
        {
            counts.Add(cell.Value);
            end = cell.End;
            // "22 U - 0 - 14 U", "18 U BBF - 0 - 10 U before dinner": each amount has its own unit, and perhaps its meal.
            if (text.Of(PartKind.Unit, end) is ("unit", var counted) && counts.Count < 4)
            {
                inUnits = true;
                end = counted;
                if (AtMeal(text, end) is { } meal) end = meal;
            }

            var mark = text.Word(end);
            if (counts.Count == 4 || !text.Has(end + 1) || mark is not ("-" or "+") || (sign.Length > 0 && mark != sign) || text.Tokens[end].Start > text.Tokens[end - 1].End + 1) break;
            (sign, end) = (mark, end + 1);
        }

        if (counts.Count is not (3 or 4) || counts.All(count => count == 0)) return null;
        var unit = inUnits ? ("unit", end) : text.Of(PartKind.Unit, end) is ("unit", var behind) ? ("unit", behind) : text.Of(PartKind.Form, end);
        if (counts.Max() > (unit?.Value == "unit" ? MostUnits : MostTablets)) return null;
        draft.AddSchedule(at, unit?.End ?? end, counts);
        draft.ScheduleUnit = unit?.Value;
        return unit?.End ?? end;
    }

    // Only where the next time of the day follows: "BBF -", "before breakfast -".
    private static int? AtMeal(DirectionText text, int at)
    {
        for (var end = at + 1; end <= at + 3 && text.Has(end); end++)
            if (text.Word(end) is "-" or "+" && text.Tokens[at].Kind == TokenKind.Word) return end;
        return null;
    }

    private static (decimal Value, int End)? Cell(DirectionText text, int at)
    {
        if (text.Tokens[at].Folded is "o") return (0, at + 1);
        // l and T stand for one stroke in old hospital charts.
        if (text.Tokens[at].Folded is "l" or "i" or "t") return (1, at + 1);
        if (text.Tokens[at].Folded == "½") return (0.5m, at + 1);
        if (text.Tokens[at].Kind != TokenKind.Number || text.Tokens[at].Folded.Length > 3) return null;
        if (text.Number(at) is { } number && number.Value < 1) return number;
        return Numbers.Parse(text.Tokens[at].Folded) is { } value ? (value, at + 1) : null;
    }
}
