using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.FhirStatements;

public class FhirMedicationTests
{
    [Theory]
    [InlineData("\"status\":\"active\"", MedicationStatus.Active)]
    [InlineData("\"status\":\"on-hold\"", MedicationStatus.OnHold)]
    [InlineData("\"status\":\"stopped\"", MedicationStatus.Stopped)]
    [InlineData("\"status\":\"cancelled\"", MedicationStatus.Stopped)]
    [InlineData("\"status\":\"completed\"", MedicationStatus.Completed)]
    [InlineData("\"status\":\"draft\"", MedicationStatus.Planned)]
    [InlineData("\"status\":\"active\",\"intent\":\"plan\"", MedicationStatus.Planned)]
    [InlineData("\"status\":\"active\",\"intent\":\"order\"", MedicationStatus.Active)]
    [InlineData("\"status\":\"unknown\"", MedicationStatus.Unknown)]
    [InlineData("\"status\":\"active\",\"doNotPerform\":true", MedicationStatus.DoNotGive)]
    public async Task The_status_of_a_request_is_honoured(string fields, MedicationStatus status)
    {
        var drug = await Reads.OneFhir<MedicationFinding>($$$"""{"resourceType":"MedicationRequest",{{{fields}}},"medicationCodeableConcept":{"text":"amlodipine"}}""");
        Assert.Equal(status, drug.Status);
        Assert.Equal(status == MedicationStatus.Planned, drug.Assertion.Temporality == Temporality.Planned);
    }

    [Theory]
    [InlineData("\"medicationCodeableConcept\":{\"text\":\"sertraline\"}")]
    [InlineData("\"contained\":[{\"resourceType\":\"Medication\",\"id\":\"m\",\"code\":{\"text\":\"sertraline\"}}],\"medicationReference\":{\"reference\":\"#m\"}")]
    [InlineData("\"medicationReference\":{\"reference\":\"Medication/d1\"}")]
    [InlineData("\"medicationReference\":{\"reference\":\"Medication/gone\",\"display\":\"sertraline\"}")]
    public async Task A_drug_is_found_inline_contained_referenced_or_by_its_display(string medication)
    {
        var drug = await Reads.OneFhir<MedicationFinding>(
            $$"""{"resourceType":"MedicationStatement","status":"active",{{medication}}}""",
            """{"resourceType":"Medication","id":"d1","code":{"text":"sertraline"}}""");
        Assert.Equal("sertraline", drug.Concept.Text);
    }

    [Fact]
    public async Task A_dosage_keeps_its_parts()
    {
        var drug = await Reads.OneFhir<MedicationFinding>("""
            {"resourceType":"MedicationRequest","status":"active","authoredOn":"2024-01-02","medicationCodeableConcept":{"text":"apixaban"},
             "dosageInstruction":[{"text":"5 mg oral twice daily","route":{"text":"oral"},"asNeededBoolean":false,
               "doseAndRate":[{"doseQuantity":{"value":5,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}}],
               "timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d","boundsPeriod":{"start":"2024-01-02","end":"2024-02-02"}}}}]}
            """);
        Assert.Equal(new Quantity(5, "mg") { Ucum = "mg" }, drug.Dosing!.Dose);
        Assert.Equal(("oral", 2m, false), (drug.Dosing.Route!.Text, drug.Dosing.TimesPerDay, drug.Dosing.AsNeeded));
        Assert.Equal(("2024-01-02", "2024-02-02", "2024-01-02"), (drug.Start.ToString(), drug.End.ToString(), drug.Recorded.ToString()));
    }

    [Fact]
    public async Task A_drug_that_cannot_be_named_is_reported()
    {
        var reading = await Reads.Fhir("""{"resourceType":"MedicationRequest","status":"active","medicationReference":{"reference":"Medication/gone"}}""");
        Assert.Empty(reading.Statements);
        Assert.Equal(["MedicationRequest without a drug"], reading.NotUnderstood);
    }
}
