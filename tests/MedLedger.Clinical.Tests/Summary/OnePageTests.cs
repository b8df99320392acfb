using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
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
    public void What_is_worn_beside_the_body_is_a_device_and_no_implant()
    {
        var page = OnePage.From(Record(Document("a.txt", "2025-01-01", new DeviceFinding { Concept = new("CPAP device"), Certainty = ReadingCertainty.Sure }, new DeviceFinding { Concept = new("cardiac pacemaker"), Certainty = ReadingCertainty.Sure })));
        Assert.Equal("cardiac pacemaker", Assert.Single(page.Synthesis, line => line.Text == "Implant").Detail);
    }

    [Fact]
    public void Of_the_drugs_on_hold_an_anticoagulant_stays_on_top_and_is_called_so()
    {
        var page = OnePage.From(Record(Document("a.txt", "2025-01-01", Drug("apixaban") with { Status = MedicationStatus.OnHold })));
        Assert.Equal([("Anticoagulated", "apixaban (on hold)")], page.Synthesis.Select(line => (line.Text, line.Detail!)));
        Assert.Empty(OnePage.From(Record(Document("a.txt", "2025-01-01", Drug("morphine") with { Status = MedicationStatus.OnHold }))).Synthesis);
        Assert.StartsWith("ON HOLD", page.Left[0].Lines[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inhaled_steroid_is_no_systemic_one()
    {
        var inhaled = Drug("prednisolone") with { Dosing = new() { Text = "2 puffs", Route = new("inhalation") } };
        Assert.Empty(OnePage.From(Record(Document("a.txt", "2025-01-01", inhaled))).Synthesis);
    }

    [Theory]
    [InlineData("Eliquis", "Anticoagulated")]
    [InlineData("Xarelto", "Anticoagulated")]
    [InlineData("Lantus", "Insulin")]
    [InlineData("danaparoid", "Anticoagulated")]
    public void A_brand_counts_as_what_is_in_it(string name, string text) =>
        Assert.Equal([text], OnePage.From(Record(Document("a.txt", "2025-01-01", Drug(name)))).Synthesis.Select(line => line.Text));

    [Theory]
    [InlineData("5 mg early every morning for one year", "oral")]
    [InlineData("with the antibiotic", null)]
    [InlineData("100 mg before surgery", "subcutaneous")]
    public void An_ear_in_another_word_makes_no_drug_local(string direction, string? route)
    {
        var drug = Drug("hydrocortisone") with { Dosing = new() { Text = direction, Route = route is null ? null : new(route) } };
        Assert.Equal(["Steroid"], OnePage.From(Record(Document("a.txt", "2025-01-01", drug))).Synthesis.Select(line => line.Text));
    }

    [Fact]
    public void What_is_critical_is_cut_last()
    {
        var page = OnePage.From(Record([.. Crowded.Documents(), Document("b.txt", "2025-01-01", [Lab("zinc", 1, "mmol/L", "2020-01-01") with { Flag = "L" }, .. Enumerable.Range(0, 12).Select(i => Drug($"drug number {i}") with { Status = MedicationStatus.DoNotGive })])]));
        Assert.Equal(0, page.Right.Single(block => block.Kind == "directives").NotShown);
        Assert.Contains(page.Right.Single(block => block.Kind == "results").Lines, line => line.Text == "zinc");
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

    [Theory]
    [InlineData(12.1, "13.5-17.5", null, "12.1 g/dL \u2193 [13.5-17.5]")]
    [InlineData(18, "13,5 - 17,5", null, "18 g/dL \u2191 [13,5 - 17,5]")]
    [InlineData(14, "13.5-17.5", null, "14 g/dL [13.5-17.5]")]
    [InlineData(12.1, "13.5-17.5", "N", "12.1 g/dL [13.5-17.5]")]
    [InlineData(12.1, "13.5-17.5", "LL", "12.1 g/dL LL [13.5-17.5]")]
    [InlineData(12.1, "men 13.5-17.5, women 12-15", null, "12.1 g/dL [men 13.5-17.5, women 12-15]")]
    [InlineData(7, "< 6,5", null, "7 g/dL \u2191 [< 6,5]")]
    public void A_value_outside_the_printed_range_has_an_arrow_where_the_source_sets_no_flag(double value, string range, string? flag, string shown) =>
        Assert.Equal(shown, OnePage.From(Record(Document("a.txt", "2025-01-01", Lab("Hemoglobin", (decimal)value, "g/dL", "2025-01-01") with { ReferenceRange = range, Flag = flag }))).Right.Single(block => block.Kind == "results").Lines.Single().Detail);

    [Fact]
    public void Three_sure_values_of_one_unit_make_a_trend_and_an_unsure_one_ends_it()
    {
        UnderstoodDocument[] documents = [Document("a.txt", "2025-01-01", Lab("Creatinine", 1.0m, "mg/dL", "2024-10-01"), Lab("Creatinine", 1.4m, "mg/dL", "2024-11-01"), Lab("Creatinine", 1.2m, "mg/dL", "2024-12-01"))];
        Assert.Equal([1.0m, 1.4m, 1.2m], Trend(documents));
        Assert.Empty(Trend([.. documents, Document("b.txt", "2025-01-02", Lab("Creatinine", 9m, "mg/dL", "2024-12-20").Unsure())]));

        static IReadOnlyList<decimal> Trend(UnderstoodDocument[] documents) => OnePage.From(Record(documents)).Right.Single(block => block.Kind == "results").Lines.Single().Trend;
    }

    [Fact]
    public void Dialysis_and_a_difficult_airway_are_said_in_the_first_line() =>
        Assert.Equal(["Dialysis", "Difficult airway"], OnePage.From(Record(Document("a.txt", "2025-01-01", Problem("dependence on renal dialysis"), new AlertFinding { Concept = new("Difficult intubation"), Certainty = Domain.Provenance.ReadingCertainty.Sure }))).Synthesis.Select(line => line.Text));

    [Fact]
    public void A_source_of_last_year_is_told_in_months() =>
        Assert.Equal("newest source 2024-01-02, 14 months before this page", OnePage.From(Record(Document("a.txt", "2024-01-02"))).Freshness);

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
