namespace MedLedger.Clinical.DecisionSupport;

/// <summary>Where a rule comes from and of when it is. No rule set here has been reviewed by a clinician, and every alert says so.</summary>
/// <param name="Name">As shown to people.</param>
/// <param name="Date">Year, or year and month, of the source.</param>
public sealed record RuleSource(string Name, string Date);
