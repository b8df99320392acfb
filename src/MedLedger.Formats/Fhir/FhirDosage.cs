using System.Globalization;
using MedLedger.Domain.Coding;
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
        var route = FhirDatatypes.Concept(dosage["route"]);
        var timing = dosage["timing"];
        var perDay = TimesPerDay(timing);
        var frequency = timing["code"].Text("text") ?? FrequencyWords(timing["repeat"]) ?? FhirDatatypes.Concept(timing["code"])?.Text;
        var asNeeded = dosage.IsTrue("asNeededBoolean") || dosage["asNeededCodeableConcept"].Exists;
        var text = dosage.Text("text") ?? Words(dose, route, frequency, asNeeded) ?? dosage.Text("patientInstruction");
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
        foreach (var code in FhirDatatypes.Codes(timing["code"]))
            if (TimingCodes.TryGetValue(code, out var known)) return known;
        var repeat = timing["repeat"];
        // "3 to 4 times" has no single answer.
        if (repeat["frequencyMax"].Exists || repeat["periodMax"].Exists) return null;
        if (repeat.Items("dayOfWeek").Count() is > 0 and var days) return days / 7m;
        if (repeat.Number("period") is { } period and > 0 && UnitsInDay.TryGetValue(repeat.Text("periodUnit") ?? "", out var units))
            return (repeat.Number("frequency") ?? 1) * units / period;
        return repeat.Items("when").Count() + repeat.Items("timeOfDay").Count() is > 0 and var times ? times : null;
    }

    private static string? FrequencyWords(FhirElement repeat)
    {
        if (repeat.Number("period") is not { } period || repeat.Text("periodUnit") is not { } unit) return null;
        var times = repeat.Number("frequency") ?? 1;
        var every = period == 1 ? unit : $"{Plain(period)} {unit}";
        return $"{Plain(times)} x / {every}";
    }

    private static string? Duration(FhirElement repeat) =>
        FhirDatatypes.Quantity(repeat["boundsDuration"]) is { } bounds ? bounds.Text : null;

    private static string? Words(Quantity? dose, CodedText? route, string? frequency, bool asNeeded)
    {
        string?[] parts = [dose?.Text, route?.Text, frequency, asNeeded ? "as needed" : null];
        var words = string.Join(' ', parts.Where(part => part is not null));
        return words.Length == 0 ? null : words;
    }

    private static string Plain(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
