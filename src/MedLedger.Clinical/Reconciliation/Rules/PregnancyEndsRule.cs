using MedLedger.Clinical.Identification;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>No pregnancy that was stated more than 43 weeks ago is one still.</summary>
internal static class PregnancyEndsRule
{
    private const int Longest = 43 * 7;

    public static bool Ended(Statement<ProblemFinding> statement, DateOnly asOf) =>
        PlainWords.Of(statement.Finding.Concept.Text).Any(word => word is "pregnancy" or "pregnant" or "gravid") && Past(statement.Date?.Latest, asOf);

    public static bool Past(DateOnly? stated, DateOnly asOf) => stated is { } day && asOf.DayNumber - day.DayNumber > Longest;
}
