using System.Globalization;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.DecisionSupport.Scores;

/// <summary>The filtration rate of the kidneys: computed from creatinine where age and sex are known, otherwise as the laboratory reports it. Never from an old or unsure value.</summary>
internal static class KidneyFunction
{
    /// <summary>Days after which a creatinine says nothing about today.</summary>
    public const int Fresh = 90;

    public const string Definition = "CKD-EPI creatinine equation 2021 (Inker et al., N Engl J Med 2021)";

    private const decimal MicromolesPerMilligram = 88.42m;

    private static readonly string[] _creatinine = ["2160-0", "14682-9", "38483-4"];
    private static readonly string[] _creatinineNames = ["creatinine", "serum creatinine", "creatinine serum", "creatinine serum or plasma"];
    private static readonly string[] _rate = ["33914-3", "48642-3", "48643-1", "62238-1", "69405-9", "77147-7", "88293-6", "88294-4", "98979-8", "50044-7"];
    private static readonly string[] _rateNames = ["egfr", "gfr", "estimated gfr", "egfr ckd epi", "glomerular filtration rate", "estimated glomerular filtration rate"];

    /// <summary>mL/min/1.73 m², the line that it rests on, and how it was had.</summary>
    public sealed record Rate(decimal Value, ResultLine Line, string Because);

    public static Rate? Of(PatientRecord record)
    {
        var creatinine = Measurements.Newest(record, record.Results, _creatinine, _creatinineNames, Fresh);
        var reported = Measurements.Newest(record, record.Results, _rate, _rateNames, Fresh);
        if (creatinine is not null && (reported is null || creatinine.Day >= reported.Day) && Milligrams(creatinine) is { } milligrams && Ages.Years(record) is { } age and >= 18 && record.Identity.Sex?.Value is Sex.Female or Sex.Male)
            return new(Compute(milligrams, age, record.Identity.Sex!.Value == Sex.Female), creatinine.Line, string.Create(CultureInfo.InvariantCulture, $"computed (CKD-EPI 2021) from creatinine {creatinine.Line.Latest.Text} of {creatinine.Day:yyyy-MM-dd}"));
        return reported is null ? null : new(reported.Value, reported.Line, string.Create(CultureInfo.InvariantCulture, $"reported on {reported.Day:yyyy-MM-dd}"));
    }

    /// <summary>142 · min(Scr/κ,1)^α · max(Scr/κ,1)^−1.200 · 0.9938^age · 1.012 for women; κ 0.7 or 0.9, α −0.241 or −0.302 for women or men.</summary>
    public static decimal Compute(decimal creatinineMilligramsPerDecilitre, int age, bool female)
    {
        var ratio = (double)creatinineMilligramsPerDecilitre / (female ? 0.7 : 0.9);
        var rate = 142 * Math.Pow(Math.Min(ratio, 1), female ? -0.241 : -0.302) * Math.Pow(Math.Max(ratio, 1), -1.2) * Math.Pow(0.9938, age) * (female ? 1.012 : 1);
        return Math.Round((decimal)rate, MidpointRounding.AwayFromZero);
    }

    /// <summary>The newest sure and fresh creatinine in µmol/L, whatever the unit of its source.</summary>
    public static (decimal Micromoles, ResultLine Line)? Creatinine(PatientRecord record) =>
        Measurements.Newest(record, record.Results, _creatinine, _creatinineNames, Fresh) is { } measured && Milligrams(measured) is { } milligrams ? (milligrams * MicromolesPerMilligram, measured.Line) : null;

    public static RiskScore? Score(PatientRecord record)
    {
        if (Of(record) is { } rate)
            return new() { Name = "eGFR", Value = string.Create(CultureInfo.InvariantCulture, $"{rate.Value:0} mL/min/1.73 m²"), Inputs = [new("basis", rate.Because, [rate.Line])], Missing = [], Definition = Definition };
        if (record.Results.Count == 0) return null;
        var missing = new List<string>();
        if (Measurements.Newest(record, record.Results, _creatinine, _creatinineNames, Fresh) is null) missing.Add($"a sure creatinine of the last {Fresh} days");
        if (Ages.Years(record) is null) missing.Add("age");
        if (record.Identity.Sex?.Value is not (Sex.Female or Sex.Male)) missing.Add("sex");
        return new() { Name = "eGFR", Inputs = [], Missing = missing, Definition = Definition };
    }

    /// <summary>Zero and absurd values are errors of reading or unit, and give no rate.</summary>
    private static decimal? Milligrams(Measurements.Measured creatinine)
    {
        var value = creatinine.Unit.ToLowerInvariant() switch
        {
            "mg/dl" => creatinine.Value,
            "umol/l" or "µmol/l" or "μmol/l" or "mcmol/l" => creatinine.Value / MicromolesPerMilligram,
            _ => 0,
        };
        return value is >= 0.1m and <= 30 ? value : null;
    }
}
