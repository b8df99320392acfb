using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using MedLedger.Domain.Documents;
using MedLedger.Formats.Ccda;
using MedLedger.Formats.Fhir;
using MedLedger.Ingestion.Intake;
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
        ResourceOutline? outline = null;
        var (receipt, answer, refused) = await Delivery.ReceiveAsync(context, store, "resource", patient, body => Fault(context, body, xml, out outline), cancellationToken);
        if (answer is not null) return answer;
        if (receipt is null || outline is null) return FhirOutcome.Refuse(context, refused, refused == 413 ? "too-long" : "transient", refused == 413 ? "The body has more bytes than are read. Split it." : "The body could not be received or made durable. Send it again later.");

        var report = await Delivery.FiledAsync(store, receipt, cancellationToken);
        var status = Delivery.Status(report);
        return outline.Methods.Count > 0 && IsExchange(outline) && report.Status != "refused" && (report.Status == "filed" || !IsTransaction(outline))
            ? FhirOutcome.Resource(context, Response(outline, report, status))
            : FhirOutcome.Resource(context, OperationOutcome.Of(report), status);
    }

    private static bool IsTransaction(ResourceOutline outline) => outline.BundleType == "transaction";

    private static bool IsExchange(ResourceOutline outline) => outline.BundleType is "transaction" or "batch";

    // What cannot be a resource is refused, with the reason, before anything is kept.
    private static IResult? Fault(HttpContext context, byte[] body, bool isXml, out ResourceOutline? outline)
    {
        (outline, var problem) = isXml ? OfXml(Encoding.UTF8.GetString(body)) : OfJson(body);
        if (problem is not null) return FhirOutcome.Resource(context, OperationOutcome.Of(problem), Delivery.Status(problem.Code));
        if (outline is null) return FhirOutcome.Refuse(context, 400, "structure", "The body is no FHIR resource: it names no type. Send a Bundle or a single resource.");
        return IsTransaction(outline) && outline.Methods.Any(method => method is not ("POST" or "PUT"))
            ? FhirOutcome.Refuse(context, 400, "not-supported", "A transaction is taken whole, with POST and PUT only.")
            : null;
    }

    private static (ResourceOutline? Outline, ReadingProblem? Problem) OfJson(byte[] body)
    {
        if (body.Length == 0) return (null, ReadingProblems.Empty);
        var (outline, fault) = ResourceOutline.OfJson(body);
        return (outline, ReadingProblems.Of(fault));
    }

    private static (ResourceOutline? Outline, ReadingProblem? Problem) OfXml(string body)
    {
        try
        {
            return body.Length == 0 ? (null, ReadingProblems.Empty) : (ResourceOutline.OfXml(body), null);
        }
        catch (InvalidDataException)
        {
            return (null, ReadingProblems.OverLimit);
        }
        catch (XmlException)
        {
            return (null, CdaXml.HasDocumentType(body) ? ReadingProblems.DocumentType : ReadingProblems.Damaged);
        }
    }

    // One result an entry, in the order of the entries (FHIR R4, 3.1.0.11.2).
    private static JsonObject Response(ResourceOutline outline, DoorReport report, int status) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = IsTransaction(outline) ? "transaction-response" : "batch-response",
        ["entry"] = new JsonArray([.. outline.Methods.Select(method => new JsonObject
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
}
