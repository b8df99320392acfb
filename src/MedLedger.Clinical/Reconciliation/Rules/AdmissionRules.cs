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
    private static readonly IAdmissionRule[] _all = [new EnteredInErrorRule(), new SomeoneElsesRule(), new OnlyMentionedRule(), new AfterTheDayRule()];

    /// <summary>Which rule keeps it out, and why; null when it is admitted.</summary>
    public static (string Rule, string Reason)? Refuse(Statement<Finding> statement, DateOnly asOf)
    {
        foreach (var rule in _all)
            if (rule.Refuse(statement, asOf) is { } reason) return (rule.Name, reason);
        return null;
    }
}
