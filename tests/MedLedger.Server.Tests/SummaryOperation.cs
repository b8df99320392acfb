using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using MedLedger.TestKit;

namespace MedLedger.Server.Tests;

/// <summary>`$summary` as FHIR clients call it.</summary>
public sealed class SummaryOperation(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly XNamespace Fhir = "http://hl7.org/fhir";

    [Theory]
    [InlineData(null, "application/fhir+json")]
    [InlineData("*/*", "application/fhir+json")]
    [InlineData("application/fhir+xml", "application/fhir+xml")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "text/html")]
    [InlineData("application/fhir+xml;q=0.5, application/fhir+json;q=0.4", "application/fhir+xml")]
    [InlineData("application/fhir+json;fhirVersion=3.0, application/fhir+xml;fhirVersion=4.0", "application/fhir+xml")]
    [InlineData("application/json", "application/json")]
    public async Task The_form_follows_Accept(string? accept, string type)
    {
        using var answer = await AskAsync(HttpMethod.Get, server.SummaryPath(), accept);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("penicillin", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?_format=xml", "application/fhir+xml")]
    [InlineData("?_format=application/fhir+json", "application/fhir+json")]
    [InlineData("?_format=html", "text/html")]
    public async Task Format_in_the_address_outweighs_Accept(string query, string type)
    {
        using var answer = await AskAsync(HttpMethod.Get, server.SummaryPath() + query, "application/pdf");
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task XML_and_JSON_are_the_same_bundle()
    {
        using var json = await AskAsync(HttpMethod.Get, server.SummaryPath(), "application/fhir+json");
        using var xml = await AskAsync(HttpMethod.Get, server.SummaryPath(), "application/fhir+xml");
        using var bundle = JsonDocument.Parse(await json.Content.ReadAsStringAsync());
        var document = XDocument.Parse(await xml.Content.ReadAsStringAsync());
        Assert.Equal("Bundle", document.Root!.Name.LocalName);
        Assert.Equal(bundle.RootElement.GetProperty("identifier").GetProperty("value").GetString(), document.Root.Element(Fhir + "identifier")!.Element(Fhir + "value")!.Attribute("value")!.Value);
        Assert.Equal(
            bundle.RootElement.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource").GetProperty("resourceType").GetString()),
            document.Root.Elements(Fhir + "entry").Select(entry => entry.Element(Fhir + "resource")!.Elements().Single().Name.LocalName));
    }

    [Theory]
    [InlineData("urn:medledger:reference|P-1")]
    [InlineData("P-1")]
    public async Task On_type_level_an_identifier_names_the_patient(string identifier)
    {
        using var answer = await AskAsync(HttpMethod.Get, $"/fhir/Patient/$summary?identifier={Uri.EscapeDataString(identifier)}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.Contains("MedLedger-Receipt"));
    }

    [Fact]
    public async Task A_POST_asks_in_a_Parameters_resource_in_JSON_or_XML()
    {
        const string json = """{"resourceType":"Parameters","parameter":[{"name":"identifier","valueIdentifier":{"system":"urn:medledger:reference","value":"P-1"}},{"name":"profile","valueCanonical":"http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips|2.0.1"}]}""";
        const string xml = """<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="identifier"/><valueString value="urn:medledger:reference|P-1"/></parameter></Parameters>""";
        using var fromJson = await AskAsync(HttpMethod.Post, "/fhir/Patient/$summary", null, new StringContent(json, Encoding.UTF8, "application/fhir+json"));
        using var fromXml = await AskAsync(HttpMethod.Post, "/fhir/Patient/$summary", null, new StringContent(xml, Encoding.UTF8, "application/fhir+xml"));
        using var empty = await AskAsync(HttpMethod.Post, server.SummaryPath());
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [fromJson.StatusCode, fromXml.StatusCode, empty.StatusCode]);
        Assert.Equal(await fromJson.Content.ReadAsStringAsync(), await fromXml.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "/fhir/Patient/$summary", null, null, null, 400, "required")]
    [InlineData("GET", "/fhir/Patient/$summary?identifier=P-1&identifier=P-2", null, null, null, 400, "multiple-matches")]
    [InlineData("GET", "/fhir/Patient/$summary?identifier=urn:other|P-1", null, null, null, 403, "forbidden")]
    [InlineData("GET", "/fhir/Patient/$summary?identifier=nobody", null, null, null, 403, "forbidden")]
    [InlineData("GET", "{summary}?profile=http://example.org/other", null, null, null, 400, "not-supported")]
    [InlineData("GET", "{summary}?profile=http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips%7C9.9", null, null, null, 400, "not-supported")]
    [InlineData("GET", "{summary}", "image/png", null, null, 406, "not-supported")]
    [InlineData("GET", "{summary}", "nonsense", null, null, 406, "not-supported")]
    [InlineData("GET", "{summary}?_format=word", null, null, null, 406, "not-supported")]
    [InlineData("POST", "/fhir/Patient/$summary", null, "text/plain", "identifier=P-1", 415, "not-supported")]
    [InlineData("POST", "/fhir/Patient/$summary", null, "application/fhir+json", "{", 400, "invalid")]
    [InlineData("POST", "/fhir/Patient/$summary", null, "application/fhir+json", """{"resourceType":"Patient"}""", 400, "invalid")]
    [InlineData("POST", "/fhir/Patient/$summary", null, "application/fhir+xml", "<!DOCTYPE x [<!ENTITY e 'x'>]><Parameters xmlns=\"http://hl7.org/fhir\"/>", 400, "invalid")]
    [InlineData("DELETE", "{summary}", null, null, null, 405, "not-supported")]
    [InlineData("GET", "/fhir/Nothing", null, null, null, 404, "not-found")]
    public async Task What_cannot_be_had_says_so_in_an_OperationOutcome(string method, string path, string? accept, string? type, string? body, int status, string issue)
    {
        var before = server.Store.LogSize;
        using var answer = await AskAsync(new HttpMethod(method), path.Replace("{summary}", server.SummaryPath(), StringComparison.Ordinal), accept, body is null ? null : new StringContent(body, Encoding.UTF8, type!));
        using var outcome = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((status, "OperationOutcome", issue), ((int)answer.StatusCode, outcome.RootElement.GetProperty("resourceType").GetString(), outcome.RootElement.GetProperty("issue")[0].GetProperty("code").GetString()));
        Assert.True(server.Store.LogSize <= before + 1);
    }

    [Fact]
    public async Task Without_a_token_the_refusal_is_an_OperationOutcome_in_the_form_asked_for()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.SummaryPath());
        request.Headers.Accept.ParseAdd("application/fhir+xml");
        using var answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("login", XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Element(Fhir + "issue")!.Element(Fhir + "code")!.Attribute("value")!.Value);
    }

    [Fact]
    public async Task Every_way_to_the_summary_leaves_its_entry_in_the_log()
    {
        await server.GrantAsync("dr.summary");
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, server.SummaryPath()), (HttpMethod.Post, server.SummaryPath()), (HttpMethod.Get, "/fhir/Patient/$summary?identifier=P-1"), (HttpMethod.Get, server.SummaryPath() + "?_format=xml"), (HttpMethod.Get, server.SummaryPath() + "?_format=html&lang=de")])
        {
            var before = server.Store.LogSize;
            using var answer = await AskAsync(method, path, granted: true);
            Assert.Equal((HttpStatusCode.OK, before + 1), (answer.StatusCode, server.Store.LogSize));
        }
    }

    [Theory]
    [InlineData("?lang=de", null, "de", "Allergien")]
    [InlineData("", "fr-CH, en;q=0.5", "fr", "Allergies")]
    [InlineData("?lang=es", "de", "es", "Alergias")]
    [InlineData("?lang=xx", "it, de;q=0.3", "de", "Allergien")]
    [InlineData("", "it", "en", "Allergies")]
    public async Task The_page_speaks_the_language_that_was_asked_for(string query, string? accept, string language, string word)
    {
        using var request = await RequestAsync(HttpMethod.Get, $"/page/{server.Patient.Id}{query}");
        if (accept is not null) request.Headers.AcceptLanguage.ParseAdd(accept);
        using var answer = await server.Http.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.Contains($"<h2>{word}</h2>", html, StringComparison.Ordinal);
        Assert.Equal(language, answer.Content.Headers.ContentLanguage.Single());
        Assert.Contains("Accept-Language", answer.Headers.Vary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_where_its_reading_stands_in_the_log()
    {
        var before = server.Store.LogSize;
        await server.GrantAsync("dr.summary");
        using var answer = await AskAsync(HttpMethod.Get, $"/page/{server.Patient.Id}", granted: true);
        Assert.Contains($"this reading is entry {server.Store.LogSize - 1} of the log", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(server.Store.LogSize > before);
    }

    [Theory]
    [InlineData("application/fhir+json")]
    [InlineData("application/fhir+xml")]
    public async Task The_abilities_are_open_to_everyone(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/fhir/metadata");
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await server.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, accept), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("http://hl7.org/fhir/uv/ips/OperationDefinition/summary", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_PDF_it_is_one_sheet()
    {
        using var answer = await AskAsync(HttpMethod.Get, server.SummaryPath() + "?lang=de", "application/pdf");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(("application/pdf", "%PDF"), (answer.Content.Headers.ContentType!.MediaType, Encoding.ASCII.GetString(bytes[..4])));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, bytes);
            Assert.Matches(@"Pages:\s+1\n", Installed.Run("pdfinfo", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? accept = null, HttpContent? body = null, bool granted = false)
    {
        using var request = await RequestAsync(method, path, granted);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Content = body;
        return await server.Http.SendAsync(request);
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpMethod method, string path, bool granted = false)
    {
        if (!granted) await server.GrantAsync("dr.summary");
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token("dr.summary"));
        return request;
    }
}
