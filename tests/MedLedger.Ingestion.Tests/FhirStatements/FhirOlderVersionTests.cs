using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.FhirStatements;

/// <summary>DSTU2 and STU3, and words that stand at another place than expected.</summary>
public class FhirOlderVersionTests
{
    [Theory]
    [InlineData("entered-in-error", true, false)]
    [InlineData("refuted", false, true)]
    public async Task A_status_that_is_a_bare_code_is_honoured(string code, bool wrong, bool negated)
    {
        var allergy = await Reads.OneFhir<AllergyFinding>($$"""{"resourceType":"AllergyIntolerance","clinicalStatus":"active","verificationStatus":"{{code}}","code":{"text":"Latex"} }""");
        Assert.Equal((wrong, negated), (allergy.EnteredInError, allergy.Assertion.Negated));
        Assert.Equal((wrong, negated), (await Reads.OneFhir<ProblemFinding>($$"""{"resourceType":"Condition","verificationStatus":"{{code}}","code":{"text":"asthma"} }""")) is { } problem ? (problem.EnteredInError, problem.Assertion.Negated) : default);
    }

    [Fact]
    public async Task DSTU2_names_the_substance_and_one_status()
    {
        var allergy = await Reads.OneFhir<AllergyFinding>("""{"resourceType":"AllergyIntolerance","substance":{"text":"Latex"},"status":"active"}""");
        Assert.Equal(("Latex", AllergyStatus.Active), (allergy.Concept.Text, allergy.Status));
    }

    [Fact]
    public async Task What_is_not_taken_is_stopped() =>
        Assert.Equal(MedicationStatus.Stopped, (await Reads.OneFhir<MedicationFinding>("""{"resourceType":"MedicationStatement","status":"active","taken":"n","medicationCodeableConcept":{"text":"ramipril"}}""")).Status);

    [Fact]
    public async Task The_narrative_counts_where_no_entry_of_the_section_is_there()
    {
        const string Composition = """{"resourceType":"Composition","status":"final","section":[{"title":"Allergies","text":{"div":"<div><p>Penicillin</p></div>"},"entry":[{"reference":"AllergyIntolerance/gone"}]}]}""";
        Assert.Equal("Allergies:\nPenicillin", (await Reads.Fhir(Composition)).Pages[1].Text);
    }

    [Theory]
    [InlineData("""{"text":"Allergy to penicillin"}""", "penicillin")]
    [InlineData("""{"text":"Latex allergy (disorder)"}""", "Latex")]
    [InlineData("""{"text":"Allergy status to penicillin"}""", "penicillin")]
    [InlineData("""{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"Z88.0"}],"text":"Status"}""", "penicillin")]
    [InlineData("""{"text":"Food allergy"}""", "Food allergy")]
    public async Task An_allergy_among_the_problems_is_an_allergy_too(string code, string substance)
    {
        var reading = await Reads.Fhir($$"""{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]},"code":{{code}}}""");
        var allergy = Assert.Single(reading.Statements.OfType<AllergyFinding>());
        Assert.Equal((substance, AllergyStatus.Active, "listed as a problem"), (allergy.Concept.Text, allergy.Status, allergy.UnsureBecause));
        Assert.Equal(MedLedger.Domain.Provenance.ReadingCertainty.Unsure, allergy.Certainty);
        Assert.Single(reading.Statements.OfType<ProblemFinding>());
    }

    [Theory]
    [InlineData("No latex allergy")]
    [InlineData("Screening for food allergy")]
    [InlineData("Allergic rhinitis")]
    public async Task What_only_mentions_allergy_is_none(string text) =>
        Assert.IsType<ProblemFinding>(Assert.Single((await Reads.Fhir("""{"resourceType":"Condition","code":{"text":"TEXT"}}""".Replace("TEXT", text, StringComparison.Ordinal))).Statements));

    [Theory]
    [InlineData("FH: Diabetes mellitus", "Diabetes mellitus", Experiencer.Family, Temporality.Current, false)]
    [InlineData("Family history: breast cancer", "breast cancer", Experiencer.Family, Temporality.Current, false)]
    [InlineData("H/O: MI", "MI", Experiencer.Patient, Temporality.Historical, false)]
    [InlineData("History of stroke", "stroke", Experiencer.Patient, Temporality.Historical, false)]
    [InlineData("FH", "FH", Experiencer.Patient, Temporality.Current, false)]
    [InlineData("FH - heterozygous", "FH - heterozygous", Experiencer.Patient, Temporality.Current, false)]
    [InlineData("No family history of stroke", "stroke", Experiencer.Patient, Temporality.Current, true)]
    public async Task Prefixes_of_history_are_heard(string text, string rest, Experiencer whose, Temporality when, bool negated)
    {
        var problem = await Reads.OneFhir<ProblemFinding>($$"""{"resourceType":"Condition","code":{"text":"{{text}}"} }""");
        Assert.Equal((rest, whose, when, negated), (problem.Concept.Text, problem.Assertion.Experiencer, problem.Assertion.Temporality, problem.Assertion.Negated));
    }
}
