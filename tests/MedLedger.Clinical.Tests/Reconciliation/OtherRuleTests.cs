using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Reconciliation;

public sealed class OtherRuleTests
{
    [Fact]
    public void The_newest_value_of_a_test_is_first_and_the_others_follow()
    {
        var line = Assert.Single(Record(Document("a.txt", "2024-05-01", Lab("Creatinine", 1.2m, "mg/dL", "2024-04-30", "2160-0"), Lab("creatinine", 1.4m, "mg/dL", "2024-05-01", "2160-0"))).Results);
        Assert.Equal(1.4m, line.Latest.Value!.Value);
        Assert.Equal(1.2m, Assert.Single(line.Earlier).Value!.Value);
    }

    [Fact]
    public void The_same_value_of_the_same_day_is_one_value_with_two_sources()
    {
        var line = Assert.Single(Record(Document("a.txt", "2024-05-01", Lab("INR", 2.40m, "", "2024-04-30")), Document("b.txt", "2024-05-02", Lab("INR", 2.4m, "", "2024-04-30"))).Results);
        Assert.Empty(line.Earlier);
        Assert.Equal(2, line.Latest.Sources.Count);
    }

    [Fact]
    public void A_value_that_a_comment_repeats_without_its_unit_is_the_tables_value()
    {
        var line = Assert.Single(Record(Document("lab.txt", "2024-10-30", Lab("potassium", 6.3m, "mmol/L", "2024-10-28") with { ReferenceRange = "3.5-5.1", Flag = "HH" }, Lab("potassium", 6.3m, "", "2024-10-28"))).Results);
        Assert.Empty(line.Earlier);
        Assert.Equal(("mmol/L", "HH"), (line.Latest.Value!.Unit, line.Latest.Flag));
    }

    [Fact]
    public void An_unsure_value_is_words_only_and_the_sure_one_before_it_stays_visible()
    {
        var line = Assert.Single(Record(Document("a.txt", "2024-05-01", Lab("Potassium", 4.1m, "mmol/L", "2024-04-30"), Lab("Potassium", 7.1m, "mmol/L", "2024-05-01").Unsure())).Results);
        Assert.Null(line.Latest.Value);
        Assert.Equal("7.1 mmol/L", line.Latest.Text);
        Assert.Equal(4.1m, line.Earlier[0].Value!.Value);
    }

    [Fact]
    public void A_refused_vaccine_and_a_declined_procedure_are_not_listed()
    {
        var record = Record(Document("a.txt", "2024-05-01",
            new ImmunizationFinding { Concept = new("RSV vaccine"), Certainty = ReadingCertainty.Sure, NotDone = true },
            new ProcedureFinding { Concept = new("prostate resection"), Certainty = ReadingCertainty.Sure, Assertion = new() { Negated = true } }));
        Assert.Empty(record.Immunizations);
        Assert.Empty(record.Procedures);
    }

    [Fact]
    public void A_year_joins_the_day_of_the_same_event_and_two_events_stay_two()
    {
        var record = Record(Document("a.txt", "2024-05-01", Procedure("colonoscopy", "2019"), Procedure("colonoscopy", "2019-03-04"), Procedure("colonoscopy", "2023-01-01"), Procedure("colonoscopy", null)));
        Assert.Equal(["2023-01-01", "2019-03-04"], record.Procedures.Select(line => line.Performed.ToString()));
    }

    [Fact]
    public void A_removed_device_is_gone_but_an_unsure_removal_removes_nothing()
    {
        var port = new DeviceFinding { Concept = new("port"), Certainty = ReadingCertainty.Sure };
        Assert.Empty(Record(Document("a.txt", "2023-05-01", port), Document("b.txt", "2024-05-01", port with { Active = false })).Devices);
        Assert.Single(Record(Document("a.txt", "2023-05-01", port), Document("b.txt", "2024-05-01", (port with { Active = false }).Unsure())).Devices);
    }

    [Fact]
    public void The_newer_code_status_stands()
    {
        var record = Record(Document("a.txt", "2020-05-01", Directive("Full code")), Document("b.txt", "2024-05-01", Directive("Do not resuscitate")));
        Assert.Equal("Do not resuscitate", Assert.Single(record.Directives).Concept.Text);
    }

    [Fact]
    public void Two_code_statuses_of_one_day_are_both_shown()
    {
        var record = Record(Document("a.txt", "2024-05-01", Directive("Full code"), Directive("DNR")));
        Assert.Equal(2, record.Directives.Count);
        Assert.Contains(record.Directives, line => line.Conflict is not null);
    }

    [Fact]
    public void A_reported_blood_group_is_part_of_the_identity()
    {
        var group = new ObservationFinding { Concept = new("Blood group"), Category = ObservationCategory.Laboratory, Certainty = ReadingCertainty.Sure, ValueText = new("A Rh(D) negative") };
        var record = Record(Document("a.txt", "2024-05-01", group));
        Assert.Equal("A-", record.Identity.BloodGroup!.Value);
        Assert.Empty(record.Results);
    }

    [Fact]
    public void A_shorter_name_joins_the_longer_one_of_the_same_event()
    {
        var record = Record(Document("a.txt", "2024-05-01",
            new DeviceFinding { Concept = new("pacemaker"), Certainty = ReadingCertainty.Sure },
            new DeviceFinding { Concept = new("cardiac pacemaker"), Certainty = ReadingCertainty.Sure, Since = Day("2023-06-14") },
            Procedure("cholecystectomy", "2019"), Procedure("laparoscopic cholecystectomy", "2019-03-04"), Procedure("cholecystectomy", "2001")));
        Assert.Equal("cardiac pacemaker", Assert.Single(record.Devices).Concept.Text);
        Assert.Equal(2, record.Procedures.Count);
    }

