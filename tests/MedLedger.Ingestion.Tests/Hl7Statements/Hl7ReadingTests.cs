using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Hl7Statements;

public class Hl7ReadingTests
{
    private const string Pid = "PID|1||7^^^HOSP^MR~8^^^&1.2.3&ISO^SS||Example^Ada^B||19500203|F|||1 Row^^Town||555-0100";

    [Fact]
    public async Task The_patient_is_claimed_with_assigning_authorities()
    {
        var claim = (await Reads.Hl7(Pid, "NK1|1|Example^Bo|son||555-0101")).Patient!;
        Assert.Equal(("Ada B Example", "1950-02-03", Sex.Female, "1 Row, Town"), (claim.Name!.Text, claim.BirthDate.ToString(), claim.Sex, claim.Address));
        Assert.Equal([new PatientIdentifier("7", "HOSP", "MR"), new PatientIdentifier("8", "urn:oid:1.2.3", "SS")], claim.Identifiers);
        Assert.Equal(["555-0100"], claim.Phones);
        var contact = Assert.Single(claim.Contacts);
        Assert.Equal(("Bo Example", "son", "555-0101"), (contact.Name, contact.Relationship, contact.Phone));
    }

    [Fact]
    public async Task A_numeric_result_keeps_unit_range_flag_day_and_place()
    {
        var result = Assert.IsType<ObservationFinding>(Assert.Single((await Reads.Hl7(Pid, "OBR|1|||BMP|||202501160815", "OBX|1|NM|2823-3^Potassium^LN||5.9|mmol/L|3.5-5.1|H|||F")).Statements));
        Assert.Equal((new Quantity(5.9m, "mmol/L"), "3.5-5.1", "H", "final"), (result.Value, result.ReferenceRange, result.Flag, result.Status));
        Assert.Equal("2025-01-16", result.Effective.ToString());
        Assert.Equal("2823-3", result.Concept.CodeIn("http://loinc.org"));
        Assert.Equal(new SourceSpan.SegmentField("OBX", 4, null), result.Sources[0].Span);
        Assert.Equal("Potassium 5.9 mmol/L 3.5-5.1 H F", result.Sources[0].Quote);
    }

    [Theory]
    [InlineData("SN", ">^300", "NT^a^L", ">300")]
    [InlineData("SN", "^1^:^160", "NT^a^L", null)]
    [InlineData("ST", "<0.5", "NT^a^L", "<0.5")]
    [InlineData("ST", "negative", "NT^a^L", null)]
    [InlineData("NM", "see note", "NT^a^L", null)]
    public async Task A_value_is_a_number_only_when_it_is_one(string type, string value, string code, string? number)
    {
        var result = Assert.IsType<ObservationFinding>(Assert.Single((await Reads.Hl7($"OBX|1|{type}|{code}||{value}||||||F")).Statements));
        Assert.Equal(number, result.Value?.Text);
        Assert.Equal(number is null, result.ValueText is not null);
    }

    [Fact]
    public async Task Report_text_is_a_page_of_words_and_no_result()
    {
        var reading = await Reads.Hl7(Pid, "OBX|1|TX|11488-4^Note^LN||No history of asthma.||||||F", "OBX|2|FT|11488-4^Note^LN||COPD\\.br\\Smoker||||||F");
        Assert.Empty(reading.Statements);
        Assert.Equal([PageOrigin.Structured, PageOrigin.TextLayer], reading.Pages.Select(page => page.Origin));
        Assert.Equal("Note:\nNo history of asthma.\nCOPD\nSmoker", reading.Pages[1].Text);
    }

    [Fact]
    public async Task A_withdrawn_result_is_marked() =>
        Assert.True((await Reads.Hl7("OBX|1|NM|1^x^L||5|mg|||||W")).Statements[0].EnteredInError);

    [Fact]
    public async Task Allergies_and_diagnoses_are_read_with_their_doubt()
    {
        var reading = await Reads.Hl7("AL1|1|DA|ADH^adhesive tape^L|SV|dermatitis", "DG1|1||Z86.718^Suspected deep vein thrombosis^I10|||F", "DG1|2||I10^hypertension^I10C|||W", "AL1|2|DA|^No known drug allergies");
        var allergy = reading.Statements.OfType<AllergyFinding>().Single();
        Assert.Equal(("adhesive tape", "severe", "medication"), (allergy.Concept.Text, allergy.Severity, allergy.Category));
        Assert.All(reading.Statements.OfType<ProblemFinding>(), problem => Assert.Equal((Likelihood.Possible, ReadingCertainty.Unsure), (problem.Assertion.Likelihood, problem.Certainty)));
        Assert.Equal(NoKnownScope.DrugAllergies, reading.Statements.OfType<NoKnownFinding>().Single().Scope);
    }

