using System.Text;
using MedLedger.Access;
using MedLedger.Access.Gate;
using MedLedger.Clinical.Summary;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Identity;
using MedLedger.Server.Commands;
using MedLedger.Server.Composition;
using MedLedger.Server.Records;
using MedLedger.Server.SignIn;

namespace MedLedger.Server.Summary;

/// <summary>Serves the one page: the gate decides and logs first, and only its permit opens the sealed summary.</summary>
internal static class SummaryEndpoints
{
    public const string ReceiptHeader = "MedLedger-Receipt";

    // The page carries its style inline and its scans as data; nothing else may load, and nothing runs.
    private const string PageSecurity = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The caller's own name for a patient, as an identifier: `urn:medledger:reference|LS-20418`.</summary>
    private const string ReferenceSystem = "urn:medledger:reference";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/fhir/Patient/{patient}/$summary", (string patient, HttpContext context, Installation store, CancellationToken cancellationToken) =>
            AnswerAsync(patient, SummaryQuestion.OfQuery(context.Request.Query), context, store, cancellationToken)).RequireAuthorization();
        routes.MapPost("/fhir/Patient/{patient}/$summary", (string patient, HttpContext context, Installation store, CancellationToken cancellationToken) =>
            AnswerBodyAsync(patient, context, store, cancellationToken)).RequireAuthorization();
        routes.MapGet("/fhir/Patient/$summary", (HttpContext context, Installation store, CancellationToken cancellationToken) =>
            AnswerAsync(null, SummaryQuestion.OfQuery(context.Request.Query), context, store, cancellationToken)).RequireAuthorization();
        routes.MapPost("/fhir/Patient/$summary", (HttpContext context, Installation store, CancellationToken cancellationToken) =>
            AnswerBodyAsync(null, context, store, cancellationToken)).RequireAuthorization();
        routes.MapGet("/page/{patient}", PageAsync).RequireAuthorization();
        routes.MapGet("/fhir/metadata", (HttpContext context) => SummaryForm.Of(context.Request) is { } form && (form == SummaryForm.Json || form == SummaryForm.Xml || form == SummaryForm.Lines)
            ? FhirOutcome.Resource(context, Capabilities.Statement($"{context.Request.Scheme}://{context.Request.Host}/fhir"))
            : FhirOutcome.Refuse(context, 406, "not-supported", "Ask for application/fhir+json or application/fhir+xml.")).AllowAnonymous();
    }

    private static async Task<IResult> AnswerBodyAsync(string? patient, HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        var (question, wrong) = await SummaryQuestion.OfBodyAsync(context.Request, cancellationToken);
        return question is null ? FhirOutcome.Refuse(context, wrong!.Value.Status, wrong.Value.Issue, wrong.Value.Text) : await AnswerAsync(patient, question, context, store, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(string? patientText, SummaryQuestion question, HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (SummaryForm.Of(context.Request) is not { } form)
            return FhirOutcome.Refuse(context, 406, "not-supported", "Ask for application/fhir+json, application/fhir+xml, text/html, application/pdf or application/json.");
        if (question.Wrong(wantsIdentifier: patientText is null) is { } wrong) return FhirOutcome.Refuse(context, wrong.Status, wrong.Issue, wrong.Text);
        var patient = patientText is null ? await ByIdentifierAsync(question.Identifiers[0], store, cancellationToken) : await ByIdAsync(patientText, store, cancellationToken);
        return await ReadAsync(patient, context, store, cancellationToken) is GateOutcome.Released released
            ? await ReleaseAsync(released.Permit, context, store, form, cancellationToken)
            // One answer for every refusal: whether a patient is known here is nobody's business.
            : FhirOutcome.NoAccess(context);
    }

    private static async Task<IResult> PageAsync(string patient, HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await ReadAsync(await ByIdAsync(patient, store, cancellationToken), context, store, cancellationToken) is GateOutcome.Released released
            ? await ReleaseAsync(released.Permit, context, store, SummaryForm.Html, cancellationToken)
            : Results.Content(Emergency.BreakGlassForm.Html(patient), SummaryForm.Html.MediaType, statusCode: 403);
    }

    private static Task<GateOutcome> ReadAsync(PatientId? patient, HttpContext context, Installation store, CancellationToken cancellationToken) =>
        store.Gate.ReadAsync(new AccessAttempt(SignedInReader.Of(context.User), patient, AccessScope.Summary, PurposeOfUse.Treatment), cancellationToken);

    private static async Task<PatientId?> ByIdAsync(string text, Installation store, CancellationToken cancellationToken) =>
        PatientId.TryParse(text, out var id) && await store.Patients.FindAsync(id, cancellationToken) is not null ? id : null;

    private static async Task<PatientId?> ByIdentifierAsync(string token, Installation store, CancellationToken cancellationToken)
    {
        var cut = token.IndexOf('|', StringComparison.Ordinal);
        var (system, value) = cut < 0 ? ("", token) : (token[..cut], token[(cut + 1)..]);
        return system is "" or ReferenceSystem && value.Length > 0 ? (await store.Patients.FindAsync(value, cancellationToken))?.Id : null;
    }

    private static async Task<IResult> ReleaseAsync(ReleasePermit permit, HttpContext context, Installation store, SummaryForm form, CancellationToken cancellationToken)
    {
        var headers = context.Response.Headers;
        headers[ReceiptHeader] = $"leaf={permit.Receipt.LeafIndex}; size={permit.Receipt.TreeSize}; basis={permit.Basis}; until={permit.Until:yyyy-MM-ddTHH:mm:ssZ}";
        headers.Vary = "Accept, Accept-Language";
        var words = PageLanguage.Of(context.Request);
        try
        {
            if (await store.Summaries.OpenAsync(permit, store.Today, words, cancellationToken) is not { } summary)
                return FhirOutcome.Refuse(context, 404, "not-found", "No summary of this patient has been made yet. Ingest documents first.");
            return await FormAsync(summary, permit, words, context, form, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return FhirOutcome.Refuse(context, 503, "exception",
                "The stored page is missing or was altered, so it is not shown. Call the operator, who verifies the store and restores it; until then use the papers.");
        }
        catch (CommandFailedException failed) when (form == SummaryForm.Pdf)
        {
            return FhirOutcome.Refuse(context, 503, "processing", failed.Message);
        }
    }

    private static async Task<IResult> FormAsync(SummaryDocument summary, ReleasePermit permit, PageWords words, HttpContext context, SummaryForm form, CancellationToken cancellationToken)
    {
        if (form != SummaryForm.Html && form != SummaryForm.Pdf) return Results.Text(await summary.InAsync(form.Name, cancellationToken), form.MediaType);
        context.Response.Headers.ContentLanguage = words.Language;
        var html = HtmlPage.WithIntegrity(summary.Html, words, permit.Receipt.LeafIndex, permit.Receipt.TreeSize);
        if (form == SummaryForm.Pdf) return Results.Bytes(await PdfPrinter.PrintAsync(html, cancellationToken), form.MediaType);
        context.Response.Headers.ContentSecurityPolicy = PageSecurity;
        return Results.Text(Encoding.UTF8.GetBytes(html), form.MediaType);
    }
}
