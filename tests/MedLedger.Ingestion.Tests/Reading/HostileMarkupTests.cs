using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Reading;

/// <summary>XML and JSON that would cost or reach more than a document may: each is refused by its own name.</summary>
public class HostileMarkupTests
{
    private const string Entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    private const string Outside = "<!DOCTYPE d SYSTEM \"http://127.0.0.1:9/d.dtd\" [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]>";

    public static TheoryData<string, string> Markup => new()
    {
        { Entities + "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>&b;&x;</title></ClinicalDocument>", "document-type" },
        { Outside + "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>", "document-type" },
        { "<!doctype d><ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>", "document-type" },
        { Entities + "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&b;&x;\"/></Patient>", "document-type" },
        { Outside + "<Patient xmlns=\"http://hl7.org/fhir\"/>", "document-type" },
        { "<ClinicalDocument xmlns=\"urn:hl7-org:v3\">" + Many("<a>", 100_000), "over-limit" },
        { "<Patient xmlns=\"http://hl7.org/fhir\">" + Many("<a>", 100_000), "over-limit" },
        { "<Patient xmlns=\"http://hl7.org/fhir\">" + Many("<a/>", 1_000_001) + "</Patient>", "over-limit" },
        { "{\"resourceType\":\"Patient\",\"x\":" + Many("[", 100_000), "over-limit" },
        { "{\"resourceType\":\"Patient\",\"x\":" + Many("{\"a\":", 100_000) + "1" + Many("}", 100_001), "over-limit" },
        { "{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\"}", "property-twice" },
        { "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"a\",\"\\u0074ext\":\"b\"}]}", "property-twice" },
        { "{\"resourceType\":\"Patient\",\"id\":", "truncated" },
        { "{\"resourceType\":\"Patient\",}", "damaged" },
    };

    [Theory]
    [MemberData(nameof(Markup))]
    public async Task It_is_refused_for_what_it_is(string text, string code)
    {
        var outcome = await Reads.Text(text);
        Assert.True(outcome is ReadOutcome.Refused or ReadOutcome.Unreadable);
        Assert.Equal(code, Reads.Code(outcome));
        Assert.Empty(Reads.Of(outcome).Pages);
    }

    [Fact]
    public async Task Places_of_schemas_and_style_sheets_are_words_like_others()
    {
        var document = "<?xml-stylesheet type=\"text/xsl\" href=\"http://127.0.0.1:9/x.xsl\"?>"
            + Cda.Document(Cda.Section("48765-2", "Allergies", "", Cda.Allergy("<name>latex</name>"))).Replace("<ClinicalDocument ", "<ClinicalDocument xsi:schemaLocation=\"urn:hl7-org:v3 http://127.0.0.1:9/CDA.xsd\" ", StringComparison.Ordinal);
        Assert.Equal("latex", Assert.Single(Reads.Of(await Reads.Text(document)).Statements).Concept.Text);
    }

    private static string Many(string one, int times) => string.Concat(Enumerable.Repeat(one, times));
}
