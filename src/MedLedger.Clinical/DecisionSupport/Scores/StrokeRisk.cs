using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.DecisionSupport.Scores;

/// <summary>CHA2DS2-VASc, only for a patient with recorded atrial fibrillation.</summary>
internal static class StrokeRisk
{
    private const string Name = "CHA2DS2-VASc";
    private const string Definition = "Lip et al., Chest 2010";

    public static RiskScore? Of(PatientRecord record)
    {
        if (Conditions.Of(record, "atrial fibrillation").Count == 0) return null;
        var tally = new Tally(record);
        tally.Has("heart failure", 1);
        tally.Has("hypertension", 1);
        tally.Has("diabetes", 1);
        tally.HasOneOf(2, "stroke or transient ischaemic attack", "systemic embolism");
        tally.HasOneOf(1, "myocardial infarction", "peripheral arterial disease");
        if (Ages.Years(record) is not { } age) tally.Miss("age");
        else if (age >= 75) tally.Add($"age {age}", 2, []);
        else if (age >= 65) tally.Add($"age {age}", 1, []);
        if (record.Identity.Sex?.Value is not (Sex.Female or Sex.Male)) tally.Miss("sex");
        else if (record.Identity.Sex.Value == Sex.Female) tally.Add("female", 1, []);
        return tally.Missing.Contains("age") || tally.Missing.Contains("sex") ? tally.None(Name, Definition) : tally.AtLeast(Name, Definition);
    }
}
