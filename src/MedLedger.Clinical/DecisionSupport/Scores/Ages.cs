using MedLedger.Clinical.Reconciliation;

namespace MedLedger.Clinical.DecisionSupport.Scores;

internal static class Ages
{
    /// <summary>Completed years on the day of the record; null when the birth date is missing or too imprecise to tell.</summary>
    public static int? Years(PatientRecord record)
    {
        if (record.Identity.BirthDate is not { } born) return null;
        var youngest = Between(born.Value.Latest, record.AsOf);
        return youngest >= 0 && youngest == Between(born.Value.Earliest, record.AsOf) ? youngest : null;
    }

    private static int Between(DateOnly from, DateOnly to) => to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);
}
