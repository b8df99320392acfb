using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.FhirStatements;

public class FhirRecordTests
{
    private const string Ada = """{"resourceType":"Patient","id":"a","name":[{"family":"Example","given":["Ada","B"]}],"birthDate":"1950-02-03","gender":"female","identifier":[{"system":"urn:x","value":"7"}],"telecom":[{"system":"phone","value":"555"}],"address":[{"line":["1 Row"],"city":"Town"}],"contact":[{"name":{"text":"Bo Example"},"relationship":[{"text":"son"}],"telecom":[{"system":"phone","value":"556"}]}]}""";

    [Fact]
    public async Task The_patient_is_claimed_in_parts()
    {
        var claim = (await Reads.Fhir(Ada, """{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"882-1"}]},"valueCodeableConcept":{"text":"O positive"}}""")).Patient!;
        Assert.Equal(("Ada B Example", "Example", "1950-02-03", Sex.Female), (claim.Name!.Text, claim.Name.Family, claim.BirthDate.ToString(), claim.Sex));
        Assert.Equal(new PatientIdentifier("7", "urn:x"), Assert.Single(claim.Identifiers));
        Assert.Equal(("1 Row, Town", "O positive"), (claim.Address, claim.BloodGroup));
        Assert.Equal(["555"], claim.Phones);
        var contact = Assert.Single(claim.Contacts);
        Assert.Equal(("Bo Example", "son", "556"), (contact.Name, contact.Relationship, contact.Phone));
    }

    [Fact]
    public async Task Two_patients_in_one_bundle_are_refused()
    {
        const string Other = """{"resourceType":"Patient","id":"z","name":[{"family":"Other"}],"birthDate":"1950-02-03"}""";
        var bundle = $$"""{"resourceType":"Bundle","entry":[{"resource":{{Ada}}},{"resource":{{Other}}}]}""";
        Assert.Equal("several-patients", Reads.Code(Assert.IsType<ReadOutcome.Refused>(await Reads.Text(bundle))));
    }

    [Theory]
    [InlineData("""{"system":"urn:x","value":"7"}""", """{"system":"urn:x","value":"8"}""", true)]
    [InlineData("""{"system":"urn:x","value":"7"}""", """{"system":"urn:x","value":"7"}""", false)]
    [InlineData("", "", true)]
    public async Task Two_patients_without_names_are_told_apart_by_their_identifiers(string first, string second, bool several)
    {
        var bundle = $$$"""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"1","identifier":[{{{first}}}]}},{"resource":{"resourceType":"Patient","id":"2","identifier":[{{{second}}}]}}]}""";
        Assert.Equal(several ? "several-patients" : null, Reads.Code(await Reads.Text(bundle)));
    }

    [Fact]
    public async Task A_statement_about_somebody_else_is_left_out()
    {
        const string Mine = """{"resourceType":"Condition","subject":{"reference":"Patient/a"},"code":{"text":"asthma"}}""";
        const string Theirs = """{"resourceType":"Condition","subject":{"reference":"Patient/z"},"code":{"text":"epilepsy"}}""";
        var bundle = $$"""{"resourceType":"Bundle","entry":[{"resource":{{Ada}}},{"resource":{{Mine}}},{"resource":{{Theirs}}}]}""";
        var outcome = Assert.IsType<ReadOutcome.PartlyRead>(await Reads.Text(bundle));
        Assert.Equal("several-patients", outcome.Problem.Code);
        Assert.Equal(["asthma"], outcome.Reading.Statements.Select(finding => finding.Concept.Text));
    }

    [Fact]
    public async Task Family_history_is_not_the_patients()
    {
        var problem = await Reads.OneFhir<ProblemFinding>("""{"resourceType":"FamilyMemberHistory","relationship":{"text":"mother"},"condition":[{"code":{"text":"breast cancer"}}]}""");
        Assert.Equal(Experiencer.Family, problem.Assertion.Experiencer);
    }

    [Theory]
    [InlineData("refuted", true, Likelihood.Confirmed)]
    [InlineData("provisional", false, Likelihood.Possible)]
    [InlineData("confirmed", false, Likelihood.Confirmed)]
    public async Task The_verification_of_a_problem_is_honoured(string code, bool negated, Likelihood likelihood)
    {
        var problem = await Reads.OneFhir<ProblemFinding>($$$"""{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"{{{code}}}"}]},"code":{"text":"dementia"}}""");
        Assert.Equal((negated, likelihood), (problem.Assertion.Negated, problem.Assertion.Likelihood));
        Assert.Equal(likelihood == Likelihood.Confirmed, problem.Certainty == ReadingCertainty.Sure);
    }