    [Fact]
    public async Task Orders_and_vaccinations_keep_their_status()
    {
        var reading = await Reads.Hl7(
            "ORC|NW|1|||IP||||20250117", "RXE|1^BID^^20250117|4603^Lasix^RXNORM|80||mg|TAB|^twice daily", "RXR|PO^Oral^HL70162",
            "ORC|DC|2|||DC||||20250118", "RXE|1^QD|9997^Aldactone^RXNORM|25||mg|TAB|^once daily",
            "RXA|0|1|20241020||88^influenza vaccine^CVX|0.5|mL|||||||||||||RE");
        var drugs = reading.Statements.OfType<MedicationFinding>().ToList();
        Assert.Equal([MedicationStatus.Active, MedicationStatus.Stopped], drugs.Select(drug => drug.Status));
        Assert.Equal((new Quantity(80, "mg"), 2m, "Oral"), (drugs[0].Dosing!.Dose, drugs[0].Dosing!.TimesPerDay, drugs[0].Dosing!.Route!.Text));
        Assert.Null(drugs[1].Dosing!.Route);
        Assert.Equal("2025-01-18", drugs[1].End.ToString());
        var vaccine = reading.Statements.OfType<ImmunizationFinding>().Single();
        Assert.Equal(("2024-10-20", true), (vaccine.Given.ToString(), vaccine.NotDone));
    }

    [Theory]
    [InlineData("RXA|0|999|20251007||213^COVID-19^CVX|999|||||||||||00^Patient decision^NIP002||RE", true)]
    [InlineData("RXA|0|1|20251007||213^COVID-19^CVX|0.5|mL||00^New immunization record^NIP001||||||||||CP", false)]
    public async Task A_refused_vaccine_was_not_given_whichever_field_says_so(string segment, bool refused)
    {
        var reading = await Reads.Hl7(segment);
        Assert.Equal(refused, reading.Statements.OfType<ImmunizationFinding>().Single().NotDone);
    }

    [Fact]
    public async Task A_batch_of_two_patients_is_refused()
    {
        var outcome = await Reads.Text($"MSH|^~\\&|\r{Pid}\rMSH|^~\\&|\rPID|1||9||Other^Bo||19600101\r");
        Assert.Equal("several-patients", Reads.Code(Assert.IsType<ReadOutcome.Refused>(outcome)));
    }

    [Theory]
    // A second group of one result message: another person, another birth date, another number of the same kind, or nothing at all.
    [InlineData("PID|2||9^^^HOSP^MR||Other^Bo||19600101")]
    [InlineData("PID|2||7^^^HOSP^MR||Example^Ada||19600101")]
    [InlineData("PID|2||9^^^HOSP^MR||Example^Ada||19500203")]
    [InlineData("PID|2||9^^^HOSP^MR")]
    [InlineData("PID|2||9^^^ELSEWHERE^MR")]
    [InlineData("PID|2")]
    public async Task Two_people_in_one_message_are_refused(string second)
    {
        var outcome = await Reads.Text($"MSH|^~\\&|LAB|H|||20250120||ORU^R01|1|P|2.5.1\r{Pid}\rOBX|1|NM|1^x^L||5|mg||||||F\r{second}\rOBX|1|NM|2^y^L||6|mg||||||F\r");
        Assert.Equal("several-patients", Reads.Code(Assert.IsType<ReadOutcome.Refused>(outcome)));
    }

    [Theory]
    [InlineData("PID|2||7^^^HOSP^MR||Example^Ada||19500203")]
    [InlineData("PID|2||7^^^HOSP^MR||EXAMPLE^ADA B")]
    [InlineData("PID|2||7^^^HOSP^MR")]
    [InlineData("PID|2||||Example^Ada||19500203")]
    public async Task One_person_written_twice_is_one(string second) =>
        Assert.Equal(2, (await Reads.Hl7(Pid, "OBX|1|NM|1^x^L||5|mg||||||F", second, "OBX|1|NM|2^y^L||6|mg||||||F")).Statements.Count);

    [Theory]
    [InlineData("PID|1||9^^^HOSP^MR\rOBX|1|NM|2^y^L||6|mg||||||F")]
    [InlineData("OBX|1|NM|2^y^L||6|mg||||||F")]
    public async Task A_batch_whose_second_message_names_nobody_is_refused(string second)
    {
        var outcome = await Reads.Text($"MSH|^~\\&|\r{Pid}\rMSH|^~\\&|\r{second}\r");
        Assert.Equal("several-patients", Reads.Code(Assert.IsType<ReadOutcome.Refused>(outcome)));
    }

    [Fact]
    public async Task The_newest_message_dates_the_document() =>
        Assert.Equal("2025-01-20", (await Reads.Hl7(Pid)).Date.ToString());
}
