using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MedLedger.Formats.Fhir;
using MedLedger.Server.Doors.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace MedLedger.Server.Summary;

/// <summary>Refusals and resources of the FHIR side, in JSON or XML. No refusal holds a clinical word or says whether somebody is known here.</summary>
internal static class FhirOutcome
{
    private static readonly JsonSerializerOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An OperationOutcome with one error (FHIR R4, issue-type).</summary>
    public static IResult Refuse(HttpContext context, int status, string issue, string text) => Resource(context, OperationOutcome.Of("error", issue, text), status);

    /// <summary>The same words, status and shape for no grant, a revoked one, an unknown patient and a log that cannot be written.</summary>
    public static IResult NoAccess(HttpContext context) => Refuse(context, 403, "forbidden",
        "Nothing is released. The patient can grant access with their wallet; in an emergency a clinician can break the glass at POST /api/break-glass.");

    public static IResult Resource(HttpContext context, JsonObject resource, int status = 200)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(resource, _writing);
        return SummaryForm.Of(context.Request) == SummaryForm.Xml
            ? Results.Text(FhirXmlWriter.Write(json), SummaryForm.Xml.MediaType, status)
            : Results.Text(json, SummaryForm.Json.MediaType, status);
    }

    /// <summary>Gives an answer without a body, such as that of the sign-in, the body that a FHIR client can read.</summary>
    public static Task FillAsync(StatusCodeContext empty)
    {
        var context = empty.HttpContext;
        var status = context.Response.StatusCode;
        var (issue, text) = status switch
        {
            401 => ("login", "Sign in first: the request carries no valid token."),
            403 => ("forbidden", "Nothing is released."),
            404 => ("not-found", "There is nothing at this address. GET /fhir/metadata says what there is."),
            405 => ("not-supported", "This address does not take this method. GET /fhir/metadata says what there is."),
            413 => ("too-long", "The request is larger than what is taken."),
            415 => ("not-supported", "Send application/fhir+json or application/fhir+xml."),
            _ => ("processing", "The request was not answered."),
        };
        return Refuse(context, status, issue, text).ExecuteAsync(context);
    }
}
