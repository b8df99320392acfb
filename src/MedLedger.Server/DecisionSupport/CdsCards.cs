using System.Text.Json.Nodes;
using MedLedger.Clinical.DecisionSupport;

namespace MedLedger.Server.DecisionSupport;

/// <summary>Alerts as cards (CDS Hooks 2.0, "Card Attributes"): at most <see cref="MostWarnings"/> warnings, then one card that says what was not checked.</summary>
internal static class CdsCards
{
    private const int MostWarnings = 5;
    private const int LongestSummary = 139;

    public static JsonObject Of(SafetyReview review, IReadOnlyList<SafetyAlert> alerts)
    {
        var cards = new JsonArray();
        foreach (var alert in alerts.Where(alert => alert.Tier == AlertTier.Interrupt)) cards.Add((JsonNode)Card(alert, "critical"));
        var warnings = alerts.Where(alert => alert.Tier == AlertTier.Warning).ToList();
        foreach (var alert in warnings.Take(MostWarnings)) cards.Add((JsonNode)Card(alert, "warning"));
        cards.Add((JsonNode)Checked(review, warnings.Count - Math.Min(warnings.Count, MostWarnings)));
        return new JsonObject { ["cards"] = cards };
    }

    private static JsonObject Card(SafetyAlert alert, string indicator) => new()
    {
        ["summary"] = Cut($"{alert.Title}: {alert.Because}"),
        ["indicator"] = indicator,
        ["detail"] = $"{alert.Title}: {alert.Because}.\n\nRule {alert.Rule} of {alert.Source.Name}, {alert.Source.Date}; not reviewed by a clinician.{(alert.Certainty == Domain.Provenance.ReadingCertainty.Unsure ? " It rests on an unsure entry." : "")}",
        ["source"] = new JsonObject { ["label"] = $"{alert.Source.Name}, {alert.Source.Date}" },
        ["overrideReasons"] = new JsonArray(Reason("known-and-tolerated", "Known and tolerated"), Reason("benefit-outweighs", "Benefit outweighs the risk, monitored"), Reason("entry-wrong", "The entry it rests on is wrong")),
    };

    private static JsonObject Checked(SafetyReview review, int more)
    {
        var lines = new List<string> { $"Medicines known to the rules: {review.MedicinesKnown}. No alert is no proof of safety." };
        if (more > 0) lines.Add($"{more} more warnings, not shown.");
        lines.AddRange(review.NotChecked.Select(one => $"Not checked: {one.What} ({one.Why})."));
        lines.AddRange(review.Scores.Select(score => $"{score.Name}: {score.Value ?? "not computed"}{(score.Missing.Count > 0 ? $"; missing {string.Join(", ", score.Missing)}" : "")}."));
        lines.Add($"Rule sets: {string.Join("; ", review.RuleSets.Select(set => $"{set.Name}, {set.Date}"))}.");
        return new()
        {
            ["summary"] = review.NotChecked.Count == 0 ? "What was checked, and against which rules" : $"{review.NotChecked.Count} things could not be checked",
            ["indicator"] = "info",
            ["detail"] = string.Join("\n\n", lines),
            ["source"] = new JsonObject { ["label"] = "MedLedger safety checks" },
        };
    }

    private static JsonObject Reason(string code, string display) => new() { ["code"] = code, ["system"] = "urn:medledger:override-reason", ["display"] = display };

    // The summary must stay under 140 characters; the detail always has the whole.
    private static string Cut(string text) => text.Length <= LongestSummary ? text : string.Concat(text.AsSpan(0, LongestSummary - 1), "…");
}
