using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>Keeps a statement out of reconciliation altogether. The first rule that refuses decides.</summary>
internal interface IAdmissionRule
{
    string Name { get; }

    /// <summary>The reason for people, or null when the rule has nothing against the statement.</summary>
    string? Refuse(Statement<Finding> statement, DateOnly asOf);
}

internal static class AdmissionRules
{
    public static IReadOnlyList<IAdmissionRule> All { get; } = [new EnteredInErrorRule(), new SomeoneElsesRule(), new OnlyMentionedRule(), new AfterTheDayRule()];
}
