using MedLedger.Domain.Identity;
using MedLedger.Server.Commands;
using MedLedger.Server.Composition;
using MedLedger.Server.Pipeline;
using MedLedger.Server.SignIn;
using MedLedger.Storage;

namespace MedLedger.Server.Doors.Linking;

/// <summary>What 'held', 'link' and 'unlink' do while the server runs, for whoever keeps the records.</summary>
internal static class LinkEndpoints
{
    /// <summary>The role of whoever decides whose a document is.</summary>
    public const string ClerkRole = "records-clerk";

    public const string Policy = "link";

    private static readonly TimeSpan FilingPatience = TimeSpan.FromSeconds(60);

    internal sealed record LinkRequest(string? Patient, string? Reason, bool Standing);

    internal sealed record UnlinkRequest(string? Reason);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/held", async (HttpContext context, Installation store, CancellationToken cancellationToken) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(await new HeldDocuments(store).ListAsync(cancellationToken), Output.Json);
        }).RequireAuthorization(Policy);
        routes.MapPost("/api/held/{id}/link", LinkAsync).RequireAuthorization(Policy);
        routes.MapPost("/api/documents/{id}/unlink", UnlinkAsync).RequireAuthorization(Policy);
    }

    private static async Task<IResult> LinkAsync(string id, LinkRequest request, HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        if (SignedInReader.Of(context.User) is not { } clerk) return Results.Forbid();
        if (!PatientId.TryParse(request.Patient, out var patientId) || await store.Patients.FindAsync(patientId, cancellationToken) is not { } patient) return NotFound();
        if (request.Reason is { Length: > HeldDocuments.LongestReason }) return BadReason();
        var held = new HeldDocuments(store);
        var outcome = await Exclusive(store, () => held.LinkAsync(id, patient, clerk.Subject, request.Reason, cancellationToken), cancellationToken);
        if (outcome is not LinkOutcome.Done done) return Answer(outcome);
        // Decided: what follows no longer depends on whoever asked being there to hear it.
        await FiledAsync(store, done);
        var filed = await Exclusive(store, () => held.FollowAsync(done, request.Standing), CancellationToken.None);
        // 202: it is filed as soon as its turn comes. What is not filed cannot stand yet, and the caller is told.
        return Answer(done, filed ? StatusCodes.Status200OK : StatusCodes.Status202Accepted, request.Standing && filed);
    }

    private static async Task<IResult> UnlinkAsync(string id, UnlinkRequest request, HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        if (SignedInReader.Of(context.User) is not { } clerk) return Results.Forbid();
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > HeldDocuments.LongestReason) return BadReason();
        return Answer(await Exclusive(store, async () =>
        {
            var outcome = await new HeldDocuments(store).UnlinkAsync(id, clerk.Subject, request.Reason, cancellationToken);
            // Decided: the page is made anew whether or not somebody still waits for the answer. Dying here: the next start makes it.
            if (outcome is LinkOutcome.Done done && await store.Patients.FindAsync(done.Patient, CancellationToken.None) is { } patient) await new RecordEnding(store).RemakeAsync(patient, CancellationToken.None);
            return outcome;
        }, cancellationToken));
    }

    // An arrival is filed by the clerk, a document is here already; the answer waits, so that the page that is read next shows it.
    private static async Task FiledAsync(Installation store, LinkOutcome.Done done)
    {
        var until = store.Time.GetUtcNow() + FilingPatience;
        while (store.Time.GetUtcNow() < until && (await store.Documents.FindAsync(done.Document, CancellationToken.None))?.Step is not (DocumentStep.Understood or DocumentStep.Done or DocumentStep.Held or DocumentStep.Refused))
        {
            await store.Inbox.RecountAsync(CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    private static async Task<T> Exclusive<T>(Installation store, Func<Task<T>> decide, CancellationToken cancellationToken)
    {
        await store.Filing.WaitAsync(cancellationToken);
        try
        {
            return await decide();
        }
        finally
        {
            store.Filing.Release();
        }
    }

    private static IResult Answer(LinkOutcome outcome) => outcome switch
    {
        LinkOutcome.Done done => Answer(done, StatusCodes.Status200OK, standing: false),
        LinkOutcome.NotNow now => Results.Problem(title: "Not now", detail: now.Why, statusCode: 409),
        _ => NotFound(),
    };

    private static IResult Answer(LinkOutcome.Done done, int status, bool standing) => Results.Json(
        new { document = done.Document.Value, patient = done.Patient.Value, leaf = done.Leaf, standing, maybeAlso = done.MaybeAlso.Select(other => other.Value) }, Output.Json, statusCode: status);

    private static IResult BadReason() => Results.Problem(title: "No reason", detail: $"Say in your words why, in at most {HeldDocuments.LongestReason} characters.", statusCode: 400);

    private static IResult NotFound() => Results.Problem(title: "Not found", detail: "There is no such patient, arrival or document here.", statusCode: 404);
}
