using MedLedger.Access;
using MedLedger.Access.BreakGlass;
using MedLedger.Access.Gate;
using MedLedger.Domain.Identity;
using MedLedger.Server.Composition;
using MedLedger.Server.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace MedLedger.Server.Emergency;

/// <summary>Breaks the glass: a clinician, a coded reason and words, the summary only, two hours, always in the log.</summary>
internal static class BreakGlassEndpoint
{
    internal sealed record Request(string? Patient, string? Reason, string? Explanation);

    internal sealed record Response(DateTimeOffset Until, ulong Leaf, string Summary);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/break-glass", async (Request request, HttpContext context, Installation store, CancellationToken cancellationToken) =>
            await BreakAsync(request, context, store, cancellationToken) switch
            {
                BreakGlassOutcome.Released released => Results.Ok(new Response(released.Permit.Until, released.Permit.Receipt.LeafIndex, $"/fhir/Patient/{released.Permit.Patient}/$summary")),
                BreakGlassOutcome.Refused refused => Results.Problem(title: "Not released", detail: Explain(refused.Reason), statusCode: 403),
                _ => Results.Problem(title: "Not released", statusCode: 403),
            }).RequireAuthorization();

        // The browser's way. The session cookie is SameSite=Strict, so no other site can send this form; a sibling (another port or
        // subdomain) counts as the same site, and is refused by what the browser says about the sender.
        routes.MapPost("/page/{patient}/break-glass", async (string patient, [FromForm] string? reason, [FromForm] string? explanation, HttpContext context, Installation store, CancellationToken cancellationToken) =>
            !IsOwnForm(context.Request)
                ? Results.Problem(title: "Not released", detail: "This form was sent by another site. Open the page itself and send it from there.", statusCode: 403)
                : await BreakAsync(new Request(patient, reason, explanation), context, store, cancellationToken) is BreakGlassOutcome.Refused refused
                ? Results.Content(BreakGlassForm.Html(patient, Explain(refused.Reason)), "text/html; charset=utf-8", statusCode: 403)
                : Results.Redirect($"/page/{patient}", permanent: false, preserveMethod: false)).RequireAuthorization().DisableAntiforgery();
    }

    // Fetch Metadata (W3C); programs without it carry no cookie and name themselves by their token.
    private static bool IsOwnForm(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin";

    public static BreakGlassReason ReasonOf(string? code) => code switch
    {
        "life-threatening" => BreakGlassReason.LifeThreatening,
        "patient-cannot-respond" => BreakGlassReason.PatientCannotRespond,
        "urgent-treatment" => BreakGlassReason.UrgentTreatment,
        _ => BreakGlassReason.Unspecified,
    };

    private static async Task<BreakGlassOutcome> BreakAsync(Request request, HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        var patient = PatientId.TryParse(request.Patient, out var id) && await store.Patients.FindAsync(id, cancellationToken) is not null ? id : (PatientId?)null;
        return await store.Gate.BreakGlassAsync(
            new BreakGlassAttempt(SignedInReader.Of(context.User), patient, AccessScope.Summary, ReasonOf(request.Reason), request.Explanation), cancellationToken);
    }

    private static string Explain(BreakGlassRefusal reason) => reason switch
    {
        BreakGlassRefusal.NotAClinician => "Only a clinician may break the glass.",
        BreakGlassRefusal.LoginTooOld => "Sign in again first: breaking the glass needs a fresh sign-in.",
        BreakGlassRefusal.ReasonMissing => "Give one of the reasons: life-threatening, patient-cannot-respond, urgent-treatment.",
        BreakGlassRefusal.ExplanationMissing => "Say in your own words why.",
        BreakGlassRefusal.ExplanationTooLong => "Say it in fewer words.",
        BreakGlassRefusal.LogUnavailable => "The log cannot be written, so nothing is released. Call the operator.",
        // An unknown patient must look like every other refusal.
        _ => "Nothing is released.",
    };
}
