using System.Text;
using System.Xml;
using MedLedger.Formats.Fhir;

namespace MedLedger.Formats.Tests.Fhir;

public class ResourceOutlineTests
{
    public static TheoryData<string, JsonFault> Faults => new()
    {
        { """{"resourceType":"Patient","id":"a","id":"b"}""", JsonFault.NameTwice },
        { """{"resourceType":"Patient","name":[{"text":"a"},{"text":"b","\u0074ext":"c"}]}""", JsonFault.NameTwice },
        { """{"resourceType":"Patient","x":""" + new string('[', 100_000), JsonFault.OverLimit },
        { """{"resourceType":"Patient","x":""" + new string('[', 100_000) + new string(']', 100_000) + "}", JsonFault.OverLimit },
        { """{"resourceType":"Patient","x":""" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), JsonFault.OverLimit },
        { "{" + string.Join(',', Enumerable.Range(0, 1_001).Select(i => $"\"k{i}\":1")) + "}", JsonFault.OverLimit },
        { """{"resourceType":"Bundle","entry":[""" + string.Join(',', Enumerable.Repeat("{}", 50_001)) + "],\"type\":\"batch\"}", JsonFault.OverLimit },
        { """{"resourceType":"Patient","id":"a" """, JsonFault.BreaksOff },
        { "", JsonFault.BreaksOff },
        { """{"resourceType":"Patient",}""", JsonFault.Broken },
        { """{"resourceType":"Patient"} // said twice""", JsonFault.Broken },
        { """{"resourceType":"Patient"}{}""", JsonFault.Broken },
        { """{"\ud800":1}""", JsonFault.Broken },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_not_taken_is_refused_for_what_it_is(string json, JsonFault fault)
    {
        Assert.Equal((null, fault), ResourceOutline.OfJson(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_broken() => Assert.Equal(JsonFault.Broken, ResourceOutline.OfJson(Encoding.Latin1.GetBytes("{\"a\":\"\u00e9\"}")).Fault);

    [Theory]
    [InlineData("[]")]
    [InlineData("\"Patient\"")]
    [InlineData("""{"type":"batch"}""")]
    [InlineData("""{"resourceType":{"resourceType":"Patient"}}""")]
    [InlineData("""[{"resourceType":"Patient"}]""")]
    public void Well_formed_JSON_without_a_type_is_no_resource_and_no_fault(string json) => Assert.Equal((null, JsonFault.None), ResourceOutline.OfJson(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void The_methods_of_a_Bundle_are_those_of_its_entries_in_their_order()
    {
        const string Json = """
            {"entry":[{"request":{"method":"POST","url":"x"},"resource":{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"DELETE"}}]}},{},7,{"request":[{"method":"PUT"}]},{"request":{"method":"PUT"}}],
            "type":"transaction","resourceType":"Bundle"}
            """;
        var (outline, fault) = ResourceOutline.OfJson(Encoding.UTF8.GetBytes("\uFEFF" + Json));
        Assert.Equal((JsonFault.None, "Bundle", "transaction"), (fault, outline!.Type, outline.BundleType));
        Assert.Equal(["POST", "", "", "", "PUT"], outline.Methods);
    }

    [Fact]
    public void Of_a_collection_the_entries_are_not_counted()
    {
        var many = """{"resourceType":"Bundle","entry":[""" + string.Join(',', Enumerable.Repeat("{}", 60_000)) + "],\"type\":\"collection\"}";
        Assert.Empty(ResourceOutline.OfJson(Encoding.UTF8.GetBytes(many)).Outline!.Methods);
        Assert.Empty(ResourceOutline.OfXml("<Bundle>" + string.Concat(Enumerable.Repeat("<entry/>", 60_000)) + "</Bundle>")!.Methods);
    }

    [Fact]
    public void XML_is_outlined_as_its_JSON_is()
    {
        const string Xml = """
            <?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"><type value="batch"/><entry><resource><Bundle><type value="collection"/><entry><request><method value="DELETE"/></request></entry></Bundle></resource><request><method value="POST"/></request></entry><entry/></Bundle>
            """;
        var outline = ResourceOutline.OfXml(Xml);
        Assert.Equal(("Bundle", "batch"), (outline!.Type, outline.BundleType));
        Assert.Equal(["POST", ""], outline.Methods);
        Assert.Equal(new ResourceOutline("Patient", null, []).Type, ResourceOutline.OfXml("<Patient xmlns=\"http://hl7.org/fhir\"/>")!.Type);
        Assert.Null(ResourceOutline.OfXml("<p/>"));
        Assert.Null(ResourceOutline.OfXml("<Patient/><Patient/>"));
        Assert.Throws<XmlException>(() => ResourceOutline.OfXml("<!DOCTYPE p><Patient/>"));
        Assert.Throws<InvalidDataException>(() => ResourceOutline.OfXml("<Bundle><type value=\"transaction\"/>" + string.Concat(Enumerable.Repeat("<entry/>", 50_001)) + "</Bundle>"));
    }
}
