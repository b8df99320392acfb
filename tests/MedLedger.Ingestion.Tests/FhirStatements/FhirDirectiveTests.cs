using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.FhirStatements;

public class FhirDirectiveTests
{
    private const string Consent = """{"resourceType":"Consent","status":"STATUS","scope":{"coding":[{"code":"adr"}]},"dateTime":"2025-01-02","provision":{"type":"deny","code":[{"text":"Cardiopulmonary resuscitation"}]}}""";

    [Fact]
    public async Task What_is_denied_is_refused_on_its_own_day()
    {
        var directive = await Reads.OneFhir<DirectiveFinding>(Consent.Replace("STATUS", "active", StringComparison.Ordinal));
        Assert.Equal(("Do not resuscitate (refused: Cardiopulmonary resuscitation)", "2025-01-02", true), (directive.Concept.Text, directive.Recorded.ToString(), directive.Active));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("proposed")]
    [InlineData("rejected")]
    public async Task What_was_never_in_force_says_nothing(string status)
    {
        var reading = await Reads.Fhir(Consent.Replace("STATUS", status, StringComparison.Ordinal));
        Assert.Empty(reading.Statements);
        Assert.Equal([$"Consent {status}"], reading.NotUnderstood);
    }

    [Theory]
    [InlineData("Do not resuscitate", "active", false, "Do not resuscitate", ReadingCertainty.Sure)]
    [InlineData("CPR", "active", true, "Do not resuscitate (refused: CPR)", ReadingCertainty.Sure)]
    [InlineData("Full code", "completed", false, "Full code", ReadingCertainty.Unsure)]
    public async Task An_order_on_resuscitation_is_a_directive(string text, string status, bool not, string expected, ReadingCertainty certainty)
    {
        var directive = await Reads.OneFhir<DirectiveFinding>($$"""{"resourceType":"ServiceRequest","status":"{{status}}","intent":"order","doNotPerform":{{(not ? "true" : "false")}},"code":{"text":"{{text}}"},"authoredOn":"2025-01-02"}""");
        Assert.Equal((expected, certainty, "2025-01-02"), (directive.Concept.Text, directive.Certainty, directive.Recorded.ToString()));
    }

    [Theory]
    [InlineData("stopped")]
    [InlineData("cancelled")]
    [InlineData("draft")]
    public async Task An_order_not_to_give_that_is_not_in_force_is_kept_and_forbids_and_stops_nothing(string status)
    {
        var drug = await Reads.OneFhir<MedicationFinding>($$"""{"resourceType":"MedicationRequest","status":"{{status}}","intent":"order","doNotPerform":true,"medicationCodeableConcept":{"text":"ramipril"} }""");
        Assert.Equal((MedicationStatus.Stopped, true), (drug.Status, drug.IsOccasion));
    }
}
