using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>What its own source withdrew was never said (FHIR R4 entered-in-error).</summary>
internal sealed class EnteredInErrorRule : IAdmissionRule
{
    public string Name => "entered-in-error";

    public string? Refuse(Statement<Finding> statement, DateOnly asOf) =>
        statement.Finding.EnteredInError || statement.Finding is ObservationFinding { Status: "entered-in-error" or "cancelled" } ? "withdrawn by its own source" : null;
}
