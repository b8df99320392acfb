using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>The page shows what was known on its day.</summary>
internal sealed class AfterTheDayRule : IAdmissionRule
{
    public string Name => "after-the-day";

    public string? Refuse(Statement<Finding> statement, DateOnly asOf) =>
        statement.Date?.Earliest > asOf || statement.Finding is ObservationFinding { Effective: { } taken } && taken.Earliest > asOf
            ? "stated after the day of the summary"
            : null;
}
