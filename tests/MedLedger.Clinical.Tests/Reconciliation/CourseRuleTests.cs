using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Reconciliation;

/// <summary>Courses: those whose end nobody wrote, those that last as long as another, and holds with a day of their own. The page is of 2025-03-01.</summary>
public sealed class CourseRuleTests
{
    [Theory]
    [InlineData("amoxicillin", "500 mg three times a day", 3, "2025-01-15")]
    [InlineData("amoxicillin / clavulanate", "625 mg three times a day", 3, "2025-01-15")]
    [InlineData("levofloxacin", "500 mg daily", 1, "2025-01-15")]
    [InlineData("penicillin V", "500 mg four times a day", 4, "2025-01-15")]
    [InlineData("nitrofurantoin", "100 mg twice a day", 2, "2025-01-15")]
    public void An_infection_is_not_treated_for_weeks_without_a_word(string drug, string direction, int times, string day)
    {
        var line = Single(Document("a.txt", day, Drug(drug, direction, 500, times)));
        Assert.Equal((ReadingCertainty.Unsure, "a course without a stated end, last mentioned long before this day"), (line.Certainty, line.UnsureBecause));
        Assert.Null(line.Dosing!.Dose);
        Assert.Contains(line.Trace, trace => trace.Rule == "unended-course");
    }

    [Theory]
    [InlineData("amoxicillin", "500 mg three times a day", 3, "2025-02-15")]
    [InlineData("nitrofurantoin", "50 mg at night", 1, "2024-06-01")]
    [InlineData("trimethoprim", "100 mg at night", 1, "2024-06-01")]
    [InlineData("penicillin V", "250 mg twice a day", 2, "2024-06-01")]
    [InlineData("amoxicillin", "500 mg twice a day, prophylaxis", 2, "2024-06-01")]
    [InlineData("doxycycline", "100 mg daily", 1, "2024-06-01")]
    [InlineData("darunavir / ritonavir", "600 mg twice a day", 2, "2024-06-01")]
    [InlineData("ritonavir", "100 mg twice a day", 2, "2024-06-01")]
    [InlineData("isoniazid", "300 mg daily", 1, "2024-06-01")]
    [InlineData("ramipril", "5 mg twice a day", 2, "2024-01-01")]
    public void What_prevents_or_is_taken_for_good_or_was_said_lately_stays_sure(string drug, string direction, int times, string day) =>
        Assert.Equal(ReadingCertainty.Sure, Single(Document("a.txt", day, Drug(drug, direction, 500, times))).Certainty);

    [Fact]
    public void An_antibiotic_that_is_listed_for_longer_is_no_course() =>
        Assert.Equal(ReadingCertainty.Sure, Single(Document("a.txt", "2024-06-01", Drug("doxycycline", "100 mg twice a day", 100, 2)), Document("b.txt", "2025-01-20", Drug("doxycycline", "100 mg twice a day", 100, 2))).Certainty);

    [Fact]
    public void A_coded_list_says_what_runs_on() =>
        Assert.Equal(ReadingCertainty.Sure, Single(Document("a.xml", "2025-01-20", Drug("doxycycline", "100 mg twice a day", 100, 2).Coded())).Certainty);

    [Theory]
    [InlineData("2025-02-15", ReadingCertainty.Unsure)]
    [InlineData("2025-02-25", ReadingCertainty.Sure)]
    public void A_daily_drug_in_a_vein_is_the_wards(string day, ReadingCertainty certainty)
    {
        var drug = Drug("furosemide", "40 mg IV twice a day", 40, 2);
        Assert.Equal(certainty, Single(Document("a.txt", day, drug with { Dosing = drug.Dosing! with { Route = new CodedText("intravenous") } })).Certainty);
    }

    [Theory]
    [InlineData(false, ReadingCertainty.Unsure)]
    [InlineData(true, ReadingCertainty.Sure)]
    public void What_is_taken_only_beside_another_is_unsure_once_the_other_is_over(bool taken, ReadingCertainty certainty)
    {
        var record = Record(
            Document("a.txt", "2024-12-01", Drug("omeprazole", "20 mg daily", 20, 1) with { Reason = "only while taking enoxaparin" }),
            Document("b.txt", "2025-01-20", Drug("enoxaparin", "40 mg daily", 40, 1) with { Status = taken ? MedicationStatus.Active : MedicationStatus.Stopped }));
        Assert.Equal(certainty, record.Medications.Single(line => line.Concept.Text == "omeprazole").Certainty);
    }

    [Theory]
    [InlineData("2025-02-25", MedicationStatus.Active)]
    [InlineData("2025-03-10", MedicationStatus.OnHold)]
    public void A_hold_lasts_until_its_day(string until, MedicationStatus status)
    {
        var line = Single(
            Document("a.txt", "2024-06-01", Drug("rivaroxaban", "20 mg daily", 20, 1)),
            Document("b.txt", "2025-02-15", Drug("rivaroxaban") with { Status = MedicationStatus.OnHold, End = Day(until) }));
        Assert.Equal((status, "20 mg daily"), (line.Status, line.Dosing!.Text));
    }

    private static MedicationLine Single(params UnderstoodDocument[] documents) => Assert.Single(Record(documents).Medications);
}
