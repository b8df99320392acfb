using MedLedger.Access;
using MedLedger.Access.Gate;
using MedLedger.Domain.Identity;
using MedLedger.Server.Composition;
using MedLedger.Server.SignIn;

namespace MedLedger.Server.Records;

/// <summary>Serves the one page: the gate decides and logs first, and only its permit opens the sealed summary.</summary>
internal static class GetSummary
{
    public const string ReceiptHeader = "MedLedger-Receipt";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/fhir/Patient/{patient}/$summary", (string patient, HttpContext context, Installation store, CancellationToken cancellationToken) =>
            AnswerAsync(patient, context, store, Negotiate(context.Request.Headers.Accept.ToString()), cancellationToken)).RequireAuthorization();
        routes.MapGet("/page/{patient}", (string patient, HttpContext context, Installation store, CancellationToken cancellationToken) =>
            AnswerAsync(patient, context, store, "html", cancellationToken)).RequireAuthorization();
    }

    private static async Task<IResult> AnswerAsync(string patientText, HttpContext context, Installation store, string? format, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (format is null) return Results.Problem(title: "Not acceptable", detail: "Ask for application/fhir+json, text/html or application/json.", statusCode: 406);

        var patient = PatientId.TryParse(patientText, out var id) && await store.Patients.FindAsync(id, cancellationToken) is not null ? id : (PatientId?)null;
        var attempt = new AccessAttempt(SignedInReader.Of(context.User), patient, AccessScope.Summary, PurposeOfUse.Treatment);
        return await store.Gate.ReadAsync(attempt, cancellationToken) switch
        {
            GateOutcome.Released released => await ReleaseAsync(released.Permit, context, store, format, cancellationToken),
            // One answer for every refusal: whether a patient is known here is nobody's business.
            GateOutcome.Refused => format == "html" && context.Request.Path.StartsWithSegments("/page")
                ? Results.Content(Emergency.BreakGlassForm.Html(patientText), "text/html; charset=utf-8", statusCode: 403)
                : Refusals.NoAccess(),
            _ => Refusals.NoAccess(),
        };
    }

    private static async Task<IResult> ReleaseAsync(ReleasePermit permit, HttpContext context, Installation store, string format, CancellationToken cancellationToken)
    {
        context.Response.Headers[ReceiptHeader] = $"leaf={permit.Receipt.LeafIndex}; size={permit.Receipt.TreeSize}; basis={permit.Basis}; until={permit.Until:yyyy-MM-ddTHH:mm:ssZ}";
        SummaryDocument? summary;
        try
        {
            summary = await store.Summaries.OpenAsync(permit, store.Today, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return Results.Problem(
                title: "The stored page is damaged",
                detail: "It is missing or was altered, so it is not shown. Call the operator, who verifies the store and restores it; until then use the papers.",
                statusCode: 503);
        }

        if (summary is null) return Results.Problem(title: "No summary", detail: "No summary of this patient has been made yet. Ingest documents first.", statusCode: 404);
        if (format == "html")
        {
            // The page carries its style inline and its scans as data; nothing else may load, and nothing runs.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            return Results.Content(summary.Html, "text/html; charset=utf-8");
        }

        return format == "fhir" ? Results.Content(summary.Ips, "application/fhir+json; charset=utf-8") : Results.Content(summary.Json, "application/json; charset=utf-8");
    }

    private static string? Negotiate(string accept) =>
        accept.Length == 0 || accept.Contains("application/fhir+json", StringComparison.OrdinalIgnoreCase) ? "fhir"
        : accept.Contains("text/html", StringComparison.OrdinalIgnoreCase) ? "html"
        : accept.Contains("application/json", StringComparison.OrdinalIgnoreCase) ? "json"
        : accept.Contains("*/*", StringComparison.Ordinal) ? "fhir"
        : null;
}

internal static class Refusals
{
    /// <summary>The same words, status and shape for no grant, a revoked one, an unknown patient and a log that cannot be written.</summary>
    public static IResult NoAccess() => Results.Problem(
        title: "No access",
        detail: "Nothing is released. The patient can grant access with their wallet; in an emergency a clinician can break the glass at POST /api/break-glass.",
        statusCode: 403);
}
