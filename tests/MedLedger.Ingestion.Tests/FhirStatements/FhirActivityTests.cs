using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.FhirStatements;

public class FhirActivityTests
{
    [Fact]
    public async Task Plans_and_requests_are_planned()
    {
        var plan = await Reads.OneFhir<ProcedureFinding>("""{"resourceType":"CarePlan","status":"active","activity":[{"detail":{"status":"not-started","code":{"text":"Cataract surgery"}}},{"reference":{"reference":"ServiceRequest/1"}}]}""");
        var request = await Reads.OneFhir<ProcedureFinding>("""{"resourceType":"ServiceRequest","status":"active","intent":"order","code":{"text":"Colonoscopy"},"authoredOn":"2025-01-02"}""");
        Assert.All(new[] { plan, request }, one => Assert.Equal(Temporality.Planned, one.Assertion.Temporality));
    }

    [Theory]
    [InlineData("MedicationAdministration", "completed", MedicationStatus.Completed, false)]
    [InlineData("MedicationAdministration", "in-progress", MedicationStatus.Active, false)]
    [InlineData("MedicationAdministration", "not-done", MedicationStatus.Stopped, true)]
    [InlineData("MedicationDispense", "completed", MedicationStatus.Unknown, false)]
    public async Task What_was_given_is_over_and_what_was_handed_out_may_be_taken(string type, string status, MedicationStatus expected, bool negated)
    {
        var given = await Reads.OneFhir<MedicationFinding>($$"""{"resourceType":"{{type}}","status":"{{status}}","medicationCodeableConcept":{"text":"ramipril"},"effectiveDateTime":"2025-01-02","whenHandedOver":"2025-01-02"}""");
        Assert.Equal((expected, negated, "2025-01-02", true), (given.Status, given.Assertion.Negated, given.Start.ToString(), given.IsOccasion));
    }

    [Theory]
    [InlineData("declined")]
    [InlineData("cancelled")]
    public async Task What_was_not_handed_out_says_nothing_about_the_drug(string status)
    {
        var reading = await Reads.Fhir($$"""{"resourceType":"MedicationDispense","status":"{{status}}","medicationCodeableConcept":{"text":"ramipril"} }""");
        Assert.Empty(reading.Statements);
        Assert.Equal([$"MedicationDispense {status}"], reading.NotUnderstood);
    }

    [Fact]
    public async Task An_imaging_study_is_one_line()
    {
        var study = await Reads.OneFhir<ObservationFinding>("""{"resourceType":"ImagingStudy","status":"available","started":"2025-01-02T10:00:00Z","description":"CT chest","modality":[{"code":"CT"}]}""");
        Assert.Equal((ObservationCategory.Imaging, "CT chest", "CT on record", "2025-01-02"), (study.Category, study.Concept.Text, study.ValueText!.Text, study.Effective.ToString()));
    }

    [Theory]
    [InlineData("Patient/p")]
    [InlineData("urn:uuid:6f5e4d3c-0000-4000-8000-000000000001")]
    [InlineData("http://example.org/fhir/Patient/p")]
    [InlineData("http://example.org/fhir/Patient/p/_history/3")]
    public async Task A_reference_to_the_patient_is_understood_in_every_form(string reference)
    {
        var url = reference.StartsWith("urn:", StringComparison.Ordinal) ? reference : "http://example.org/fhir/Patient/p";
        var text = """{"resourceType":"Bundle","type":"document","entry":[{"fullUrl":"URL","resource":{"resourceType":"Patient","id":"p","name":[{"family":"Example"}]}},{"resource":{"resourceType":"Flag","status":"active","code":{"text":"MRSA carrier"},"subject":{"reference":"REFERENCE"}}}]}""".Replace("URL", url, StringComparison.Ordinal).Replace("REFERENCE", reference, StringComparison.Ordinal);
        Assert.IsType<AlertFinding>(Assert.Single(Reads.Of(await Reads.Text(text)).Statements));
    }

    [Theory]
    [InlineData("AllergyIntolerance", "no-known-allergies", NoKnownScope.Allergies)]
    [InlineData("AllergyIntolerance", "no-known-medication-allergies", NoKnownScope.DrugAllergies)]
    [InlineData("AllergyIntolerance", "no-known-food-allergies", NoKnownScope.FoodAllergies)]
    [InlineData("Condition", "no-known-problems", NoKnownScope.Problems)]
    public async Task Codes_of_older_guides_still_say_none_known(string type, string code, NoKnownScope scope) =>
        Assert.Equal(scope, (await Reads.OneFhir<NoKnownFinding>($$$"""{"resourceType":"{{{type}}}","code":{"coding":[{"system":"http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips","code":"{{{code}}}"}]}}""")).Scope);

    [Fact]
    public async Task No_known_medications_and_no_information_are_two_things()
    {
        const string Statement = """{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips","code":"CODE"}]}}""";
        Assert.Equal(NoKnownScope.Medications, (await Reads.OneFhir<NoKnownFinding>(Statement.Replace("CODE", "no-known-medications", StringComparison.Ordinal))).Scope);
        Assert.Empty((await Reads.Fhir(Statement.Replace("CODE", "no-medication-info", StringComparison.Ordinal))).Statements);
    }
}
