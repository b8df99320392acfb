using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Directions;

/// <summary>Decides what of a draft is the dose, what the strength, and what can not be told, as a record's line needs it: one dose or none.</summary>
internal static class DirectionAssembly
{
    private const int MostPieces = 4;
    private const int ColumnGap = 3;

    public static Direction ToDirection(this DirectionDraft draft, string text, IReadOnlyList<Token> tokens, int from)
    {
        if (draft.First < 0) return new(null, from, from, null, null);
        string Quote(int first, int end) => string.Join(' ', text[tokens[first].Start..tokens[end - 1].End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var (times, upper, contradicts) = draft.Often();
        var (dose, strength, doubt) = Dose(draft, tokens);
        if (draft.Split() is { } parts) times = parts.Count;
        else if (draft.Schedule is { } schedule) times = schedule.Count(count => count > 0);
        else if (draft.ByWeekday) times = null;
        else if (contradicts)
        {
            times = null;
            doubt ??= "more than one frequency is written";
        }

        if (draft.SlidingScale) (dose, times, doubt) = (null, null, null);
        // "Every 4-6 hours" leaves the number of doses open.
        if (upper is not null) times = null;
        if (doubt is not null) dose = null;
        var frequency = draft.SlidingScale ? "sliding scale"
            : draft.ByWeekday ? "by the day of the week"
            : draft.Frequencies.Count > 0 ? Quote(draft.Frequencies[0].First, draft.Frequencies[0].End)
            : draft.AsDirected ? "as directed" : null;
        var route = draft.Route ?? RouteOfForm(draft.Form);
        return new(
            new Dosing
            {
                Text = Quote(FirstNumber(draft, tokens, from, dose), draft.End).Trim(),
                Dose = dose,
                Strength = strength,
                Form = draft.Form,
                Route = route is null ? null : RouteCodes.Of(route),
                TimesPerDay = times,
                FrequencyText = frequency,
                AsNeeded = draft.AsNeeded,
                Duration = draft.Duration,
            },
            draft.First,
            draft.End,
            doubt,
            draft.DurationDays);
    }

    // "Lamictal 150 bid": the number has no unit, so it is no dose; nobody may miss it, though.
    private static int FirstNumber(DirectionDraft draft, IReadOnlyList<Token> tokens, int from, Quantity? dose) =>
        dose is null && draft.Masses.Count == 0 && draft.Counts.Count == 0 && draft.First == from + 1 && tokens[from].Kind == TokenKind.Number ? from : draft.First;

    public static string? RouteOfForm(string? form) => form switch
    {
        "tablet" or "capsule" => "oral",
        "puff" or "inhaler" or "inhalation" => "inhalation",
        "patch" => "transdermal",
        "cream" => "topical",
        "suppository" => "rectal",
        "pessary" => "vaginal",
        _ => null,
    };

    private static (Quantity? Dose, string? Strength, string? Doubt) Dose(DirectionDraft draft, IReadOnlyList<Token> tokens)
    {
        var strength = draft.Strengths.Count > 0 ? draft.Strengths[0].Text : null;
        if (draft.Split() is { } parts)
            return parts.Select(part => (part.Value, part.Unit)).Distinct().Count() == 1 ? (ToQuantity(parts[0]), strength, null) : (null, strength, "different doses in a day");
        if (draft.Schedule is { } schedule) return Scheduled(draft, schedule, strength);
        if (draft.Counts.Count > 0) return Counted(draft, strength);
        // "Warfarin 1 mg tablets, as directed": what one tablet holds, not what is taken.
        if (draft is { AsDirected: true, Masses.Count: 1, Frequencies.Count: 0, Form: "tablet" or "capsule" } && draft.FormsAt.Contains(draft.Masses[0].End)) return (null, strength ?? Text(draft.Masses[0]), null);
        if (draft.Masses.Count == 0) return (draft.Content is { } content ? ToQuantity(content) : null, strength, null);
        // The amounts of a combination are what one piece of it holds.
        if (draft is { Combination: true, WholeLine: false }) return (null, strength ?? Text(draft.Masses[0]), null);
        var distinct = draft.Masses.Select(mass => (mass.Value, mass.Unit)).Distinct().Count();
        if (distinct == 1) return (draft.Masses[0].Upper is null ? ToQuantity(draft.Masses[0]) : null, strength, null);
        var product = draft.Masses.FindIndex(mass => draft.FormsAt.Contains(mass.End));
        if (product < 0 && IsOfTheNextColumn(draft.Masses, tokens)) product = 0;
        return draft.Masses.Count == 2 && product >= 0
            ? (ToQuantity(draft.Masses[1 - product]), strength ?? Text(draft.Masses[product]), null)
            : (null, strength, draft.ByWeekday ? "different doses in a week" : "more than one amount is written");
    }

    // "Sevelamer carbonate 800 mg        1600 mg PO three times daily": the column of the names says what one tablet holds.
    private static bool IsOfTheNextColumn(List<Amount> masses, IReadOnlyList<Token> tokens) =>
        masses is [var one, var taken] && one.Unit == taken.Unit && one is { Upper: null, Value: > 0 } && taken.Upper is null && taken.Value % one.Value == 0 && taken.Value / one.Value <= MostPieces
        && one.End == taken.First && tokens[one.End].Line == tokens[one.First].Line && tokens[taken.First].Start - tokens[one.End - 1].End >= ColumnGap;

    private static (Quantity?, string?, string?) Scheduled(DirectionDraft draft, List<decimal> schedule, string? strength)
    {
        var given = schedule.Where(count => count > 0).Distinct().ToList();
        if (draft.Masses.Count > 0) strength ??= Text(draft.Masses[0]);
        if (given.Count > 1) return (null, strength, "different doses in a day");
        if (draft.ScheduleUnit == "unit") return (new Quantity(given[0], "unit") { Ucum = "[iU]" }, strength, null);
        // One unit of the product is its strength; more are counted, never multiplied.
        if (given[0] == 1 && draft.Masses.Count == 1) return (ToQuantity(draft.Masses[0]), strength, null);
        return (new(given[0], draft.Form is null or "inhaler" ? "tablet" : draft.Form), strength, null);
    }

    private static (Quantity?, string?, string?) Counted(DirectionDraft draft, string? strength)
    {
        var count = draft.Counts[0];
        if (draft.Masses.Count > 0) strength ??= Text(draft.Masses[0]);
        if (draft.Counts.Select(other => (other.Value, other.Unit)).Distinct().Count() > 1) return (null, strength, draft.ByWeekday ? "different doses in a week" : "more than one amount is written");
        if (count.Upper is not null) return (null, strength, null);
        if (count.Unit.Length == 0) count = count with { Unit = draft.Form is { } form and not "inhaler" ? form : "" };
        if (count.Value == 1 && draft is { Masses.Count: 1, Combination: false } && count.Unit is "tablet" or "capsule" or "") return (ToQuantity(draft.Masses[0]), strength, null);
        return (count.Unit.Length == 0 ? null : ToQuantity(count), strength, null);
    }

    private static Quantity ToQuantity(Amount part) => new(part.Value, part.Unit)
    {
        Ucum = part.Unit switch { "mcg" => "ug", "mg" or "g" or "mL" or "kg" or "ng" or "mmol" => part.Unit, "mEq" => "meq", "unit" => "[iU]", _ => null },
    };

    private static string Text(Amount part) => $"{Numerals.Text(part.Value)} {part.Unit}";
}
