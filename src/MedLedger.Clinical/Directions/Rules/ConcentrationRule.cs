namespace MedLedger.Clinical.Directions.Rules;

/// <summary>What a stroke behind a unit means: 10 mg/5 mL, 100 mcg/actuation, 25 mcg/h, 9.5 mg/24 h, 125 mL/h, 4 mmol/L.</summary>
internal static class ConcentrationRule
{
    public static int? Read(DirectionText text, Amount amount, string unit, int slash, DirectionDraft draft)
    {
        if (text.Word(slash) is not ("/" or "per" or "pro" or "in") || !text.Has(slash + 1)) return null;
        if (text.Word(slash) == "in" && text.Number(slash + 1) is null) return null;
        var at = slash + 1;
        var number = text.Number(at);
        if (number is { } many) at = many.End;
        // A laboratory's unit is no direction.
        if (text.Word(at) is "l" or "dl") return at + 1;
        var value = Numerals.Text(amount.Value);
        if (text.Of(PartKind.Unit, at) is ("mL" or "g" or "mg", var volume))
        {
            if (text.Word(slash) == "in") return null;
            var divisor = number is { } divided && divided.Value != 1 ? Numerals.Text(divided.Value) + " " : "";
            draft.AddStrength(amount.First, volume, $"{value} {unit}/{divisor}{(text.Of(PartKind.Unit, at)!.Value.Value == "mL" ? "ml" : text.Word(at))}");
            // Nobody makes a concentration per 0.4 mL: that much stands in one syringe. A pen of 1.5 or 2.4 mL holds many doses.
            if (number is { Value: < 1 }) draft.Content ??= amount with { End = volume, Unit = unit };
            return volume;
        }

        if (text.Word(at) == "kg") return at + 1;
        if (number is null && (text.Of(PartKind.Form, at) is { } form || text.Word(at) is "dose" or "act" or "inh" or "metered" or "dosi"))
        {
            var end = text.Of(PartKind.Form, at)?.End ?? at + 1;
            draft.AddStrength(amount.First, end, $"{value} {unit}");
            if (text.Of(PartKind.Form, at) is { } piece && piece.Value is "puff" or "spray") draft.Form = draft.Form is null or "inhaler" ? piece.Value : draft.Form;
            return end;
        }

        if (text.Of(PartKind.Period, at) is not var (period, behind)) return null;
        return Rate(text, amount, unit, (period, behind, number?.Value), draft);
    }

    private static int Rate(DirectionText text, Amount amount, string unit, (string Period, int End, decimal? Number) over, DirectionDraft draft)
    {
        var hours = over.Period == "h" ? over.Number ?? 1 : over.Period == "d" ? 24 * (over.Number ?? 1) : 0;
        if (hours == 0) return over.End;
        if (Enumerable.Range(draft.From, text.To - draft.From).Any(at => text.Of(PartKind.Form, at) is ("patch", _)))
        {
            draft.AddStrength(amount.First, over.End, $"{Numerals.Text(amount.Value)} {unit}/{(hours == 1 ? "h" : $"{Numerals.Text(hours)}h")}");
            draft.Form ??= "patch";
            return over.End;
        }

        if (hours == 1) draft.AddMass(amount with { End = over.End, Unit = $"{(unit == "mL" ? "ml" : unit)}/h" }, replaces: false);
        else
        {
            // "10 mg/day" is ten milligrams once a day, as far as it says; "20 mg/12 h", as Spanish letters write, every twelve hours.
            draft.AddMass(amount with { End = over.End, Unit = unit }, replaces: false);
            draft.AddFrequency(new(hours is 4 or 6 or 8 or 12 ? 24 / hours : 1, null, amount.End, over.End, null), replaces: false);
        }

        return over.End;
    }
}