    [Fact]
    public void The_specific_device_takes_in_the_one_with_filling_words() =>
        Assert.Equal("Dual-chamber pacemaker", Assert.Single(Record(Document("a.txt", "2024-05-01",
            new DeviceFinding { Concept = new("cardiac pacemaker"), Certainty = ReadingCertainty.Sure, Since = Day("2020-02-03") },
            new DeviceFinding { Concept = new("Dual-chamber pacemaker"), Certainty = ReadingCertainty.Sure, Since = Day("2020-02-03") })).Devices).Concept.Text);

    [Fact]
    public void A_letter_that_repeats_a_laboratory_s_value_is_no_new_measurement()
    {
        var line = Assert.Single(Record(Document("lab.hl7", "2024-05-01", Lab("potassium", 5.8m, "mmol/L", "2024-05-01")), Document("call.txt", "2024-05-06", Lab("potassium", 5.8m, "", null))).Results);
        Assert.Equal("2024-05-01", line.Latest.Date?.ToString());
        Assert.Empty(line.Earlier);
    }

    [Fact]
    public void A_letter_s_other_value_is_a_new_one() =>
        Assert.Equal(5.1m, Assert.Single(Record(Document("lab.hl7", "2024-05-01", Lab("potassium", 5.8m, "mmol/L", "2024-05-01")), Document("call.txt", "2024-05-06", Lab("potassium", 5.1m, "mmol/L", null))).Results).Latest.Value!.Value);

    [Fact]
    public void A_corrected_result_replaces_what_it_corrects()
    {
        var (wrong, right) = (Lab("sodium", 14, "mmol/L", "2024-05-01"), Lab("sodium", 140, "mmol/L", "2024-05-01") with { Status = "corrected" });
        var line = Assert.Single(Record(Document("lab.hl7", "2024-05-01", wrong, right)).Results);
        Assert.Equal(140, line.Latest.Value!.Value);
        Assert.Empty(line.Earlier);
    }

    [Fact]
    public void A_correction_drops_no_value_of_which_nobody_knows_that_it_was_meant()
    {
        var (morning, noon, right) = (Lab("potassium", 5.9m, "mmol/L", "2024-05-01"), Lab("potassium", 3.1m, "mmol/L", "2024-05-01"), Lab("potassium", 4.1m, "mmol/L", "2024-05-01") with { Status = "corrected" });
        Assert.Equal(2, Assert.Single(Record(Document("lab.hl7", "2024-05-01", morning, noon, right)).Results).Earlier.Count);
    }

    [Fact]
    public void Remarks_of_a_message_are_no_warning_of_the_page()
    {
        var message = Document("a.hl7", "2024-05-01", Problem("gout"));
        Assert.Empty(Record(message with { Reading = message.Reading with { NotUnderstood = ["segment NTE"] } }).Notices);
        Assert.NotEmpty(Record(message with { Reading = message.Reading with { NotUnderstood = ["segment NTE", "segment ZAL"] } }).Notices);
    }

    [Fact]
    public void A_document_in_which_nothing_was_understood_is_named() =>
        Assert.Contains(
            Record(Document("a.txt", "2024-05-01", Problem("gout")), Document("b.txt", "2024-05-02") is var b ? b with { Reading = b.Reading with { Pages = [new() { Number = 1, Origin = Domain.Documents.PageOrigin.TextLayer, Text = "Rx" }] } } : null!).Notices,
            notice => notice is { Kind: MedLedger.Clinical.Reconciliation.NoticeKind.NotUnderstood, Document: "b.txt" });

    private static ProcedureFinding Procedure(string name, string? date) => new() { Concept = new(name), Certainty = ReadingCertainty.Sure, Performed = Day(date) };

    private static DirectiveFinding Directive(string name) => new() { Concept = new(name), Certainty = ReadingCertainty.Sure };

    [Theory]
    [InlineData("influenza vaccine", "2023-09-22", "Influenza, quadrivalent", 1)]
    [InlineData("influenza vaccine", null, "Influenza, quadrivalent", 1)]
    [InlineData("influenza vaccine", "2022-09-22", "Influenza, quadrivalent", 2)]
    [InlineData("pneumococcal vaccine", null, "pneumococcal polysaccharide vaccine (PPSV23)", 1)]
    [InlineData("MMR vaccine", "2023-09", "MMRV vaccine", 1)]
    [InlineData("MMR vaccine", "2021-09", "MMRV vaccine", 2)]
    public void A_plain_name_joins_the_vaccine_of_its_kind(string plain, string? given, string exact, int lines) =>
        Assert.Equal(lines, Record(
            Document("a.txt", "2023-10-01", new ImmunizationFinding { Concept = new(plain), Given = given is null ? null : Day(given), Certainty = ReadingCertainty.Sure }),
            Document("b.txt", "2023-10-02", new ImmunizationFinding { Concept = new(exact), Given = Day("2023-09-22"), Certainty = ReadingCertainty.Sure })).Immunizations.Count);

    [Theory]
    [InlineData(61, "2023-11-05", 1)]
    [InlineData(62, "2023-11-05", 2)]
    [InlineData(61, "2023-11-06", 2)]
    public void Two_codes_for_one_measurement_are_one_line(int value, string day, int lines) =>
        Assert.Equal(lines, Record(Document("a.hl7", "2023-11-07", Lab("HbA1c (IFCC)", 61, "mmol/mol", "2023-11-05", "59261-8"), Lab("HbA1c", value, "mmol/mol", day, "4548-4"))).Results.Count);
}
