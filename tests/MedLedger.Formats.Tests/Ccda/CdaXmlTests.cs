using System.Xml;
using MedLedger.Formats.Ccda;

namespace MedLedger.Formats.Tests.Ccda;

public class CdaXmlTests
{
    [Fact]
    public void A_prefix_means_what_the_nearest_element_around_it_declares()
    {
        var root = Assert.Single(CdaXml.Parse("""<a:x xmlns:a="urn:hl7-org:v3"><a:y xmlns:a="urn:other"><a:z/></a:y><a:z/><s:raceCode xmlns:s="urn:hl7-org:sdtc"/><cda:w/></a:x>"""));
        Assert.Equal(["x", "a:y", "a:z", "z", "sdtc:raceCode", "w"], root.Below().Prepend(root).Select(element => element.Name));
    }

    // Left out, as a reader without declarations does, the first would be five grams.
    [Theory]
    [InlineData("5 &micro;g", "5 µg")]
    [InlineData("38&deg;C", "38°C")]
    [InlineData("take &nope; daily", "take &nope; daily")]
    [InlineData("&lt;2&#160;mg&amp;", "<2 mg&")]
    public void An_entity_that_nothing_declares_is_no_hole_in_the_words(string words, string expected)
    {
        Assert.Equal(expected, CdaXml.Parse($"<text>{words}</text>")[0].Text);
    }

    [Fact]
    public void In_an_attribute_it_stays_as_it_was_written() => Assert.Equal("5 &micro;g", CdaXml.Parse("<text value=\"5 &micro;g\"/>")[0]["value"]);

    [Theory]
    [InlineData("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>")]
    [InlineData("<!DOCTYPE d SYSTEM \"http://127.0.0.1/d.dtd\"><d/>")]
    [InlineData("<d><!DOCTYPE d></d>")]
    [InlineData("<!doctype d><d/>")]
    [InlineData("<d>")]
    public void A_document_type_and_what_is_not_well_formed_are_refused(string xml) => Assert.ThrowsAny<XmlException>(() => CdaXml.Parse(xml));

    [Fact]
    public void What_is_nested_or_repeated_beyond_the_limits_is_refused_by_them()
    {
        Assert.Single(CdaXml.Parse(Nested(100)));
        Assert.Throws<InvalidDataException>(() => CdaXml.Parse(Nested(101)));
        Assert.Single(CdaXml.Parse($"<d {Declarations(1_000)}/>"));
        Assert.Throws<InvalidDataException>(() => CdaXml.Parse($"<d {Declarations(1_001)}/>"));
        Assert.Throws<InvalidDataException>(() => CdaXml.Parse($"<d a='>' {Declarations(1_000)}/>"));
        Assert.Single(CdaXml.Parse($"<d a=\"{new string('=', 2_000)}\">{new string('=', 2_000)}</d>"));
        Assert.Throws<InvalidDataException>(() => CdaXml.Parse($"<d>{string.Concat(Enumerable.Repeat("<a/>", 1_000_000))}</d>"));
    }

    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("<a>", levels)) + string.Concat(Enumerable.Repeat("</a>", levels));

    private static string Declarations(int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => $"xmlns:a{i}=\"u\""));
}
