using MedLedger.Clinical.Context;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Reconciliation;

/// <summary>Two doses of one drug side by side.</summary>
public sealed class DoseRuleTests
{
    [Theory]
    [InlineData("2025-01-01")]
    [InlineData("2023-01-01")]
    public void Two_strengths_in_one_list_are_both_shown(string recorded)
    {
        var line = Single(Document("export.json", "2025-01-01", Tablets("warfarin 5 MG tablet").Coded(), (Tablets("warfarin 1 MG tablet") with { Recorded = Day(recorded) }).Coded()));
        Assert.Equal((ReadingCertainty.Unsure, "two doses stated on one day"), (line.Certainty, line.UnsureBecause));
        Assert.Contains("(5 MG)", line.Dosing!.Text, StringComparison.Ordinal);
        Assert.Contains("(1 MG)", line.Dosing.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(125, ReadingCertainty.Unsure)]
    [InlineData(250, ReadingCertainty.Sure)]
    public void Milligrams_and_micrograms_are_compared_as_one_unit(int micrograms, ReadingCertainty expected)
    {
        var small = Drug("digoxin", $"{micrograms} mcg daily", null, 1);
        Assert.Equal(expected, Single(Document("a.txt", "2024-01-01", Drug("digoxin", "0.25 mg daily", 0.25m, 1), small with { Dosing = small.Dosing! with { Dose = new Quantity(micrograms, "mcg") } })).Certainty);
    }

    [Theory]
    [InlineData("10 mg daily", 10, ReadingCertainty.Sure)]
    [InlineData("20 mg daily", 20, ReadingCertainty.Unsure)]
    public void A_page_without_a_day_may_be_the_newest(string direction, int milligrams, ReadingCertainty expected)
    {
        var page = Drug("escitalopram", direction, milligrams, 1) with { Sources = [new(default, new SourceSpan.Characters(1, 0, 12), "escitalopram", ReadingMethod.Ocr, 0.9)] };
        var line = Single(Document("a.txt", "2024-01-01", Drug("escitalopram", "10 mg daily", 10, 1)), Document("page.jpg", null, page));
        Assert.Equal((expected, expected == ReadingCertainty.Sure), (line.Certainty, line.Dosing!.Dose is not null));
    }

    [Theory]
    [InlineData("20 mg daily", 20, "10 mg daily", 10, ReadingCertainty.Sure)]
    [InlineData("20 mg daily", 20, "5 mg daily", 5, ReadingCertainty.Unsure)]
    public void A_page_without_a_day_is_the_newer_one_where_it_names_the_dose_that_ended(string direction, int milligrams, string former, int before, ReadingCertainty expected)
    {
        var page = Drug("escitalopram", direction, milligrams, 1) with { FormerDosing = Drug("escitalopram", former, before, 1).Dosing, Sources = [new(default, new SourceSpan.Characters(1, 0, 12), "escitalopram", ReadingMethod.Ocr, 0.9)] };
        var line = Single(Document("a.txt", "2024-01-01", Drug("escitalopram", "10 mg daily", 10, 1)), Document("page.jpg", null, page));
        Assert.Equal((expected, expected == ReadingCertainty.Sure ? milligrams : null), (line.Certainty, (int?)line.Dosing!.Dose?.Value));
    }

    [Fact]
    public void The_steps_of_a_sliding_scale_are_no_other_dose()
    {
        var row = Drug("insulin lispro", "sliding scale") with { Dosing = new() { Text = "sliding scale", FrequencyText = "sliding scale" } };
        var steps = (row with { Dosing = row.Dosing with { Text = "sliding scale: 8-10 mmol/L 4 U, 10-14 mmol/L 6 U" } }).Unsure(ContextDoubt.Because);
        var line = Single(Document("a.txt", "2024-01-01", row, steps));
        Assert.Equal((ReadingCertainty.Sure, "sliding scale; sliding scale: 8-10 mmol/L 4 U, 10-14 mmol/L 6 U"), (line.Certainty, line.Dosing!.Text));
    }

    [Fact]
    public void A_page_without_a_day_is_the_older_one_where_it_gives_the_dose_that_ended()
    {
        var page = Drug("escitalopram", "10 mg daily", 10, 1) with { Sources = [new(default, new SourceSpan.Characters(1, 0, 12), "escitalopram", ReadingMethod.Ocr, 0.9)] };
        var newer = Drug("escitalopram", "20 mg daily", 20, 1) with { FormerDosing = Drug("escitalopram", "10 mg", 10).Dosing };
        var line = Single(Document("page.jpg", null, page), Document("a.txt", "2024-01-01", newer));
        Assert.Equal((ReadingCertainty.Sure, 20m), (line.Certainty, line.Dosing!.Dose!.Value));
    }

    [Fact]
    public void Of_two_amounts_in_a_newer_cell_one_was_struck_out()
    {
        var struck = Drug("metformin", "500 mg 1 g BD", null, 2).Unsure("more than one amount is written");
        Assert.Equal(ReadingCertainty.Unsure, Single(Document("a.txt", "2024-01-01", Drug("metformin", "500 mg BD", 500, 2)), Document("b.tif", "2024-02-01", struck)).Certainty);
    }

    [Fact]
    public void What_is_taken_as_needed_does_not_replace_the_regular_dose()
    {
        var needed = Drug("morphine", "10 mg PRN", 10);
        var line = Single(Document("a.txt", "2024-01-01", Drug("morphine", "30 mg twice daily", 30, 2)), Document("b.txt", "2024-06-01", needed with { Dosing = needed.Dosing! with { AsNeeded = true } }));
        Assert.Equal((ReadingCertainty.Unsure, "10 mg PRN or 30 mg twice daily"), (line.Certainty, line.Dosing!.Text));
    }

    [Fact]
    public void How_often_it_was_needed_is_no_second_dose()
    {
        var may = Drug("albuterol", "2 puffs every 4 hours as needed", null, 6);
        var did = Drug("albuterol", "as needed, using it 3x/week", null, 0.428571m);
        var line = Single(Document("a.txt", "2024-01-01", did with { Dosing = did.Dosing! with { AsNeeded = true } }, may with { Dosing = may.Dosing! with { AsNeeded = true, Dose = new(2, "puff") } }));
        Assert.Equal((ReadingCertainty.Sure, "2 puffs every 4 hours as needed"), (line.Certainty, line.Dosing!.Text));
    }

    [Fact]
    public void An_old_dose_that_ended_when_the_new_one_began_leaves_no_doubt()
    {
        var line = Single(Document("chart.txt", null, Drug("insulin glargine", "16 units", 16, 1) with { Start = Day("2024-04-28") }, Drug("insulin glargine", "12 units", 12, 1) with { End = Day("2024-04-28") }));
        Assert.Equal((ReadingCertainty.Sure, "16 units"), (line.Certainty, line.Dosing!.Text));
    }

    [Theory]
    [InlineData("amlodipine", "5 mg daily", "oral")]
    [InlineData("Mycophenolic acid 360 mg tablet", "360 mg twice daily", "oral")]
    [InlineData("amlodipine", "5 mg daily via PEG", null)]
    [InlineData("furosemide", "40 mg daily", null)]
    public void What_is_made_for_swallowing_only_is_oral_unsaid(string name, string direction, string? route)
    {
        var said = Drug(name, direction, 5, 1);
        Assert.Equal(route, Single(Document("a.txt", "2024-01-01", said with { Dosing = said.Dosing! with { Route = null } })).Dosing!.Route?.Text);
    }

    [Theory]
    [InlineData("zum Einnehmen", "oral")]
    [InlineData("by mouth", "oral")]
    [InlineData("into the left knee", "into the left knee")]
    public void A_route_in_words_that_are_known_gets_its_code(string words, string route)
    {
        var said = Drug("torsemide", "20 mg daily", 20, 1);
        Assert.Equal(route, Single(Document("a.txt", "2024-01-01", said with { Dosing = said.Dosing! with { Route = new(words) } })).Dosing!.Route!.Text);
    }

    [Fact]
    public void A_rescue_drug_is_as_needed_unsaid()
    {
        var spray = Drug("glucagon", "3 mg nasal", 3);
        Assert.True(Single(Document("a.txt", "2024-01-01", spray with { Dosing = spray.Dosing! with { Route = new("nasal") } })).Dosing!.AsNeeded);
    }

    [Fact]
    public void Insulin_in_general_is_the_one_insulin_that_is_named()
    {
        var line = Single(Document("a.txt", "2024-01-01", Drug("insulin")), Document("b.txt", "2024-02-01", Drug("insulin glargine", "20 units", 20, 1)));
        Assert.Equal("insulin glargine", line.Concept.Text);
        Assert.Equal(2, line.Sources.Select(source => source.Document).Distinct().Count());
    }

    [Fact]
    public void Tenofovir_without_its_ester_is_the_same_combination() =>
        Single(Document("a.txt", "2024-01-01", Drug("dolutegravir / lamivudine / tenofovir")), Document("b.txt", "2024-02-01", Drug("Tenofovir 300 mg / lamivudine 300 mg / dolutegravir 50 mg tablet (TLD)")));

    [Theory]
    [InlineData("2024-03-04")]
    [InlineData(null)]
    public void An_order_that_ends_on_the_day_of_its_successor_ends_no_drug(string? end)
    {
        var old = Drug("pregabalin", "75 mg at night", 75, 1) with { Status = MedicationStatus.Stopped, Start = Day("2024-01-14"), End = Day(end) };
        var line = Single(Document("orders.hl7", "2024-03-04", old.Coded(), (Drug("pregabalin", "150 mg at night", 150, 1) with { Start = Day("2024-03-04") }).Coded()));
        Assert.Equal("150 mg at night", line.Dosing!.Text);
    }

    [Fact]
    public void A_cream_does_not_replace_tablets()
    {
        var cream = Drug("hydrocortisone", "apply twice daily", null, 2);
        var line = Single(Document("a.txt", "2024-01-01", Drug("hydrocortisone", "10 mg twice daily", 10, 2)), Document("b.txt", "2024-06-01", cream with { Dosing = cream.Dosing! with { Route = new("topical"), Form = "cream" } }));
        Assert.Equal("stated both for local use and for the whole body", line.UnsureBecause);
    }

    [Theory]
    [InlineData("potassium chloride 600 MG tablet", "sodium chloride 600 MG tablet", 2)]
    [InlineData("sodium bicarbonate", "potassium bicarbonate", 2)]
    [InlineData("vitamin B12 1000 mcg", "vitamin D3 1000 units", 2)]
    [InlineData("potassium chloride 600 MG tablet", "potassium chloride", 1)]
    [InlineData("sodium valproate", "valproate", 1)]
    public void A_salt_is_both_its_halves_and_a_vitamin_its_number(string one, string other, int lines) =>
        Assert.Equal(lines, Record(Document("a.txt", "2024-01-01", Drug(one), Drug(other))).Medications.Count);

    private static MedicationLine Single(params UnderstoodDocument[] documents) => Assert.Single(Record(documents).Medications);

    private static MedicationFinding Tablets(string name) => Drug(name) with { Dosing = new() { Text = "1 tablet daily", Dose = new(1, "tablet"), TimesPerDay = 1 } };
}
