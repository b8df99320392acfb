using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>Conditional and considered things ("return if …", "consider …") are no facts.</summary>
internal sealed class OnlyMentionedRule : IAdmissionRule
{
    public string Name => "only-mentioned";

    // An order not to give a drug is a warning even where it is worded as a condition.
    public string? Refuse(Statement<Finding> statement, DateOnly asOf) =>
        statement.Finding.Assertion.Likelihood == Likelihood.Hypothetical && statement.Finding is not MedicationFinding { Status: MedicationStatus.DoNotGive }
            ? "only mentioned, not stated"
            : null;
}
