using Microsoft.Net.Http.Headers;

namespace MedLedger.Server.Summary;

/// <summary>The forms of a summary over HTTP, chosen by `_format` or by Accept (FHIR R4, 3.1.0.1.11).</summary>
internal sealed record SummaryForm(string Name, string MediaType)
{
    public const string FhirJson = "application/fhir+json";
    public const string FhirXml = "application/fhir+xml";

    public static readonly SummaryForm Json = new("fhir", FhirJson + "; charset=utf-8");
    public static readonly SummaryForm Xml = new("xml", FhirXml + "; charset=utf-8");
    public static readonly SummaryForm Html = new("html", "text/html; charset=utf-8");
    public static readonly SummaryForm Pdf = new("pdf", "application/pdf");

    /// <summary>The page's own JSON, for programs that want lines rather than resources.</summary>
    public static readonly SummaryForm Lines = new("json", "application/json; charset=utf-8");

    /// <summary>What is asked for, or null when none of it can be had.</summary>
    public static SummaryForm? Of(HttpRequest request) =>
        request.Query["_format"].ToString() is { Length: > 0 } named ? OfCode(named) : OfAccept(request.Headers.Accept.ToString());

    // A plus sign in a query is a blank once decoded.
    private static SummaryForm? OfCode(string named) => named.Trim().Replace(' ', '+').ToLowerInvariant() switch
    {
        "json" or FhirJson or "application/json" => Json,
        "xml" or FhirXml or "application/xml" or "text/xml" => Xml,
        "html" or "text/html" => Html,
        "pdf" or "application/pdf" => Pdf,
        _ => null,
    };

    private static SummaryForm? OfAccept(string accept)
    {
        if (accept.Length == 0) return Json;
        if (!MediaTypeHeaderValue.TryParseList([accept], out var wanted)) return null;
        // Of equal wishes the first counts: OrderBy keeps their order.
        return wanted.Where(one => one.Quality is null or > 0).OrderByDescending(one => one.Quality ?? 1).Select(OfType).FirstOrDefault(form => form is not null);
    }

    private static SummaryForm? OfType(MediaTypeHeaderValue type)
    {
        // This server speaks R4; a caller that asks for another release must not get R4 under its name.
        if (type.Parameters.FirstOrDefault(one => one.Name.Equals("fhirVersion", StringComparison.OrdinalIgnoreCase))?.Value.ToString() is { } version && !version.StartsWith("4.0", StringComparison.Ordinal)) return null;
        return type.MediaType.ToString().ToLowerInvariant() switch
        {
            FhirJson or "*/*" or "application/*" => Json,
            FhirXml or "application/xml" or "text/xml" => Xml,
            "text/html" or "text/*" or "application/xhtml+xml" => Html,
            "application/pdf" => Pdf,
            "application/json" => Lines,
            _ => null,
        };
    }
}
