using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Server.Pipeline;

/// <summary>One patient's documents with days and months in the order that they prove together; those that were taken the wrong way are understood again.</summary>
internal static class SettledDays
{
    public static IReadOnlyList<UnderstoodDocument> Of(Lazy<DocumentUnderstanding> understanding, IReadOnlyList<UnderstoodDocument> documents, DateOnly asOf)
    {
        var settled = documents.ToArray();
        foreach (var (at, dayFirst) in DayOrders.Turned(documents, asOf))
            settled[at] = understanding.Value.Understand(documents[at].Reading, documents[at].Name, dayFirst) with { Problem = documents[at].Problem };
        return settled;
    }
}
