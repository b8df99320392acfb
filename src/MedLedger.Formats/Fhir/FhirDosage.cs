using MedLedger.Domain.Findings;

namespace MedLedger.Formats.Fhir;

/// <summary>A FHIR R4 Dosage as the domain's dosing; what is not stated stays null.</summary>
public static class FhirDosage
{
    private static readonly Dictionary<string, decimal> TimingCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["QD"] = 1,
        ["BID"] = 2,
        ["TID"] = 3,
        ["QID"] = 4,
        ["AM"] = 1,
        ["PM"] = 1,
        ["BED"] = 1,
        ["HS"] = 1,
        ["QHS"] = 1,
        ["Q1H"] = 24,
        ["Q2H"] = 12,
        ["Q3H"] = 8,
        ["Q4H"] = 6,
        ["Q6H"] = 4,
        ["Q8H"] = 3,
        ["Q12H"] = 2,
        ["Q24H"] = 1,
        ["QOD"] = 0.5m,
        ["WK"] = 1m / 7,
        ["MO"] = 1m / 30,
    };

    private static readonly Dictionary<string, decimal> UnitsInDay = new(StringComparer.Ordinal)
    {
        ["s"] = 86400,
        ["min"] = 1440,
        ["h"] = 24,
        ["d"] = 1,
        ["wk"] = 1m / 7,
        ["mo"] = 1m / 30,
        ["a"] = 1m / 365,
    };

    private static readonly HashSet<string> Measures = new(StringComparer.OrdinalIgnoreCase) { "mL", "L", "g", "mg", "h", "d", "hour", "day", "dose", "actuation", "spray", "puff", "milliliter" };

    /// <summary>One dosing for one or more Dosage elements; several are kept as words only, because their parts may not be added up.</summary>
    public static Dosing? Read(IReadOnlyList<FhirElement> dosages)
    {
        if (dosages.Count == 0) return null;
        if (dosages.Count > 1)
        {
            var all = dosages.Select(One).OfType<Dosing>().Select(dosing => dosing.Text).Distinct(StringComparer.Ordinal).ToList();
            return all.Count switch { 0 => null, 1 => One(dosages[0]), _ => new() { Text = string.Join("; ", all) } };
        }

        return One(dosages[0]);
    }

    private static Dosing? One(FhirElement dosage)
    {
        var dose = FhirDatatypes.Quantity(dosage.First("doseAndRate")["doseQuantity"])
            ?? FhirDatatypes.Quantity(dosage["doseQuantity"]);
        var given = dosage.First("doseAndRate").Exists ? dosage.First("doseAndRate") : dosage;
        var route = FhirDatatypes.Concept(dosage["route"]);
        var timing = dosage["timing"];
        var perDay = TimesPerDay(timing);
        // A code for "daily" beside days of the week is those days.
        var frequency = FhirTimingWords.Days(timing["repeat"]) ?? timing["code"].Text("text") ?? FhirTimingWords.Of(timing["repeat"]) ?? FhirDatatypes.Concept(timing["code"])?.Text;
        var asNeeded = dosage.IsTrue("asNeededBoolean") || dosage["asNeededCodeableConcept"].Exists;
        var text = dosage.Text("text") ?? Joined(dose?.Text ?? Between(given["doseRange"]), route?.Text, frequency, Rate(given), AsNeeded(dosage, asNeeded), Most(dosage)) ?? dosage.Text("patientInstruction");
        if (text is null) return null;
        return new()
        {
            Text = text,
            Dose = dose,
            Route = route,
            TimesPerDay = perDay,
            FrequencyText = frequency,
            AsNeeded = asNeeded,
            Duration = Duration(timing["repeat"]),
        };
    }

    private static decimal? TimesPerDay(FhirElement timing)
    {
        var repeat = timing["repeat"];
        if (repeat.Items("dayOfWeek").Any()) return FhirTimingWords.OnDays(repeat);
        foreach (var code in FhirDatatypes.Codes(timing["code"]))
            if (TimingCodes.TryGetValue(code, out var known)) return known;
        // "3 to 4 times" has no single answer.
        if (repeat["frequencyMax"].Exists || repeat["periodMax"].Exists) return null;
        if (repeat.Number("period") is { } period and > 0 && UnitsInDay.TryGetValue(repeat.Text("periodUnit") ?? "", out var units))
            return (repeat.Number("frequency") ?? 1) * units / period;
        return repeat.Items("when").Count() + repeat.Items("timeOfDay").Count() is > 0 and var times ? times : null;
    }

    private static string? Duration(FhirElement repeat) =>
        FhirDatatypes.Quantity(repeat["boundsDuration"]) is { } bounds ? bounds.Text : null;

    /// <summary>The strength of an ingredient; what it is dissolved or spread in belongs to it ("100 U / mL"), a tablet goes without saying.</summary>
    public static string? Strength(FhirElement ratio)
    {
        if (FhirDatatypes.Quantity(ratio["numerator"]) is not { } amount) return null;
        if (FhirDatatypes.Quantity(ratio["denominator"]) is not { } of || (of.Value == 1 && !Measures.Contains(of.Unit))) return amount.Text;
        return $"{amount.Text} / {(of.Value == 1 ? of.Unit : of.Text)}";
    }

    private static string? Between(FhirElement range) =>
        FhirDatatypes.ReferenceRange(range) is not { } words ? null : $"{words} {range["high"].Text("unit") ?? range["low"].Text("unit") ?? range["high"].Text("code") ?? range["low"].Text("code")}".Trim();

    private static string? Rate(FhirElement given) =>
        FhirDatatypes.Quantity(given["rateQuantity"]) is { } rate ? $"at {rate.Text}"
        : Ratio(given["rateRatio"]) is { } ratio ? $"at {ratio}"
        : Between(given["rateRange"]) is { } range ? $"at {range}"
        : null;

    private static string? Most(FhirElement dosage) => Joined(
        dosage.Items("maxDosePerPeriod").Select(Ratio).FirstOrDefault(most => most is not null) is { } most ? $"max {most}" : null,
        FhirDatatypes.Quantity(dosage["maxDosePerAdministration"]) is { } each ? $"max {each.Text} per dose" : null);

    private static string? AsNeeded(FhirElement dosage, bool asNeeded) =>
        !asNeeded ? null : FhirDatatypes.Concept(dosage["asNeededCodeableConcept"]) is { } reason ? $"as needed for {reason.Text}" : "as needed";

    private static string? Ratio(FhirElement ratio)
    {
        if (FhirDatatypes.Quantity(ratio["numerator"]) is not { } over) return null;
        return FhirDatatypes.Quantity(ratio["denominator"]) is { } under ? $"{over.Text} / {(under.Value == 1 && under.Unit.Length > 0 ? under.Unit : under.Text)}" : over.Text;
    }

    private static string? Joined(params ReadOnlySpan<string?> parts)
    {
        var words = new List<string>();
        foreach (var part in parts)
            if (part is not null) words.Add(part);
        return words.Count == 0 ? null : string.Join(' ', words);
    }
}
