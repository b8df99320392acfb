using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Hl7Statements;

/// <summary>Times, parts and replacements of pharmacy orders.</summary>
public class Hl7OrderTests
{
    [Theory]
    [InlineData("RXE|1^BID|1^ramipril^L|5||mg||^with food", null, "5 mg BID with food", 2.0, false)]
    [InlineData("RXE||1^ramipril^L|5||mg", "TQ1|1||Q8H|||||20250301|R", "5 mg Q8H", 3.0, false)]
    [InlineData("RXE||1^morphine^L|5||mg", "TQ1|1||Q6H||||20250101||PRN^as needed", "5 mg Q6H as needed", 4.0, true)]
    [InlineData("RXE|1^QAM~1^QHS|1^insulin^L|5||U", null, "5 U QAM and QHS", null, false)]
    [InlineData("RXE|1^Q6H^^^^PRN|1^morphine^L|5||mg", null, "5 mg Q6H as needed", 4.0, true)]
    [InlineData("RXE|1^Q3W|1^drug^L|5||mg", null, "5 mg Q3W", 1.0 / 21, false)]
    [InlineData("RXE||1^heparin^L|25000||U||||||||||||||||||12|mL/h|100|U/mL", null, "25000 U at 12 mL/h", null, false)]
    [InlineData("RXE||1^saline^L|1000||mL", "RXC|A|2^potassium chloride^L|20|mEq", "1000 mL with potassium chloride 20 mEq", null, false)]
    public async Task An_order_keeps_its_times_and_parts(string order, string? behind, string words, double? perDay, bool needed)
    {
        var drug = await One(["ORC|NW|1", order, .. behind is null ? Array.Empty<string>() : [behind]]);
        Assert.Equal((words, needed), (drug.Dosing!.Text, drug.Dosing.AsNeeded));
        Assert.Equal(perDay ?? 0, (double)(drug.Dosing.TimesPerDay ?? 0), 6);
        if (order.Contains("heparin", StringComparison.Ordinal)) Assert.Equal("100 U/mL", drug.Dosing.Strength);
        if (behind?.Contains("20250301", StringComparison.Ordinal) == true) Assert.Equal("2025-03-01", drug.End.ToString());
    }

    [Theory]
    [InlineData("RP")]
    [InlineData("RU")]
    [InlineData("RQ")]
    public async Task The_old_order_of_a_replacement_is_stopped(string control) =>
        Assert.Equal(MedicationStatus.Stopped, (await One($"ORC|{control}|1", "RXE|1^BID|1^ramipril^L|5||mg")).Status);

    [Theory]
    [InlineData("ORC|UA|1", "RXE|1^BID|1^ramipril^L|5||mg")]
    [InlineData("ORC|CA|1", "RXD|1|1^ramipril^L|20250101|28")]
    public async Task What_did_not_come_about_says_nothing_and_is_named(string control, string order)
    {
        var reading = await Reads.Hl7(control, order);
        Assert.Empty(reading.Statements);
        Assert.Single(reading.NotUnderstood);
    }

    [Theory]
    [InlineData("E", true, AllergyStatus.Active, Likelihood.Confirmed)]
    [InlineData("I", false, AllergyStatus.Inactive, Likelihood.Confirmed)]
    [InlineData("S", false, AllergyStatus.Active, Likelihood.Possible)]
    public async Task The_standing_of_an_allergy_is_honoured(string code, bool wrong, AllergyStatus status, Likelihood likelihood)
    {
        var allergy = Assert.IsType<AllergyFinding>(Assert.Single((await Reads.Hl7($"IAM|1|DA|^latex|SV|rash|A||||||||||{'|'}{code}")).Statements));
        Assert.Equal((wrong, status, likelihood), (allergy.EnteredInError, allergy.Status, allergy.Assertion.Likelihood));
    }

    [Theory]
    [InlineData("rule-out", false, Likelihood.Possible)]
    [InlineData("refuted", true, Likelihood.Confirmed)]
    public async Task The_confirmation_of_a_problem_is_honoured(string word, bool negated, Likelihood likelihood)
    {
        var problem = Assert.IsType<ProblemFinding>(Assert.Single((await Reads.Hl7($"PRB|AD|20250101|I35.0^Aortic stenosis^I10C||||||||||{word}")).Statements));
        Assert.Equal((negated, likelihood), (problem.Assertion.Negated, problem.Assertion.Likelihood));
    }

    [Fact]
    public async Task A_blood_group_that_was_taken_back_is_none()
    {
        const string Pid = "PID|1||7^^^HOSP^MR||Example^Ada||19500203|F";
        Assert.Null((await Reads.Hl7(Pid, "OBX|1|ST|882-1^ABO and Rh^LN||O positive||||||W")).Patient!.BloodGroup);
        Assert.Equal("O positive", (await Reads.Hl7(Pid, "OBX|1|ST|882-1^ABO and Rh^LN||O positive||||||F")).Patient!.BloodGroup);
    }

    [Fact]
    public async Task Report_text_has_its_question_as_heading_and_nothing_withdrawn()
    {
        var reading = await Reads.Hl7("OBX|1|TX|10157-6^Family history^LN||Diabetes||||||F", "OBX|2|TX|10157-6^Family history^LN||Stroke||||||W", "OBX|3|TX|8648-8^Course^LN||Well||||||F");
        Assert.Equal("Family history:\nDiabetes\n\nCourse:\nWell", reading.Pages[1].Text);
    }

    [Fact]
    public async Task A_diagnosis_that_is_an_allergy_is_an_allergy_too()
    {
        var reading = await Reads.Hl7("DG1|1||Z88.0^Allergy status to penicillin^I10C|||F");
        Assert.Equal("penicillin", Assert.Single(reading.Statements.OfType<AllergyFinding>()).Concept.Text);
    }

    private static async Task<MedicationFinding> One(params string[] segments) =>
        Assert.IsType<MedicationFinding>(Assert.Single((await Reads.Hl7(segments)).Statements));
}
