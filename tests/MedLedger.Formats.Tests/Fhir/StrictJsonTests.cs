using System.Text;
using System.Text.Json;
using MedLedger.Formats.Fhir;

namespace MedLedger.Formats.Tests.Fhir;

public class StrictJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":{"b":1,"\u0062":2}}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1} // said twice""")]
    [InlineData("""{"a":1""")]
    [InlineData("")]
    public void What_two_parsers_could_read_differently_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Sixty_five_levels_are_one_too_many()
    {
        using var allowed = StrictJson.Parse(Encoding.UTF8.GetBytes(Nested(64)));
        Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(Encoding.UTF8.GetBytes(Nested(65))));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(Encoding.Latin1.GetBytes("{\"a\":\"\u00e9\"}")));

    [Fact]
    public void A_byte_order_mark_is_no_damage()
    {
        using var json = StrictJson.Parse(Encoding.UTF8.GetBytes("\uFEFF{\"resourceType\":\"Patient\"}"));
        Assert.Equal("Patient", FhirDocument.Read(json.RootElement)!.Resources[0].Type);
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