    [Fact]
    public async Task Words_that_turn_a_coded_problem_are_heard()
    {
        var problem = await Reads.OneFhir<ProblemFinding>("""{"resourceType":"Condition","code":{"text":"Suspected deep vein thrombosis"}}""");
        Assert.Equal(("deep vein thrombosis", Likelihood.Possible, "Suspected"), (problem.Concept.Text, problem.Assertion.Likelihood, problem.Assertion.Because));
    }

    [Fact]
    public async Task An_observation_has_number_unit_flag_range_and_day()
    {
        var result = await Reads.OneFhir<ObservationFinding>("""
            {"resourceType":"Observation","status":"final","category":[{"coding":[{"code":"laboratory"}]}],"code":{"text":"Potassium"},"effectiveDateTime":"2024-09-05T08:00:00Z",
             "valueQuantity":{"value":5.50,"unit":"mmol/L"},"referenceRange":[{"low":{"value":3.5},"high":{"value":5.1}}],"interpretation":[{"coding":[{"code":"H"}]}]}
            """);
        Assert.Equal((5.50m, "mmol/L", "H", "3.5 - 5.1", "2024-09-05"), (result.Value!.Value, result.Value.Unit, result.Flag, result.ReferenceRange, result.Effective.ToString()));
        Assert.Equal(ObservationCategory.Laboratory, result.Category);
    }

    [Fact]
    public async Task Components_are_results_of_their_own()
    {
        var reading = await Reads.Fhir("""
            {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"85354-9","display":"Blood pressure"}]},"component":[
              {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6","display":"Systolic"}]},"valueQuantity":{"value":120,"unit":"mmHg"}},
              {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4","display":"Diastolic"}]},"valueQuantity":{"value":80,"unit":"mmHg"}}]}
            """);
        Assert.Equal(["Systolic", "Diastolic"], reading.Statements.Select(finding => finding.Concept.Text));
        Assert.All(reading.Statements.Cast<ObservationFinding>(), finding => Assert.Equal(ObservationCategory.VitalSign, finding.Category));
    }

    [Fact]
    public async Task Care_that_was_not_done_says_so()
    {
        var reading = await Reads.Fhir(
            """{"resourceType":"Procedure","status":"not-done","code":{"text":"Colonoscopy"}}""",
            """{"resourceType":"Immunization","status":"not-done","vaccineCode":{"text":"influenza"}}""");
        Assert.True(reading.Statements.OfType<ProcedureFinding>().Single().NotDone);
        Assert.True(reading.Statements.OfType<ImmunizationFinding>().Single().NotDone);
    }

    [Fact]
    public async Task A_used_device_is_one_finding_and_a_measuring_device_none()
    {
        var device = await Reads.OneFhir<DeviceFinding>(
            """{"resourceType":"Device","id":"d","type":{"text":"pacemaker"},"patient":{"reference":"Patient/a"}}""",
            """{"resourceType":"Device","id":"e","type":{"text":"analyser"}}""",
            """{"resourceType":"DeviceUseStatement","status":"active","timingDateTime":"2023-06-14","device":{"reference":"Device/d"}}""");
        Assert.Equal(("pacemaker", true, "2023-06-14"), (device.Concept.Text, device.Active, device.Since.ToString()));
    }

    [Fact]
    public async Task A_directive_is_told_from_other_consents()
    {
        var reading = await Reads.Fhir(
            """{"resourceType":"Consent","status":"active","scope":{"coding":[{"code":"adr"}]},"category":[{"coding":[{"code":"dnr"}],"text":"do not resuscitate"}]}""",
            """{"resourceType":"Consent","status":"active","scope":{"coding":[{"code":"research"}]},"category":[{"text":"biobank"}]}""");
        Assert.Equal("do not resuscitate", Assert.IsType<DirectiveFinding>(Assert.Single(reading.Statements)).Concept.Text);
        Assert.Equal(["Consent that is no advance directive"], reading.NotUnderstood);
    }

    [Fact]
    public async Task Unknown_resources_are_counted()
    {
        var reading = await Reads.Fhir("""{"resourceType":"Gizmo"}""", """{"resourceType":"Gizmo"}""", """{"resourceType":"Flag","status":"active","code":{"text":"MRSA carrier"}}""");
        Assert.Equal(["Gizmo ×2"], reading.NotUnderstood);
        Assert.Equal("MRSA carrier", Assert.IsType<AlertFinding>(Assert.Single(reading.Statements)).Concept.Text);
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}""", "truncated")]
    [InlineData("""{"resourceType":"Patient","resourceType":"Bundle"}""", "property-twice")]
    public async Task Damaged_JSON_is_named(string json, string code) =>
        Assert.Equal(code, Reads.Code(Assert.IsType<ReadOutcome.Unreadable>(await Reads.Text(json))));
}
