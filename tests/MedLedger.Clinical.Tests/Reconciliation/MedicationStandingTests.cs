using MedLedger.Clinical.Context;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Reconciliation;

/// <summary>Whether a drug is taken, where statements of different weight meet.</summary>
public sealed class MedicationStandingTests
{
    [Fact]
    public void An_unsure_mention_after_a_sure_stop_is_unsure()
    {
        var line = Single(Document("a.txt", "2023-01-01", Drug("warfarin", "3 mg daily", 3, 1)), Document("b.txt", "2024-01-01", Drug("warfarin") with { Status = MedicationStatus.Stopped }), Document("c.png", "2024-06-01", Drug("warfarin").Unsure()));
        Assert.Equal((ReadingCertainty.Unsure, null), (line.Certainty, line.Dosing));
    }

    [Fact]
    public void An_unsure_hold_is_a_doubt_and_holds_nothing()
    {
        var line = Single(Document("a.txt", "2023-01-01", Drug("apixaban")), Document("b.png", "2024-01-01", (Drug("apixaban") with { Status = MedicationStatus.OnHold }).Unsure()));
        Assert.Equal((MedicationStatus.Active, ReadingCertainty.Unsure), (line.Status, line.Certainty));
        Assert.Contains("on hold (b", line.UnsureBecause!, StringComparison.Ordinal);
        Assert.Equal(2, line.Trace.SelectMany(trace => trace.Documents).Distinct().Count());
    }

    [Fact]
    public void An_unsure_mention_takes_up_nothing_that_is_held()
    {
        var line = Single(Document("a.txt", "2023-01-01", Drug("apixaban") with { Status = MedicationStatus.OnHold }), Document("b.png", "2024-01-01", Drug("apixaban").Unsure()));
        Assert.Equal((MedicationStatus.OnHold, ReadingCertainty.Unsure), (line.Status, line.Certainty));
    }

    [Theory]
    [InlineData("2024-06-01", ReadingCertainty.Unsure)]
    [InlineData("2023-06-01", ReadingCertainty.Sure)]
    [InlineData("2024-01-01", ReadingCertainty.Sure)]
    public void The_newest_word_in_words_that_may_end_it_makes_it_unsure(string day, ReadingCertainty certainty)
    {
        var line = Single(Document("a.txt", "2024-01-01", Drug("warfarin", "3 mg daily", 3, 1)), Document("b.txt", day, Drug("warfarin").Unsure() with { UnsureBecause = ContextDoubt.Because }));
        Assert.Equal((MedicationStatus.Active, certainty), (line.Status, line.Certainty));
    }

    [Theory]
    [InlineData("40 mg daily", 40, 1)]
    [InlineData("5 mg daily", 5, 0)]
    public void The_end_of_a_rescue_course_is_not_the_end_of_the_dose_taken_for_good(string direction, int milligrams, int lines)
    {
        var course = Drug("prednisolone", direction, milligrams, 1);
        var record = Record(Document("a.txt", "2024-01-01", Drug("prednisolone", "5 mg daily", 5, 1)), Document("b.txt", "2025-01-01", course with { Dosing = course.Dosing! with { Duration = "5 days" } }));
        Assert.Equal(lines, record.Medications.Count);
        Assert.All(record.Medications, line => Assert.Equal((ReadingCertainty.Unsure, "5 mg daily"), (line.Certainty, line.Dosing!.Text)));
    }

    [Fact]
    public void A_coded_order_that_ran_out_ends_nothing_that_was_said_later() =>
        Assert.Equal(ReadingCertainty.Sure, Single(
            Document("letter.txt", "2024-03-01", Drug("warfarin", "3 mg daily", 3, 1)),
            Document("export.json", "2024-05-01", (Drug("warfarin") with { Status = MedicationStatus.Completed, Recorded = Day("2018-01-01") }).Coded())).Certainty);

    [Theory]
    [InlineData(MedicationStatus.Completed)]
    [InlineData(MedicationStatus.Stopped)]
    public void An_occasion_is_never_a_stop(MedicationStatus status) => Single(
        Document("letter.txt", "2024-03-01", Drug("warfarin", "3 mg daily", 3, 1)),
        Document("export.json", "2024-05-01", (Drug("warfarin") with { Status = status, IsOccasion = true }).Coded()));

    [Fact]
    public void A_coded_list_of_what_was_taken_on_admission_stops_nothing()
    {
        var record = Record(
            Document("letter.txt", "2024-03-01", Drug("warfarin", "3 mg daily", 3, 1)),
            Document("ccda.xml", "2024-05-01", (Drug("warfarin") with { Assertion = new() { Temporality = Temporality.Historical } }).Coded()));
        Assert.Single(record.Medications);
        Assert.Equal("historical", Assert.Single(record.History).Rule);
    }

    private static MedicationLine Single(params UnderstoodDocument[] documents) => Assert.Single(Record(documents).Medications);
}
