using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>What a relative or somebody else has is not the patient's.</summary>
internal sealed class SomeoneElsesRule : IAdmissionRule
{
    public string Name => "someone-elses";

    public string? Refuse(Statement<Finding> statement, DateOnly asOf) => statement.Finding.Assertion.Experiencer switch
    {
        Experiencer.Family => "family history",
        Experiencer.Other => "about somebody else",
        _ => null,
    };
}
