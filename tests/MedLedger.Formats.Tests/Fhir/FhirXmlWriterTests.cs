using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using MedLedger.Formats.Fhir;
using MedLedger.TestKit;

namespace MedLedger.Formats.Tests.Fhir;

public sealed class FhirXmlWriterTests
{
    [Fact]
    public void Elements_stand_in_the_order_of_the_definition_whatever_the_order_in_JSON() => Assert.Equal(
        """<?xml version="1.0" encoding="utf-8"?><Patient xmlns="http://hl7.org/fhir"><id value="a" /><name><family value="Quill" /><given value="Ada" /><given value="May" /></name><gender value="female" /><birthDate value="1950" /></Patient>""",
        Write("""{"birthDate":"1950","gender":"female","name":[{"given":["Ada","May"],"family":"Quill"}],"id":"a","resourceType":"Patient"}"""));

    [Fact]
    public void A_number_keeps_its_digits_and_a_choice_its_type() => Assert.Contains(
        """<valueQuantity><value value="5.10" /><unit value="mmol/L" /></valueQuantity>""",
        Write("""{"resourceType":"Observation","status":"final","code":{"text":"potassium"},"valueQuantity":{"unit":"mmol/L","value":5.10}}"""), StringComparison.Ordinal);

    [Fact]
    public void A_primitive_carries_its_extensions_place_by_place() => Assert.Contains(
        """<given value="Ada" /><given id="g2"><extension url="urn:x"><valueCode value="unknown" /></extension></given>""",
        Write("""{"resourceType":"Patient","name":[{"given":["Ada",null],"_given":[null,{"id":"g2","extension":[{"url":"urn:x","valueCode":"unknown"}]}]}]}"""), StringComparison.Ordinal);

    [Fact]
    public void The_narrative_is_XHTML_and_a_contained_resource_is_wrapped()
    {
        var xml = Write("""{"resourceType":"Condition","contained":[{"resourceType":"Patient","id":"p"}],"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>fish&nbsp;&amp; chips</p></div>"},"subject":{"reference":"#p"}}""");
        Assert.Contains("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>fish\u00a0&amp; chips</p></div>", xml, StringComparison.Ordinal);
        Assert.Contains("""<contained><Patient><id value="p" /></Patient></contained>""", xml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","nickname":"Ada"}""")]
    [InlineData("""{"resourceType":"Nothing"}""")]
    [InlineData("""{"id":"a"}""")]
    [InlineData("""{"resourceType":"Patient","gender":{"text":"female"}}""")]
    [InlineData("""{"resourceType":"Patient","name":"Ada"}""")]
    [InlineData("""{"resourceType":"Patient","id":"a\u0001"}""")]
    [InlineData("""{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">&x;</div>"}}""")]
    [InlineData("""{"resourceType":"Patient","text":{"status":"generated","div":"<!DOCTYPE div [<!ENTITY x 'y'>]><div xmlns=\"http://www.w3.org/1999/xhtml\">&x;</div>"}}""")]
    [InlineData("""{"resourceType":"Patient","text":{"status":"generated","div":"<script xmlns=\"http://www.w3.org/1999/xhtml\"/>"}}""")]
    public void What_R4_does_not_define_is_refused(string json) => Assert.Throws<InvalidDataException>(() => Write(json));

    [SharedFact]
    public void Every_official_example_says_the_same_in_XML()
    {
        var files = Directory.GetFiles(SharedData.Path("data", "health", "fhir-r4-examples", "fhir"), "*.json.gz").Concat(Directory.GetFiles(SharedData.Path("data", "health", "fhir-ips-2.0.1", "examples"), "*.json*", SearchOption.AllDirectories)).ToList();
        Assert.True(files.Count > 200);
        foreach (var file in files)
        {
            using var json = JsonDocument.Parse(Read(file));
            if (!json.RootElement.TryGetProperty("resourceType", out _)) continue;
            var xml = XDocument.Parse(Encoding.UTF8.GetString(FhirXmlWriter.Write(Read(file))));
            Assert.True(SaysTheSame(json.RootElement, xml.Root!) is null, $"{Path.GetFileName(file)}: {SaysTheSame(json.RootElement, xml.Root!)}");
        }
    }

    private static string Write(string json) => Encoding.UTF8.GetString(FhirXmlWriter.Write(Encoding.UTF8.GetBytes(json)));

    private static byte[] Read(string file)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal)) return File.ReadAllBytes(file);
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>What the XML says otherwise than the JSON, or null. Written apart from the writer: it walks the JSON and ticks off elements.</summary>
    private static string? SaysTheSame(JsonElement json, XElement xml)
    {
        var left = xml.Elements().ToList();
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name == "resourceType")
            {
                if (xml.Name.LocalName != property.Value.GetString()) return $"{xml.Name.LocalName} is no {property.Value}";
                continue;
            }

            var name = property.Name.TrimStart('_');
            var items = property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().ToList() : [property.Value];
            if (items is [{ ValueKind: JsonValueKind.String } attribute] && name is "url" or "id" && xml.Attribute(name) is { } written)
            {
                if (written.Value != items[0].GetString()) return $"{name} is {written.Value}";
                continue;
            }

            var elements = xml.Elements().Where(element => element.Name.LocalName == name).ToList();
            if (elements.Count != items.Count) return $"{elements.Count} of {items.Count} {name}";
            for (var i = 0; i < items.Count; i++)
            {
                left.Remove(elements[i]);
                if (Differs(items[i], elements[i], name) is { } difference) return $"{name}: {difference}";
            }
        }

        return left.Count > 0 ? $"{left[0].Name.LocalName} is not in the JSON" : null;
    }

    private static string? Differs(JsonElement item, XElement element, string name) => item.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object when item.TryGetProperty("resourceType", out _) => SaysTheSame(item, element.Elements().Single()),
        JsonValueKind.Object => SaysTheSame(item, element),
        JsonValueKind.String when name == "div" => element.Name.NamespaceName == "http://www.w3.org/1999/xhtml" ? null : "no XHTML",
        JsonValueKind.String => element.Attribute("value")?.Value == item.GetString() ? null : $"'{element.Attribute("value")?.Value}' for '{item}'",
        _ => element.Attribute("value")?.Value == item.GetRawText() ? null : $"'{element.Attribute("value")?.Value}' for {item.GetRawText()}",
    };
}
