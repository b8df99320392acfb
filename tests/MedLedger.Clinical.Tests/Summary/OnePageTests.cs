using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary;
using MedLedger.Domain.Findings;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Summary;

public sealed class OnePageTests
{
    [Fact]
    public void What_changes_the_first_minutes_stands_on_top()
    {
        var page = OnePage.From(Record(RichRecord.Documents()));
        Assert.Equal(["Anticoagulated", "Insulin", "Immunosuppressed", "Lithium or digoxin", "Directive", "Implant", "Difficult airway"], page.Synthesis.Select(line => line.Text));
    }

    [Fact]
    public void A_drug_on_hold_does_not_make_anticoagulated()
    {
        var page = OnePage.From(Record(Document("a.txt", "2025-01-01", Drug("apixaban") with { Status = MedicationStatus.OnHold })));
        Assert.Empty(page.Synthesis);
        Assert.StartsWith("ON HOLD", page.Left[0].Lines[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inhaled_steroid_is_no_systemic_one()
    {
        var inhaled = Drug("prednisolone") with { Dosing = new() { Text = "2 puffs", Route = new("inhalation") } };
        Assert.Empty(OnePage.From(Record(Document("a.txt", "2025-01-01", inhaled))).Synthesis);
    }

    [Fact]
    public void Held_documents_come_first_and_freshness_counts_the_days()
    {
        var page = OnePage.From(Record(RichRecord.Documents()));
        Assert.Equal((NoticeKind.Held, "stranger.pdf"), (page.Notices[0].Kind, page.Notices[0].Document));
        Assert.Equal((NoticeKind.NotRead, "cut.pdf"), (page.Notices[1].Kind, page.Notices[1].Document));
        Assert.Equal("newest source 2025-02-20, 9 days before this page", page.Freshness);
    }

    [Fact]
    public void Thousands_of_facts_are_cut_and_the_rest_is_counted()
    {
        var page = OnePage.From(Crowded.Record());
        var problems = page.Left.Single(block => block.Kind == "problems");
        Assert.True(problems.NotShown > 100);
        Assert.Equal(300, problems.Lines.Count + problems.NotShown);
        var results = page.Right.Single(block => block.Kind == "results");
        Assert.Equal(1250, results.Lines.Count + results.NotShown);
    }

    [Fact]
    public void Allergies_are_never_cut()
    {
        var page = OnePage.From(Record([.. Crowded.Documents(), Document("allergies.txt", "2025-01-01", [.. Enumerable.Range(0, 60).Select(i => Allergy($"substance number {i}", "rash"))])]));
        Assert.Equal(60, page.Allergies.Lines.Count);
        Assert.Equal(0, page.Allergies.NotShown);
    }

    [Fact]
    public void An_unknown_allergy_state_says_so()
    {
        var page = OnePage.From(Record(Document("a.txt", "2025-01-01")));
        Assert.Empty(page.Allergies.Lines);
        Assert.StartsWith("Not known", page.Allergies.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void The_age_is_counted_on_the_day_of_the_page()
    {
        var page = OnePage.From(Record(Document("a.txt", "2025-01-01")));
        Assert.Contains(page.Identity, line => line is { Text: "born 1950-04-09", Detail: "(74 years)" });
    }
}

internal static class Crowded
{
    public static UnderstoodDocument[] Documents() =>
    [
        Document("problems.txt", "2025-01-01", [.. Enumerable.Range(0, 300).Select(i => Problem($"invented disorder {Letters(i)}"))]),
        Document("results.txt", "2025-01-02", [.. Enumerable.Range(0, 5000).Select(i => Lab($"assay {Letters(i / 4)}", i, "mmol/L", $"2024-0{1 + (i % 4)}-11"))]),
        Document("drugs.txt", "2025-01-03", [.. Enumerable.Range(0, 80).Select(i => Drug($"drug{Letters(i)}", "one tablet with a long direction that has to be wrapped, twice daily after meals"))]),
    ];

    public static PatientRecord Record() => Build.Record(Documents());

    private static string Letters(int number) => string.Concat(number.ToString("D4").Select(digit => (char)('b' + (digit - '0'))));
}
