using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Lines;

/// <summary>Decides what of a line's parts is strength, dose, route and frequency; unlike a record's line it keeps ranges and different doses in a day.</summary>
internal static class DirectionLineAssembly
{
    public static DirectionLine Assemble(string name, DirectionDraft draft, DirectionWords words, string? doubt)
    {
        var open = draft.Tapers || draft.SlidingScale;
        var (times, upper, contradicts) = draft.Often();
        if (draft.Split() is { } split) times = split.Count;
        else if (draft.Schedule is { } schedule) times = schedule.Count(count => count > 0);
        var (value, unit) = open ? (null, null) : Dose(draft);
        return new()
        {
            Name = name,
            Strength = Strength(draft),
            DoseValue = value,
            DoseUnit = unit,
            Route = Route(name, draft, words),
            PerDay = open || times is null ? null : Numerals.Text(times.Value) + (upper is { } most ? "-" + Numerals.Text(most) : ""),
            AsNeeded = draft.AsNeeded,
            AsNeededFor = draft.AsNeededFor,
            Most = draft.Most,
            Duration = open ? null : draft.Duration,
            Tapers = draft.Tapers,
            SlidingScale = draft.SlidingScale,
            Unsure = doubt ?? (open ? null : contradicts ? "more than one frequency is written" : value is null && draft.Masses.Count > 1 ? "more than one amount is written" : null),
        };
    }

    private static string? Strength(DirectionDraft draft)
    {
        if (draft.Strengths.Count > 0) return draft.Strengths[0].Text;
        if (draft.Masses.Count == 0 || draft.Masses[0].Unit.Contains('/', StringComparison.Ordinal)) return null;
        var beside = draft.Counts.Count > 0 || draft.Schedule is not null && draft.ScheduleUnit != "unit" || draft.FormsAt.Count > 0 && draft.Form is "tablet" or "capsule" or "patch" or "sachet" or "suppository" or "film" or "lozenge" or "pessary" or "injection";
        if (!beside) return null;
        var product = draft.Masses.FindIndex(mass => draft.FormsAt.Contains(mass.End));
        var mass = draft.Masses[Math.Max(0, product)];
        // Eight units are a dose; a pen's strength is told per millilitre.
        if (mass.Unit == "unit" && draft.Form is not ("tablet" or "capsule")) return null;
        return mass.Upper is null ? $"{mass.Number} {mass.Unit}" : null;
    }

    private static (string? Value, string? Unit) Dose(DirectionDraft draft)
    {
        var form = draft.Form is null or "inhaler" or "solution" or "cream" ? null : draft.Form;
        if (draft.Split() is { } parts)
            return parts.Select(part => part.Value).Distinct().Count() == 1
                ? (parts[0].Number, UnitOf(parts[0], form, draft.Route))
                : (string.Join('+', parts.Select(part => part.Number)), UnitOf(parts[0], form, draft.Route));
        if (draft.Schedule is { } schedule)
        {
            var given = schedule.Where(count => count > 0).ToList();
            var values = given.Distinct().Count() == 1 ? Numerals.Text(given[0]) : string.Join('+', given.Select(Numerals.Text));
            return (values, draft.ScheduleUnit ?? form ?? "tablet");
        }

        if (draft.Counts.Count > 0)
        {
            var distinct = draft.Counts.Select(count => (count.Value, count.Upper)).Distinct().Count();
            return distinct > 1 && draft.Counts[0].Unit == draft.Counts[1].Unit ? (null, null) : (draft.Counts[0].Number, UnitOf(draft.Counts[0], form, draft.Route));
        }

        if (draft.Masses.Count == 0 && draft.Content is { } content) return (content.Number, Unit(content.Unit));
        if (draft.Masses.Count == 0)
            return draft.Form switch
            {
                "patch" => ("1", "patch"),
                "cream" or "application" => ("1", "application"),
                "suppository" or "pessary" => ("1", draft.Form),
                _ => (null, null),
            };
        if (draft.Masses.Select(mass => (mass.Value, mass.Upper, mass.Unit)).Distinct().Count() == 1) return (draft.Masses[0].Number, Unit(draft.Masses[0].Unit));
        var product = draft.Masses.FindIndex(mass => draft.FormsAt.Contains(mass.End));
        if (draft.Masses.Count == 2 && product >= 0) return (draft.Masses[1 - product].Number, Unit(draft.Masses[1 - product].Unit));
        return (null, null);
    }

    private static string? UnitOf(Amount amount, string? form, string? route) => amount.Unit.Length > 0 ? Unit(amount.Unit) : form ?? (route is null or "oral" ? "tablet" : null);

    private static string Unit(string unit) => unit == "mL" ? "ml" : unit == "mEq" ? "meq" : unit;

    private static string? Route(string name, DirectionDraft draft, DirectionWords words)
    {
        var drug = Tokenizer.Words(name);
        // Where a patch is stuck ("behind the ear") is no route.
        if (draft.Form == "patch") return "transdermal";
        if (draft.Route is not null) return draft.Route;
        if (draft.Form == "drop" && drug.Any(words.EyeDrugs.Contains)) return "ophthalmic";
        if (draft.Form == "spray" && drug.Any(words.NoseDrugs.Contains)) return "nasal";
        return DirectionAssembly.RouteOfForm(draft.Form) ?? (draft.Form == "sachet" ? "oral" : null);
    }
}
