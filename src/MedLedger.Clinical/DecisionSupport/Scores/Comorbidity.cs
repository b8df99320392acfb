using MedLedger.Clinical.Reconciliation;

namespace MedLedger.Clinical.DecisionSupport.Scores;

/// <summary>The Charlson comorbidity index with its weights of 1987, without age.</summary>
internal static class Comorbidity
{
    public static RiskScore? Of(PatientRecord record)
    {
        if (record.ActiveProblems.Count + record.PastProblems.Count == 0) return null;
        var tally = new Tally(record);
        foreach (var condition in new[] { "myocardial infarction", "heart failure", "peripheral arterial disease", "stroke or transient ischaemic attack", "dementia", "chronic lung disease", "connective tissue disease", "peptic ulcer" })
            tally.Has(condition, 1);
        if (!tally.Has("diabetes with organ damage", 2)) tally.Has("diabetes", 1);
        tally.Has("hemiplegia", 2);
        tally.Has("kidney disease", 2);
        if (!tally.Has("severe liver disease", 3)) tally.Has("mild liver disease", 1);
        if (!tally.Has("metastatic tumour", 6)) tally.Has("tumour", 2);
        tally.Has("leukaemia", 2);
        tally.Has("lymphoma", 2);
        tally.Has("AIDS", 6);
        return tally.AtLeast("Charlson index", "Charlson et al., J Chronic Dis 1987; codes after Quan et al., Med Care 2005");
    }
}
