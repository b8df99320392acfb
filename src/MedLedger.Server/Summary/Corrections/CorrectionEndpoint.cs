using MedLedger.Access;
using MedLedger.Access.Gate;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Server.Composition;
using MedLedger.Server.SignIn;

namespace MedLedger.Server.Summary.Corrections;

/// <summary>A clinician confirms or disputes a line of the page, or takes that back. Behind the same gate as reading it.</summary>
internal static class CorrectionEndpoint
{
    internal sealed record Request(string? Line, string? Verdict, string? Comment);

    internal sealed record Response(ulong Leaf, uint SummaryVersion);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/patients/{patient}/corrections", CorrectAsync).RequireAuthorization();

    public static CorrectionVerdict? VerdictOf(string? word) => word switch
    {
        "confirmed" => CorrectionVerdict.Confirmed,
        "disputed" => CorrectionVerdict.Disputed,
        "withdrawn" => CorrectionVerdict.Withdrawn,
        _ => null,
    };

    private static async Task<IResult> CorrectAsync(string patient, Request request, HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (request.Line is not { Length: > 0 } line || VerdictOf(request.Verdict) is not { } verdict)
            return Results.Problem(title: "Not understood", detail: "Give line (as the page's JSON names it) and verdict: confirmed, disputed or withdrawn.", statusCode: 400);
        var reader = SignedInReader.Of(context.User);
        // Who reads only to book or to bill has no word on clinical lines.
        if (reader?.Roles.Contains(DevelopmentIssuer.ClinicianRole) != true) return NoAccess();
        var known = PatientId.TryParse(patient, out var id) && await store.Patients.FindAsync(id, cancellationToken) is not null ? id : (PatientId?)null;
        if (await store.Gate.ReadAsync(new AccessAttempt(reader, known, AccessScope.Summary, PurposeOfUse.Treatment), cancellationToken) is not GateOutcome.Released released) return NoAccess();
        return await new CorrectionIntake(store, TimeProvider.System).TakeAsync(released.Permit, line, verdict, request.Comment, cancellationToken) switch
        {
            CorrectionOutcome.Taken taken => Results.Json(new Response(taken.Leaf, taken.Version), statusCode: 201),
            CorrectionOutcome.CommentTooLong tooLong => Results.Problem(title: "Too long", detail: $"Say it in at most {tooLong.Longest} characters.", statusCode: 400),
            _ => Results.Problem(title: "No such line", detail: "The page has no such line now; it may have changed. Read the page again.", statusCode: 409),
        };
    }

    private static IResult NoAccess() => Results.Problem(title: "No access", detail: "Nothing is released or taken. The patient can grant access with their wallet; in an emergency a clinician can break the glass.", statusCode: 403);
}
