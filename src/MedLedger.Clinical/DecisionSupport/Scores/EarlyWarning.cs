using System.Globalization;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.DecisionSupport.Scores;

/// <summary>NEWS2 from the vital signs of this very day, for those whom it is made for: 16 years or older and not pregnant. With one of the seven missing there is no score, only what is there.</summary>
internal static class EarlyWarning
{
    private const string Name = "NEWS2";
    private const string Definition = "Royal College of Physicians 2017, SpO2 scale 1";
    private const int FewestOfTheDay = 4;
    private const int Youngest = 16;

    // No body is warmer in degrees Celsius: a bare number above it is in Fahrenheit or no temperature.
    private const decimal Hottest = 45;

    public static RiskScore? Of(PatientRecord record)
    {
        var age = Ages.Years(record);
        if (age < Youngest || PregnancyCheck.Pregnant(record) is not null) return null;
        var tally = new Tally(record);
        if (age is null) tally.Miss("age");
        Measure(record, tally, "respirations", ["9279-1"], ["respiratory rate", "respirations", "rr"], value => value switch { <= 8 => 3, <= 11 => 1, <= 20 => 0, <= 24 => 2, _ => 3 });
        Measure(record, tally, "SpO2", ["2708-6", "59408-5"], ["spo2", "oxygen saturation", "o2 saturation", "o2 sat"], value => value switch { <= 91 => 3, <= 93 => 2, <= 95 => 1, _ => 0 });
        Measure(record, tally, "systolic pressure", ["8480-6"], ["systolic blood pressure", "blood pressure systolic"], value => value switch { <= 90 => 3, <= 100 => 2, <= 110 => 1, <= 219 => 0, _ => 3 });
        Measure(record, tally, "pulse", ["8867-4"], ["heart rate", "pulse", "pulse rate"], value => value switch { <= 40 => 3, <= 50 => 1, <= 90 => 0, <= 110 => 1, <= 130 => 2, _ => 3 });
        Measure(record, tally, "temperature", ["8310-5"], ["temperature", "body temperature", "temp"], value => value switch { <= 35.0m => 3, <= 36.0m => 1, <= 38.0m => 0, <= 39.0m => 1, _ => 2 });
        if (tally.Inputs.Count < FewestOfTheDay) return null;
        Say(record, tally, "oxygen or air", ["3150-6", "3151-8"], ["oxygen therapy", "inhaled oxygen", "supplemental oxygen", "oxygen"], said => said.Contains("room air", StringComparison.Ordinal) || said is "air" or "no" or "none" ? 0 : said.Contains("oxygen", StringComparison.Ordinal) || said.Contains("nasal", StringComparison.Ordinal) || said.Contains("mask", StringComparison.Ordinal) || said == "yes" ? 2 : null);
        Say(record, tally, "consciousness", ["80288-4", "67775-7"], ["avpu", "acvpu", "level of consciousness", "consciousness"], said => said is "alert" or "a" ? 0 : said is "confused" or "confusion" or "c" or "voice" or "v" or "pain" or "p" or "unresponsive" or "u" ? 3 : null);
        return tally.Missing.Count > 0 ? tally.None(Name, Definition) : tally.None(Name, Definition) with { Value = tally.Points.ToString(CultureInfo.InvariantCulture) };
    }

    // Words count only when they are of this day and leave no doubt; "not stated" is never "air" or "alert".
    private static void Say(PatientRecord record, Tally tally, string name, string[] loinc, string[] names, Func<string, int?> points)
    {
        var line = record.Vitals.FirstOrDefault(line => line.Certainty == ReadingCertainty.Sure && line.Latest.Date?.Earliest == record.AsOf && line.Latest.Date?.Day is not null
            && (line.Concept.CodeIn(CodeSystems.Loinc) is { } code ? loinc.Contains(code) : names.Contains(PlainWords.Join(line.Concept.Text))));
        if (line is not null && points(PlainWords.Join(line.Latest.Text)) is { } sum) tally.Add($"{name}: {line.Latest.Text}", sum, [line]);
        else tally.Miss($"{name} of this day");
    }

    private static void Measure(PatientRecord record, Tally tally, string name, string[] loinc, string[] names, Func<decimal, int> points)
    {
        if (Measurements.Newest(record, record.Vitals, loinc, names, 0) is not { } measured) tally.Miss($"{name} of this day");
        else if (name == "temperature" && measured.Value > Hottest && !measured.Unit.Contains('F', StringComparison.OrdinalIgnoreCase)) tally.Miss($"{name} of this day");
        else if (name == "temperature" && measured.Unit.Contains('F', StringComparison.OrdinalIgnoreCase)) tally.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {measured.Value} °F"), points((measured.Value - 32) * 5 / 9), [measured.Line]);
        else tally.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {measured.Value}"), points(measured.Value), [measured.Line]);
    }
}
