using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MedLedger.Server.Doors;
using MedLedger.Storage;

namespace MedLedger.Server.Tests.Doors;

/// <summary>POST /fhir and POST /api/documents over real HTTP, with the clerk at work.</summary>
public sealed class HttpDoors(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _filing = Task.CompletedTask;

    public Task InitializeAsync()
    {
        _filing = new FilingClerk(server.Store, OpenDoors.Step).RunAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _filing);
    }

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task A_resource_for_a_named_patient_is_created_once()
    {
        var body = Allergy("Patient/p", "Penicillin G");
        using (var created = await FhirAsync(body, server.Patient.Id.Value)) await OutcomeAsync(created, HttpStatusCode.Created, "information");
        using (var again = await FhirAsync(body, server.Patient.Id.Value)) await OutcomeAsync(again, HttpStatusCode.OK, "information");
    }

    [Fact]
    public async Task What_is_not_understood_survives_byte_for_byte()
    {
        var body = Encoding.UTF8.GetBytes("{ \"resourceType\" : \"AllergyIntolerance\", \"_code\":{\"x-vendor\":[1.50,null]}, \"patient\":{\"reference\":\"Patient/p\"},\"code\":{\"text\":\"Nickel\"},\"extension\":[{\"url\":\"urn:x\",\"valueString\":\"\\u00fc\"}] }");
        using (var answer = await SendAsync($"/fhir?patient={server.Patient.Id.Value}", body, "application/fhir+json")) await OutcomeAsync(answer, HttpStatusCode.Created, "information");
        var stored = await server.Store.Documents.FindAsync(server.Store.Documents.IdOf(server.Patient.Id, body), default);
        Assert.Equal(body, await server.Store.Documents.BytesAsync(stored!, default));
    }

    [Fact]
    public async Task A_transaction_answers_each_entry()
    {
        using var answer = await FhirAsync(Bundle("transaction", ("POST", Allergy("Patient/p", "Latex")), ("PUT", Allergy("Patient/p", "Codeine"))), server.Patient.Id.Value);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("transaction-response", json.RootElement.GetProperty("type").GetString());
        Assert.Equal(["201 Created", "201 Created"], json.RootElement.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("response").GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_transaction_that_would_delete_is_refused_whole_and_a_batch_in_that_entry_only()
    {
        using (var refused = await FhirAsync(Bundle("transaction", ("POST", Allergy("Patient/p", "Zinc")), ("DELETE", null)))) await OutcomeAsync(refused, HttpStatusCode.BadRequest, "error");
        using var batch = await FhirAsync(Bundle("batch", ("POST", Allergy("Patient/p", "Zinc")), ("DELETE", null)), server.Patient.Id.Value);
        using var json = JsonDocument.Parse(await batch.Content.ReadAsStringAsync());
        Assert.Equal(["201 Created", "405 Method Not Allowed"], json.RootElement.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("response").GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Resources_that_name_nobody_known_are_kept_for_a_person()
    {
        using var answer = await FhirAsync(Allergy("Patient/unknown", "Iodine"));
        await OutcomeAsync(answer, HttpStatusCode.Accepted, "warning");
    }

    [Fact]
    public async Task Resources_about_two_people_are_refused_and_not_kept()
    {
        var before = (await server.Store.Store.Arrivals.ListAsync(ArrivalState.Held, 1000, default)).Count;
        using var answer = await FhirAsync(Bundle("collection", ("", Person("1", "Orla", "1961-02-03")), ("", Person("2", "Tomas", "1989-11-30")), ("", Allergy("Patient/1", "Latex")), ("", Allergy("Patient/2", "Zinc"))));
        await OutcomeAsync(answer, HttpStatusCode.UnprocessableEntity, "error");
        Assert.Equal(before, (await server.Store.Store.Arrivals.ListAsync(ArrivalState.Held, 1000, default)).Count);
    }

    public static TheoryData<string, string, HttpStatusCode, string> BadBodies => new()
    {
        { "application/fhir+json", "", HttpStatusCode.BadRequest, "is empty" },
        { "application/fhir+json", "{\"resourceType\":\"Patient\",", HttpStatusCode.BadRequest, "breaks off" },
        { "application/fhir+json", "{\"resourceType\":\"Patient\",}", HttpStatusCode.BadRequest, "is damaged" },
        { "application/fhir+json", "[]", HttpStatusCode.BadRequest, "names no type" },
        { "application/fhir+json", "{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\"}", HttpStatusCode.BadRequest, "twice" },
        { "application/fhir+json", "{\"resourceType\":\"Patient\",\"x\":" + new string('[', 100_000), HttpStatusCode.RequestEntityTooLarge, "nested" },
        { "application/fhir+json", "{\"noType\":1}", HttpStatusCode.BadRequest, "names no type" },
        { "application/fhir+json", Bundle("batch", [.. Enumerable.Repeat(("POST", (string?)null), 50_001)]), HttpStatusCode.RequestEntityTooLarge, "repeated" },
        { "application/fhir+xml", "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&x;\"/></Patient>", HttpStatusCode.BadRequest, "document type" },
        { "application/fhir+xml", "<!DOCTYPE p [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&b;\"/></Patient>", HttpStatusCode.BadRequest, "document type" },
        { "application/fhir+xml", "<Patient xmlns=\"http://hl7.org/fhir\">", HttpStatusCode.BadRequest, "is damaged" },
        { "application/fhir+xml", "<Patient " + string.Join(' ', Enumerable.Range(0, 1_001).Select(i => $"xmlns:a{i}=\"u\"")) + "/>", HttpStatusCode.RequestEntityTooLarge, "repeated" },
        { "application/fhir+xml", string.Concat(Enumerable.Repeat("<A>", 100_000)), HttpStatusCode.RequestEntityTooLarge, "nested" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_body_that_is_no_resource_is_refused_with_its_reason(string type, string body, HttpStatusCode status, string reason)
    {
        using var answer = await SendAsync("/fhir", Encoding.UTF8.GetBytes(body), type);
        await OutcomeAsync(answer, status, "error");
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\"}", HttpStatusCode.BadRequest, "property-twice")]
    [InlineData("<!DOCTYPE p [<!ENTITY a \"aaaa\">]><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&a;\"/></Patient>", HttpStatusCode.BadRequest, "document-type")]
    [InlineData("<!DOCTYPE p [<!ENTITY a \"aaaa\">]><ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>&a;</title></ClinicalDocument>", HttpStatusCode.BadRequest, "document-type")]
    public async Task The_door_for_documents_refuses_it_for_the_same_reason(string body, HttpStatusCode status, string code)
    {
        using var answer = await SendAsync("/api/documents", Encoding.UTF8.GetBytes(body), "application/octet-stream");
        Assert.Equal(status, answer.StatusCode);
        using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(("refused", code), (report.RootElement.GetProperty("status").GetString(), report.RootElement.GetProperty("code").GetString()));
        Assert.False(string.IsNullOrEmpty(report.RootElement.GetProperty("nextStep").GetString()));
    }

    [Fact]
    public async Task Many_senders_of_a_byte_a_second_keep_nobody_out()
    {
        var slow = new List<TcpClient>();
        var head = $"POST /api/documents HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.Token("slow", "document-source")}\r\nContent-Length: 100000\r\n\r\n{{";
        try
        {
            for (var i = 0; i < 40; i++)
            {
                slow.Add(new TcpClient());
                await slow[i].ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port);
                await slow[i].GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500));
            using var honest = await SendAsync("/api/documents", "{\\rtf1 hello again}"u8.ToArray(), "application/octet-stream");
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, honest.StatusCode);
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/fhir+json; charset=utf-16")]
    [InlineData(null)]
    public async Task Another_content_type_is_not_taken_as_FHIR(string? type)
    {
        using var answer = await SendAsync("/fhir", "{}"u8.ToArray(), type);
        await OutcomeAsync(answer, HttpStatusCode.UnsupportedMediaType, "error");
    }

    [Fact]
    public async Task FHIR_in_XML_is_taken_like_JSON()
    {
        var xml = "<AllergyIntolerance xmlns=\"http://hl7.org/fhir\"><code><text value=\"Rubber\"/></code><patient><reference value=\"Patient/p\"/></patient></AllergyIntolerance>";
        using var answer = await SendAsync($"/fhir?patient={server.Patient.Id.Value}", Encoding.UTF8.GetBytes(xml), "application/fhir+xml");
        await OutcomeAsync(answer, HttpStatusCode.Created, "information");
    }

    [Fact]
    public async Task Who_asks_for_XML_is_answered_in_XML()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/fhir") { Content = new ByteArrayContent("{}"u8.ToArray()) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token("feed", "document-source"));
        request.Headers.Accept.ParseAdd("application/fhir+xml");
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");
        using var answer = await server.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.BadRequest, "application/fhir+xml"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("<OperationOutcome", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patient_that_is_not_here_is_not_made_by_a_source()
    {
        using var answer = await FhirAsync(Allergy("Patient/p", "Latex"), new string('a', 32));
        await OutcomeAsync(answer, HttpStatusCode.NotFound, "error");
        using var file = await SendAsync($"/api/documents?patient={new string('a', 32)}", "Allergies: latex"u8.ToArray(), "text/plain");
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
    }

    [Fact]
    public async Task A_document_is_filed_whatever_its_type_is_called()
    {
        using var answer = await SendAsync($"/api/documents?patient={server.Patient.Id.Value}", OpenDoors.Message("H1", null, "BEE VENOM"), "application/pdf");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(("filed", "x-application/hl7-v2+er7"), (report.RootElement.GetProperty("status").GetString(), report.RootElement.GetProperty("mediaType").GetString()));
        Assert.True(report.RootElement.GetProperty("leaf").GetUInt64() > 0);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("\u0001\u0002\u0003\u0000garbage", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("{\\rtf1 hello}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("Allergies: penicillin", HttpStatusCode.Accepted)]
    public async Task A_document_of_nobody_or_of_no_kind_is_answered_for_what_it_is(string body, HttpStatusCode expected)
    {
        using var answer = await SendAsync("/api/documents", Encoding.UTF8.GetBytes(body), "application/octet-stream");
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task An_archive_that_unpacks_beyond_the_limit_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < 3; i++)
            {
                await using var entry = zip.CreateEntry($"../{i}.txt", CompressionLevel.Fastest).Open();
                var zeros = new byte[1024 * 1024];
                for (var mebibyte = 0; mebibyte < 30; mebibyte++) await entry.WriteAsync(zeros);
            }

        using var answer = await SendAsync("/api/documents", bytes.ToArray(), "application/zip");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_by_its_stated_length()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/documents") { Content = new ByteArrayContent(new byte[1024]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token("feed", "document-source"));
        request.Content.Headers.ContentLength = 65L * 1024 * 1024;
        request.Headers.ExpectContinue = true;
        using var answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_records_clerk_links_and_unlinks_over_HTTP()
    {
        using (var sent = await SendAsync("/api/documents", "Allergies: wasp venom"u8.ToArray(), "text/plain")) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        var clerk = server.Token("m.okafor", "records-clerk");
        using var list = JsonDocument.Parse(await (await server.SendAsync(HttpMethod.Get, "/api/held", clerk)).Content.ReadAsStringAsync());
        var held = list.RootElement.EnumerateArray().Last(item => item.GetProperty("kind").GetString() == "arrival").GetProperty("id").GetString();

        using var linked = await server.SendAsync(HttpMethod.Post, $"/api/held/{held}/link", clerk, new { patient = server.Patient.Id.Value, reason = "Brought by hand." });
        Assert.Equal(HttpStatusCode.OK, linked.StatusCode);
        using var done = JsonDocument.Parse(await linked.Content.ReadAsStringAsync());
        var document = done.RootElement.GetProperty("document").GetString();
        using (var nameless = await server.SendAsync(HttpMethod.Post, $"/api/documents/{document}/unlink", clerk, new { })) Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        using (var unlinked = await server.SendAsync(HttpMethod.Post, $"/api/documents/{document}/unlink", clerk, new { reason = "Another patient's." })) Assert.Equal(HttpStatusCode.OK, unlinked.StatusCode);
        Assert.True(DocumentId.TryParse(document, out var id));
        Assert.Equal(DocumentStep.Unlinked, (await server.Store.Documents.FindAsync(id, default))!.Step);
    }

    private Task<HttpResponseMessage> FhirAsync(string body, string? patient = null) =>
        SendAsync(patient is null ? "/fhir" : $"/fhir?patient={patient}", Encoding.UTF8.GetBytes(body), "application/fhir+json");

    private async Task<HttpResponseMessage> SendAsync(string path, byte[] body, string? type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token("feed", "document-source"));
        if (type is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await server.Http.SendAsync(request);
    }

    private static async Task OutcomeAsync(HttpResponseMessage answer, HttpStatusCode status, string severity)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {body}");
        using var json = JsonDocument.Parse(body);
        Assert.Equal("OperationOutcome", json.RootElement.GetProperty("resourceType").GetString());
        Assert.Equal(severity, json.RootElement.GetProperty("issue")[0].GetProperty("severity").GetString());
    }

    private static string Allergy(string patient, string substance) =>
        "{\"resourceType\":\"AllergyIntolerance\",\"patient\":{\"reference\":\"" + patient + "\"},\"code\":{\"text\":\"" + substance + "\"}}";

    private static string Person(string id, string given, string born) =>
        "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"name\":[{\"family\":\"Finch\",\"given\":[\"" + given + "\"]}],\"birthDate\":\"" + born + "\"}";

    private static string Bundle(string type, params (string Method, string? Resource)[] entries) =>
        "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + string.Join(',', entries.Select(entry => Entry(entry.Method, entry.Resource))) + "]}";

    private static string Entry(string method, string? resource) => "{" + string.Join(',', new[]
    {
        resource is null ? null : "\"resource\":" + resource,
        method.Length == 0 ? null : "\"request\":{\"method\":\"" + method + "\",\"url\":\"AllergyIntolerance\"}",
    }.OfType<string>()) + "}";
}
