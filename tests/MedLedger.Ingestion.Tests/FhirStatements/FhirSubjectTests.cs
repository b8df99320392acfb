using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.FhirStatements;

/// <summary>Whose a resource is: what names somebody else, in whatever form, is never the patient's.</summary>
public class FhirSubjectTests
{
    private const string Ada = """{"resourceType":"Patient","id":"a","name":[{"family":"Example","given":["Ada"]}],"birthDate":"1950-02-03","identifier":[{"system":"urn:x","value":"7"}]}""";

    [Theory]
    [InlineData("Patient/7", "Patient/8", true)]
    [InlineData("Patient/7", "http://h/fhir/Patient/7/_history/2", false)]
    [InlineData("urn:uuid:1", "urn:uuid:2", true)]
    public async Task Without_a_patient_all_must_be_said_of_one(string first, string second, bool several)
    {
        var outcome = await Reads.Text(Flag($$"""{"reference":"{{first}}"}""") + "\n" + Flag($$"""{"reference":"{{second}}"}"""));
        Assert.Equal(several ? "several-patients" : null, Reads.Code(outcome));
        Assert.Equal(several ? 0 : 2, Reads.Of(outcome).Statements.Count);
    }

    [Theory]
    [InlineData("""{"reference":"#p"}""", """{"resourceType":"Patient","id":"p","name":[{"family":"Other"}],"birthDate":"1960-01-01"}""", true)]
    [InlineData("""{"reference":"#p"}""", """{"resourceType":"Patient","id":"p","name":[{"family":"Example"}]}""", false)]
    [InlineData("""{"reference":"#p"}""", """{"resourceType":"Patient","id":"p","identifier":[{"system":"urn:x","value":"8"}]}""", true)]
    [InlineData("""{"identifier":{"system":"urn:x","value":"8"}}""", null, true)]
    [InlineData("""{"identifier":{"system":"urn:x","value":"7"}}""", null, false)]
    [InlineData("""{"identifier":{"system":"urn:elsewhere","value":"8"}}""", null, false)]
    [InlineData("""{"reference":"urn:uuid:gone"}""", null, true)]
    [InlineData("""{"reference":"urn:uuid:a"}""", null, false)]
    [InlineData("""{"reference":"Group/1"}""", null, true)]
    public async Task A_subject_is_held_against_the_patient_in_every_form(string subject, string? contained, bool foreign)
    {
        var outcome = await Reads.Text($$"""{"resourceType":"Bundle","entry":[{"resource":{{Ada}}},{"resource":{{Flag(subject, contained)}}}]}""");
        Assert.Equal(foreign ? "several-patients" : null, Reads.Code(outcome));
        Assert.Equal(foreign ? 0 : 1, Reads.Of(outcome).Statements.Count);
    }

    [Fact]
    public async Task What_the_composition_lists_is_kept_as_unsure_where_its_own_reference_leads_nowhere()
    {
        const string Composition = """{"resourceType":"Composition","status":"final","subject":{"reference":"Patient/a"},"section":[{"entry":[{"reference":"urn:uuid:f"}]}]}""";
        var outcome = await Reads.Text($$"""{"resourceType":"Bundle","type":"document","entry":[{"resource":{{Composition}}},{"resource":{{Ada}}},{"fullUrl":"urn:uuid:f","resource":{{Flag("{\"reference\":\"urn:uuid:gone\"}")}} }]}""");
        var alert = Assert.Single(Assert.IsType<ReadOutcome.Read>(outcome).Reading.Statements);
        Assert.Equal(ReadingCertainty.Unsure, alert.Certainty);
    }

    [Fact]
    public async Task A_patient_inside_a_resource_is_the_patient_where_there_is_no_other()
    {
        var one = Flag("""{"reference":"#p"}""", """{"resourceType":"Patient","id":"p","name":[{"family":"Example","given":["Ada"]}],"birthDate":"1950-02-03"}""");
        Assert.Equal("Ada Example", (await Reads.Fhir(one)).Patient!.Name!.Text);
        var other = one.Replace("1950", "1960", StringComparison.Ordinal);
        Assert.Equal("several-patients", Reads.Code(Assert.IsType<ReadOutcome.Refused>(await Reads.Text(one + "\n" + other))));
    }

    [Fact]
    public async Task Blood_group_and_next_of_kin_of_another_are_not_the_patients()
    {
        const string Group = """{"resourceType":"Observation","status":"final","subject":{"reference":"Patient/z"},"code":{"coding":[{"system":"http://loinc.org","code":"882-1"}]},"valueString":"O positive"}""";
        const string Kin = """{"resourceType":"RelatedPerson","patient":{"reference":"Patient/z"},"name":[{"text":"Bo Other"}]}""";
        var claim = Reads.Of(await Reads.Text($$"""{"resourceType":"Bundle","entry":[{"resource":{{Ada}}},{"resource":{{Group}}},{"resource":{{Kin}}}]}""")).Patient!;
        Assert.Null(claim.BloodGroup);
        Assert.Empty(claim.Contacts);
    }

    [Fact]
    public async Task Of_a_history_the_newest_version_counts_and_what_was_deleted_does_not()
    {
        static string Entry(string id, string version, string text) => $$"""{"fullUrl":"http://h/Flag/{{id}}","resource":{"resourceType":"Flag","id":"{{id}}","status":"active","meta":{"versionId":"{{version}}"},"code":{"text":"{{text}}"} } }""";
        const string Deleted = """{"fullUrl":"http://h/Flag/2","request":{"method":"DELETE","url":"Flag/2"}}""";
        var reading = Reads.Of(await Reads.Text($$"""{"resourceType":"Bundle","type":"history","entry":[{{Entry("1", "2", "new")}},{{Entry("1", "1", "old")}},{{Deleted}},{{Entry("2", "1", "gone")}}]}"""));
        Assert.Equal(["new"], reading.Statements.Select(one => one.Concept.Text));
        Assert.Equal(["new"], Reads.Of(await Reads.Text($$"""{"resourceType":"Bundle","type":"collection","entry":[{{Entry("1", "1", "old")}},{{Entry("1", "2", "new")}}]}""")).Statements.Select(one => one.Concept.Text));
    }

    private static string Flag(string subject, string? contained = null) =>
        """{"resourceType":"Flag","status":"active","code":{"text":"MRSA carrier"},"contained":[CONTAINED],"subject":SUBJECT}""".Replace("CONTAINED", contained, StringComparison.Ordinal).Replace("SUBJECT", subject, StringComparison.Ordinal);
}
