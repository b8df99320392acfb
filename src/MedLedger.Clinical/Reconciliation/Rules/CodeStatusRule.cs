using MedLedger.Clinical.Identification;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>"Full code" and "do not resuscitate" exclude each other: the newer sure one stands where it is certainly the newer. Undecided, both are shown as unsure.</summary>
internal static class CodeStatusRule
{
    public const string Name = "code-status";

    public static void Apply(RecordBuilder record)
    {
        var orders = record.Directives.Where(line => IsNoResuscitation(line.Concept)).ToList();
        var full = record.Directives.Where(line => IsFullCode(line.Concept)).ToList();
        if (orders.Count == 0 || full.Count == 0) return;
        if (Beats(orders, full)) Remove(full, orders[0], record);
        else if (Beats(full, orders)) Remove(orders, full[0], record);
        else
        {
            Doubt(orders, full[0], record);
            Doubt(full, orders[0], record);
        }
    }

    // Vague days that overlap decide nothing, nor does a reading that is itself unsure.
    private static bool Beats(List<DirectiveLine> winners, List<DirectiveLine> losers) => winners.Max(line => line.FirstSure) > losers.Max(line => line.LastSaid);

    private static void Remove(List<DirectiveLine> losers, DirectiveLine winner, RecordBuilder record)
    {
        foreach (var loser in losers)
        {
            record.Directives.Remove(loser);
            record.History.Add(new("directive", loser.Concept, Name, $"replaced by {winner.Concept.Text}", loser.Stated, loser.Sources));
        }
    }

    private static void Doubt(List<DirectiveLine> lines, DirectiveLine other, RecordBuilder record)
    {
        foreach (var line in lines)
        {
            var conflict = $"against \"{other.Concept.Text}\"";
            record.Directives[record.Directives.IndexOf(line)] = line with
            {
                Conflict = line.Conflict is { } known ? $"{known}; {conflict}" : conflict,
                Certainty = ReadingCertainty.Unsure,
                UnsureBecause = "contradicting code statuses",
                Trace = [.. line.Trace, new(Name, conflict, [.. other.Sources.Select(source => source.Document).Distinct().Order()])],
            };
        }
    }

    public static bool IsNoResuscitation(CodedText concept) =>
        $" {PlainWords.Join(concept.Text)} " is var text && (text.Contains(" dnr", StringComparison.Ordinal) || text.Contains(" dnacpr", StringComparison.Ordinal) || text.Contains(" dnar", StringComparison.Ordinal)
            || text.Contains(" not for cpr ", StringComparison.Ordinal) || text.Contains(" no cpr ", StringComparison.Ordinal) || text.Contains(" do not attempt cpr ", StringComparison.Ordinal)
            || (text.Contains("resuscitat", StringComparison.Ordinal) && (text.Contains(" not ", StringComparison.Ordinal) || text.Contains(" no ", StringComparison.Ordinal))));

    public static bool IsFullCode(CodedText concept) => !IsNoResuscitation(concept) && PlainWords.Join(concept.Text) is var text
        && (text.Contains("full code", StringComparison.Ordinal) || text.Contains("full resuscitation", StringComparison.Ordinal) || text is "for resuscitation" or "for cpr");
}
