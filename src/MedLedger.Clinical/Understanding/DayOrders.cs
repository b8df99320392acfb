using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Understanding;

/// <summary>
/// Settles for one patient's documents together what none proves alone: "12/07/2025" is July where the patient's other documents write
/// days first, and never a day still to come while it can be read as one that has passed.
/// </summary>
public static class DayOrders
{
    /// <summary>The order in which a document must be understood again, for each that was taken the wrong way.</summary>
    /// <param name="documents">One patient's documents, as each was understood alone.</param>
    /// <param name="asOf">The day of the page, or the day on which they came in.</param>
    public static IEnumerable<(int At, bool DayFirst)> Turned(IReadOnlyList<UnderstoodDocument> documents, DateOnly asOf)
    {
        var proven = Proven(documents);
        for (var at = 0; at < documents.Count; at++)
        {
            if (documents[at].DayOrder is not (DayOrder.AssumedDayFirst or DayOrder.AssumedMonthFirst)) continue;
            var dayFirst = documents[at].DayOrder == DayOrder.AssumedDayFirst;
            var wrong = proven is { } known ? known != dayFirst : IsToCome(documents[at], asOf);
            if (wrong) yield return (at, !dayFirst);
        }
    }

    // Where proofs contradict one another (a traveller's papers), they tell nothing of the rest.
    private static bool? Proven(IReadOnlyList<UnderstoodDocument> documents)
    {
        var (days, months) = (documents.Any(document => document.DayOrder == DayOrder.DayFirst), documents.Any(document => document.DayOrder == DayOrder.MonthFirst));
        return days == months ? null : days;
    }

    private static bool IsToCome(UnderstoodDocument document, DateOnly asOf) =>
        document.Date is { Day: { } day, Month: { } month } date && day <= 12 && date.Earliest > asOf && new DateOnly(date.Year, day, month) <= asOf;
}
