using System.Text;
using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Hl7Statements;

public class Hl7MessageTypeTests
{
    private const string Pid = "PID|1||7^^^HOSP^MR||Example^Ada||19500203|F";

    [Theory]
    [InlineData("||||||||||RE")]
    [InlineData("|||||||||||RE")]
    [InlineData("||||||||||||RE")]
    public async Task A_refusal_counts_where_fields_were_miscounted(string behind) =>
        Assert.True(Assert.IsType<ImmunizationFinding>(Assert.Single(await Of("VXU^V04", "ORC|RE", $"RXA|0|1|20251030||115^Tdap^CVX|0.5|mL||00^New^NIP001{behind}"))).NotDone);

    [Theory]
    [InlineData("x10^9/L", "x10^9/L")]
    [InlineData("10^3/uL", "10^3/uL")]
    [InlineData("x10\\S\\9/L", "x10^9/L")]
    [InlineData("g/L^gram per liter^UCUM", "g/L")]
    public async Task A_power_in_the_unit_parts_no_components(string written, string unit)
    {
        var result = Assert.IsType<ObservationFinding>(Assert.Single(await Of("ORU^R01", "OBR|1|||1^Blood count", $"OBX|1|NM|777-3^Platelets^LN||274|{written}|||||F")));
        Assert.Equal(unit, result.Value?.Unit);
    }

    [Theory]
    [InlineData("PRB|AD|20250101|I35.0^Aortic stenosis^I10C|1|||20240101", ProblemStatus.Unknown, false)]
    [InlineData("PRB|UP|20250101|I35.0^Aortic stenosis^I10C|1|||20240101||20241231", ProblemStatus.Resolved, false)]
    [InlineData("PRB|UP|20250101|I35.0^Aortic stenosis^I10C|1|||20240101||||||C^Confirmed|A^Active", ProblemStatus.Active, false)]
    [InlineData("PRB|DE|20250101|I35.0^Aortic stenosis^I10C|1", ProblemStatus.Unknown, true)]
    public async Task A_problem_list_keeps_status_and_deletions(string prb, ProblemStatus status, bool wrong)
    {
        var problem = Assert.IsType<ProblemFinding>(Assert.Single(await Of("PPR^PC1", prb)));
        Assert.Equal(("Aortic stenosis", status, wrong), (problem.Concept.Text, problem.Status, problem.EnteredInError));
    }

    [Fact]
    public async Task A_procedure_has_its_day()
    {
        var procedure = Assert.IsType<ProcedureFinding>(Assert.Single(await Of("ADT^A01", "PR1|1||76164006^Biopsy of colon^SCT||202501251140")));
        Assert.Equal(("Biopsy of colon", "2025-01-25"), (procedure.Concept.Text, procedure.Performed.ToString()));
    }

    [Fact]
    public async Task An_ordered_examination_is_planned_and_a_reported_one_a_result()
    {
        Assert.Equal(Temporality.Planned, Assert.IsType<ProcedureFinding>(Assert.Single(await Of("ORM^O01", "ORC|NW|1", "OBR|1|1||24627-2^CT chest^LN"))).Assertion.Temporality);
        Assert.IsType<ObservationFinding>(Assert.Single(await Of("OML^O21", "ORC|NW|1", "OBR|1|1||2823-3^Potassium^LN", "OBX|1|NM|2823-3^Potassium^LN||4|mmol/L|||||F")));
    }

    [Theory]
    [InlineData("NM", "12,1", "g/dl", "12,0-15,5", 12.1)]
    [InlineData("ST", "0,94", "mg/dl", "", 0.94)]
    [InlineData("ST", "4,125", "mmol/l", "3,5-5,1", 4.125)]
    [InlineData("SN", "^7,25", "", "", 7.25)]
    [InlineData("ST", "5.4 mmol/L", "mmol/L", "", 5.4)]
    [InlineData("ST", "1,234", "U/L", "10-200", null)]
    [InlineData("ST", "5-10", "/HPF", "", null)]
    [InlineData("ST", "7 days", "", "", null)]
    public async Task A_number_is_read_with_the_sender_s_decimal_comma(string type, string value, string unit, string range, double? number)
    {
        var result = Assert.IsType<ObservationFinding>(Assert.Single(await Of("ORU^R01", "OBR|1|||1^Labor", $"OBX|1|{type}|HB^Hemoglobin||{value}|{unit}|{range}||||F")));
        Assert.Equal((decimal?)number, result.Value?.Value);
        if (number is null) Assert.Equal($"{value} {unit}".Trim(), result.ValueText!.Text);
    }

