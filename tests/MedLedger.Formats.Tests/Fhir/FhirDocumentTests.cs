using System.Text;
using MedLedger.Formats.Fhir;

namespace MedLedger.Formats.Tests.Fhir;

public class FhirDocumentTests
{
    private const string Bundle = """
        {"resourceType":"Bundle","type":"collection","entry":[
          {"fullUrl":"https://emr.example/fhir/Medication/a","resource":{"resourceType":"Medication","id":"a"}},
          {"fullUrl":"urn:uuid:7a1c","resource":{"resourceType":"Medication","id":"b"}},
          {"resource":{"resourceType":"MedicationRequest","id":"m","contained":[{"resourceType":"Medication","id":"c"}]}},
          {"fullUrl":"https://emr.example/fhir/Nothing/1"}]}
        """;

    [Theory]
    [InlineData("Medication/a", "Bundle.entry[0].resource")]
    [InlineData("https://emr.example/fhir/Medication/a", "Bundle.entry[0].resource")]
    [InlineData("Medication/a/_history/3", "Bundle.entry[0].resource")]
    [InlineData("urn:uuid:7a1c", "Bundle.entry[1].resource")]
    [InlineData("Medication/b", "Bundle.entry[1].resource")]
    [InlineData("#c", "Bundle.entry[2].resource.contained[0]")]
    [InlineData("https://other.example/fhir/Medication/a", null)]
    [InlineData("Medication/zzz", null)]
    [InlineData("#zzz", null)]
    public void A_reference_is_resolved_inside_the_document_or_not_at_all(string reference, string? path)
    {
        var document = Read(Bundle);
        var from = document.Resources.Single(resource => resource.Type == "MedicationRequest");
        var element = Read($$"""{"resourceType":"Basic","reference":"{{reference}}"}""").Root;
        Assert.Equal(path, document.Resolve(element, from)?.Path);
    }

    [Fact]
    public void Missing_parts_read_as_missing()
    {
        var root = Read("""{"resourceType":"Basic","code":null,"list":"one"}""").Root;
        Assert.False(root["code"].Exists);
        Assert.Null(root["a"]["b"].Text("c"));
        Assert.Empty(root.Items("nothing"));
        Assert.Equal("one", root.First("list").Text());
        Assert.Null(root.Number("list"));
    }

    [Fact]
    public void JSON_without_a_resource_type_is_no_FHIR() => Assert.Null(TryRead("""{"name":"x"}"""));

    private static FhirDocument Read(string json) => TryRead(json)!;

    private static FhirDocument? TryRead(string json) => FhirDocument.Read(StrictJson.ParseTree(Encoding.UTF8.GetBytes(json)).Root);
}
