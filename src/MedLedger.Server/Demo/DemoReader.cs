using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MedLedger.Server.Summary;

namespace MedLedger.Server.Demo;

/// <summary>A clinician at the other end of HTTP, with nothing but a token.</summary>
internal sealed class DemoReader(HttpClient http, string name, string token)
{
    public string Name => name;

    public string Token => token;

    public async Task<(HttpStatusCode Status, string? Receipt, string Body)> ReadAsync(string patient, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/fhir/Patient/{patient}/$summary");
        request.Headers.Accept.ParseAdd("application/fhir+json");
        return await SendAsync(request, cancellationToken);
    }

    public async Task<(HttpStatusCode Status, string? Receipt, string Body)> BreakGlassAsync(string patient, string reason, string explanation, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/break-glass") { Content = JsonContent.Create(new { patient, reason, explanation }) };
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>What kind of document an answer is, for the narration.</summary>
    public static string Describe(string body)
    {
        using var json = JsonDocument.Parse(body);
        var entries = json.RootElement.GetProperty("entry").GetArrayLength();
        return $"IPS document Bundle, {entries} entries, {body.Length / 1024} KB";
    }

    private async Task<(HttpStatusCode, string?, string)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, cancellationToken);
        var receipt = answer.Headers.TryGetValues(SummaryEndpoints.ReceiptHeader, out var values) ? values.First() : null;
        return (answer.StatusCode, receipt, await answer.Content.ReadAsStringAsync(cancellationToken));
    }
}
