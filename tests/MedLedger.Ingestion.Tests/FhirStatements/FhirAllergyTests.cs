using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.FhirStatements;

public class FhirAllergyTests
{
    [Fact]
    public async Task An_allergy_keeps_its_reaction_severity_and_source()
    {
        var allergy = await Reads.OneFhir<AllergyFinding>(Allergy("active", "confirmed", "Penicillin", """
            ,"recordedDate":"2023-06-16T10:00:00Z","type":"allergy","category":["medication"],
            "reaction":[{"manifestation":[{"text":"rash"}],"severity":"mild"},{"manifestation":[{"text":"anaphylaxis"}],"severity":"severe"}]
            """));
        Assert.Equal(("Penicillin", AllergyStatus.Active, "severe", "medication"), (allergy.Concept.Text, allergy.Status, allergy.Severity, allergy.Category));
        Assert.Equal(["rash", "anaphylaxis"], allergy.Reactions.Select(reaction => reaction.Text));
        Assert.Equal("2023-06-16", allergy.Recorded.ToString());
        Assert.Equal(ReadingCertainty.Sure, allergy.Certainty);
        var source = Assert.Single(allergy.Sources);
        Assert.Equal(new SourceSpan.ElementPath("Bundle.entry[0].resource"), source.Span);
        Assert.Equal(ReadingMethod.Coded, source.Method);
        Assert.Contains("Penicillin", source.Quote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refuted_allergy_is_negated()
    {
        var allergy = await Reads.OneFhir<AllergyFinding>(Allergy("active", "refuted", "Penicillin"));
        Assert.True(allergy.Assertion.Negated);
        Assert.Equal(AllergyStatus.Refuted, allergy.Status);
    }

    [Fact]
    public async Task An_unconfirmed_allergy_is_unsure()
    {
        var allergy = await Reads.OneFhir<AllergyFinding>(Allergy("active", "unconfirmed", "Penicillin"));
        Assert.Equal(Likelihood.Possible, allergy.Assertion.Likelihood);
        Assert.Equal(ReadingCertainty.Unsure, allergy.Certainty);
        Assert.NotNull(allergy.UnsureBecause);
    }

    [Theory]
    [InlineData("inactive", AllergyStatus.Inactive)]
    [InlineData("resolved", AllergyStatus.Resolved)]
    [InlineData("nonsense", AllergyStatus.Unknown)]
    public async Task The_clinical_status_is_kept(string code, AllergyStatus status) =>
        Assert.Equal(status, (await Reads.OneFhir<AllergyFinding>(Allergy(code, "confirmed", "Latex"))).Status);

    [Fact]
    public async Task Entered_in_error_is_marked_and_kept() =>
        Assert.True((await Reads.OneFhir<AllergyFinding>(Allergy("active", "entered-in-error", "Latex"))).EnteredInError);

    [Theory]
    [InlineData("http://snomed.info/sct", "716186003", NoKnownScope.Allergies)]
    [InlineData("http://snomed.info/sct", "409137002", NoKnownScope.DrugAllergies)]
    [InlineData("http://snomed.info/sct", "428607008", NoKnownScope.Unknown)]
    [InlineData("http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", "no-known-allergies", NoKnownScope.Allergies)]
    public async Task No_known_allergy_is_a_statement_of_its_own(string system, string code, NoKnownScope scope)
    {
        var none = await Reads.OneFhir<NoKnownFinding>($$$"""{"resourceType":"AllergyIntolerance","code":{"coding":[{"system":"{{{system}}}","code":"{{{code}}}","display":"none"}]}}""");
        Assert.Equal(scope, none.Scope);
    }

    [Fact]
    public async Task No_information_is_not_no_allergy()
    {
        var reading = await Reads.Fhir("""{"resourceType":"AllergyIntolerance","code":{"coding":[{"system":"http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips","code":"no-allergy-info"}]}}""");
        Assert.Empty(reading.Statements);
        Assert.Single(reading.NotUnderstood);
    }

    private static string Allergy(string clinical, string verification, string substance, string more = "") => $$"""
        {"resourceType":"AllergyIntolerance","clinicalStatus":{"coding":[{"code":"{{clinical}}"}]},"verificationStatus":{"coding":[{"code":"{{verification}}"}]},"code":{"text":"{{substance}}"}{{more}}}
        """;
}
