using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using MedLedger.Formats.Fhir;
using MedLedger.Server.Composition;
using MedLedger.Server.Summary;
using Microsoft.Net.Http.Headers;

namespace MedLedger.Server.Doors.Http;

/// <summary>POST /fhir: a Bundle or a single resource, as one document of the store (FHIR R4, 3.1.0.11). Nothing in it is followed or executed.</summary>
internal static class FhirDoor
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/fhir", (HttpContext context, Installation store, CancellationToken cancellationToken) => TakeAsync(context, store, cancellationToken)).RequireAuthorization(Delivery.Policy);

    private static async Task<IResult> TakeAsync(HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        if (Type(context.Request.ContentType) is not { } xml) return FhirOutcome.Refuse(context, 415, "not-supported", "Send application/fhir+json or application/fhir+xml.");
        var (known, patient) = await Delivery.PatientAsync(context, store, cancellationToken);
        if (!known) return FhirOutcome.Refuse(context, 404, "not-found", "The patient that is named is not here. Leave it out, and the resources' own identifiers decide.");
        Shape? shape = null;
        var (receipt, answer, refused) = await Delivery.ReceiveAsync(context, store, "resource", patient, body => Fault(context, shape = Shape.Of(body, xml)), cancellationToken);
        if (answer is not null) return answer;
        if (receipt is null || shape is null) return FhirOutcome.Refuse(context, refused, refused == 413 ? "too-long" : "transient", refused == 413 ? "The body has more bytes than are read." : "The body could not be received or made durable. Send it again later.");

        var report = await Delivery.FiledAsync(store, receipt, cancellationToken);
        var status = Delivery.Status(report);
        return shape.Entries.Count > 0 && report.Status != "refused" && (report.Status == "filed" || !shape.IsTransaction)
            ? FhirOutcome.Resource(context, Response(shape, report, status))
            : FhirOutcome.Resource(context, OperationOutcome.Of(report), status);
    }

    private static IResult? Fault(HttpContext context, Shape? shape) =>
        shape is null ? FhirOutcome.Refuse(context, 400, "structure", "The body is no FHIR resource: not well-formed, nested too deeply, or with a property twice.")
        : shape is { IsTransaction: true, Unsupported: true } ? FhirOutcome.Refuse(context, 400, "not-supported", "A transaction is taken whole, with POST and PUT only.")
        : null;

    // One result an entry, in the order of the entries (FHIR R4, 3.1.0.11.2).
    private static JsonObject Response(Shape shape, DoorReport report, int status) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = shape.IsTransaction ? "transaction-response" : "batch-response",
        ["entry"] = new JsonArray([.. shape.Entries.Select(method => new JsonObject
        {
            ["response"] = method is "POST" or "PUT"
                ? new JsonObject { ["status"] = Reason(status), ["outcome"] = OperationOutcome.Of(report) }
                : new JsonObject { ["status"] = Reason(405), ["outcome"] = OperationOutcome.Of("error", "not-supported", "Entries are taken with POST and PUT only.") },
        })]),
    };

    private static string Reason(int status) => $"{status} {Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status)}";

    // True for XML, false for JSON, null for anything else.
    private static bool? Type(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return null;
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return null;
        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/fhir+json" or "application/json" => false,
            "application/fhir+xml" or "application/xml" or "text/xml" => true,
            _ => null,
        };
    }

    /// <summary>What the answer's form depends on. Strict and bounded, so that what cannot be a resource is refused before anything is kept.</summary>
    private sealed record Shape(bool IsTransaction, IReadOnlyList<string> Entries)
    {
        public bool Unsupported => Entries.Any(method => method is not ("POST" or "PUT"));

        public static Shape? Of(byte[] body, bool xml)
        {
            try
            {
                if ((xml ? FhirXml.ToJson(Encoding.UTF8.GetString(body)) : body) is not { } utf8) return null;
                using var json = StrictJson.Parse(utf8);
                var root = json.RootElement;
                if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("resourceType", out var name) || name.ValueKind != JsonValueKind.String) return null;
                if (name.GetString() != "Bundle" || !root.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() is not ("transaction" or "batch")) return new(false, []);
                return new(type.GetString() == "transaction", root.TryGetProperty("entry", out var entries) ? Methods(entries) : []);
            }
            catch (Exception broken) when (broken is JsonException or XmlException or InvalidDataException or DecoderFallbackException)
            {
                return null;
            }
        }

        // XML does not tell a list of one from one.
        private static IReadOnlyList<string> Methods(JsonElement entries) =>
            entries.ValueKind == JsonValueKind.Array ? [.. entries.EnumerateArray().Select(Method)] : entries.ValueKind == JsonValueKind.Object ? [Method(entries)] : [];

        private static string Method(JsonElement entry) =>
            entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("request", out var request) && request.ValueKind == JsonValueKind.Object
            && request.TryGetProperty("method", out var method) && method.ValueKind == JsonValueKind.String
                ? method.GetString()!
                : "";
    }
}