    [Theory]
    [InlineData("8302-2^Height^LN", ObservationCategory.VitalSign)]
    [InlineData("2823-3^Potassium^LN", ObservationCategory.Laboratory)]
    public async Task A_height_is_no_laboratory_value(string code, ObservationCategory category) =>
        Assert.Equal(category, Assert.IsType<ObservationFinding>(Assert.Single(await Of("ORU^R01", "OBR|1|||1^Obs", $"OBX|1|NM|{code}||162|cm|||||F"))).Category);

    [Fact]
    public async Task A_vaccination_is_one_finding_without_its_funding()
    {
        var vaccine = Assert.IsType<ImmunizationFinding>(Assert.Single(await Of("VXU^V04", "ORC|RE", "RXA|0|1|20241001||141^influenza^CVX|0.5|mL", "OBX|1|CE|30963-3^Vaccine funding source^LN||PHC70^Private^CDCPHINVS||||||F")));
        Assert.Equal("2024-10-01", vaccine.Given.ToString());
    }

    [Theory]
    [InlineData("30945-0^Contraindication^LN||VXC18^allergy to gelatin^CDCPHINVS", typeof(AllergyFinding), "gelatin")]
    [InlineData("31044-1^Reaction^LN||39579001^Anaphylaxis^SCT", typeof(AlertFinding), "Reaction to influenza: Anaphylaxis")]
    [InlineData("59784-9^Presumed immunity^LN||38907003^Varicella^SCT", null, null)]
    public async Task What_is_said_of_the_patient_beside_a_vaccination_is_kept_or_named(string told, Type? kind, string? text)
    {
        var reading = Reads.Of(await Reads.Text($"MSH|^~\\&|A|H|||20250120||VXU^V04|1|P|2.5.1\r{Pid}\rORC|RE\rRXA|0|1|20241001||141^influenza^CVX|0.5|mL\rOBX|1|CE|{told}||||||F"));
        Assert.Equal((kind, text), (reading.Statements.Skip(1).SingleOrDefault()?.GetType(), reading.Statements.Skip(1).SingleOrDefault()?.Concept.Text));
        Assert.Equal(kind is null, reading.NotUnderstood.Count == 1);
    }

    [Fact]
    public async Task An_administered_drug_is_no_vaccine_and_a_dispense_does_not_repeat_its_order()
    {
        var given = Assert.IsType<MedicationFinding>(Assert.Single(await Of("RAS^O17", "ORC|RE", "RXA|0|1|20250101|20250101|1^morphine^L|5|mg")));
        Assert.Equal((MedicationStatus.Completed, true), (given.Status, given.IsOccasion));
        Assert.Single(await Of("RDS^O13", "ORC|RE", "RXE|1^BID|1^ramipril^L|5||mg", "RXD|1|1^ramipril^L|20250101|28"));
        Assert.Equal("ramipril", Assert.Single(await Of("RDS^O13", "ORC|RE", "RXD|1|1^ramipril^L|20250101|28")).Concept.Text);
    }

    [Fact]
    public async Task The_header_names_the_characters()
    {
        var message = $"MSH|^~\\&|LAB|H|||20250120||ADT^A08|1|P|2.5.1||||||8859/2\rPID|1||7^^^H^MR||Łukasz^Ada||19500203|F";
        Assert.Equal("Łukasz", Reads.Of(await Reads.Bytes(CodePagesEncodingProvider.Instance.GetEncoding(28592)!.GetBytes(message))).Patient!.Name!.Family);
    }

    private static async Task<IReadOnlyList<Finding>> Of(string type, params string[] segments) =>
        Reads.Of(await Reads.Text($"MSH|^~\\&|A|H|||20250120||{type}|1|P|2.5.1\r{Pid}\r" + string.Join('\r', segments))).Statements;
}
