using MedLedger.Clinical.Identification;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>"Full code" and "do not resuscitate" exclude each other: the newer sure one stands. Undecided, both are shown.</summary>
internal static class CodeStatusRule
{
    public const string Name = "code-status";

    public static void Apply(RecordBuilder record)
    {
        var orders = record.Directives.Where(line => IsNoResuscitation(line.Concept)).ToList();
        var full = record.Directives.Where(line => IsFullCode(line.Concept)).ToList();
        if (orders.Count == 0 || full.Count == 0) return;
        var order = orders.Max(Day);
        var against = full.Max(Day);
        var (winners, losers) = order >= against ? (orders, full) : (full, orders);
        var decided = order != against && winners.Exists(line => line.Certainty == ReadingCertainty.Sure);
        foreach (var loser in losers)
        {
            var at = record.Directives.IndexOf(loser);
            if (decided)
            {
                record.Directives.RemoveAt(at);
                record.History.Add(new("directive", loser.Concept, Name, $"replaced by {winners[0].Concept.Text}", loser.Stated, loser.Sources));
            }
            else
            {
                record.Directives[at] = loser with { Conflict = $"against \"{winners[0].Concept.Text}\"", Certainty = ReadingCertainty.Unsure, UnsureBecause = "contradicting code statuses" };
            }
        }
    }

    public static bool IsNoResuscitation(CodedText concept) =>
        $" {PlainWords.Join(concept.Text)} " is var text && (text.Contains(" dnr", StringComparison.Ordinal) || text.Contains(" dnacpr", StringComparison.Ordinal)
            || (text.Contains("resuscitat", StringComparison.Ordinal) && (text.Contains(" not ", StringComparison.Ordinal) || text.Contains(" no ", StringComparison.Ordinal))));

    public static bool IsFullCode(CodedText concept) => PlainWords.Join(concept.Text) is var text && (text.Contains("full code", StringComparison.Ordinal) || text == "for resuscitation");

    private static DateOnly Day(DirectiveLine line) => (line.Dated ?? line.Stated)?.Latest ?? DateOnly.MinValue;
}
