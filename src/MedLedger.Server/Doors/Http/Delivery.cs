using MedLedger.Domain.Identity;
using MedLedger.Ingestion.Intake;
using MedLedger.Server.Composition;
using Microsoft.AspNetCore.Http.Features;

namespace MedLedger.Server.Doors.Http;

/// <summary>What the HTTP doors share: who may deliver, how much, and what the answer waits for.</summary>
internal static class Delivery
{
    /// <summary>The role of systems that deliver documents. A clinician's token does not deliver, and a source's does not read.</summary>
    public const string SourceRole = "document-source";

    public const string Policy = "deliver";

    private const int AtATime = 4;
    private static readonly TimeSpan FilingPatience = TimeSpan.FromSeconds(60);
    private static readonly SemaphoreSlim Places = new(AtATime, AtATime);

    /// <summary>The body, or the status that refuses it: 413 too large, 503 too many at a time, 408 too slow.</summary>
    public static async Task<(byte[]? Body, int Refused)> BodyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var most = new ReaderLimits().MaxBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = most;
        if (context.Request.ContentLength > most) return (null, StatusCodes.Status413PayloadTooLarge);
        // Bodies lie in memory until they are durable, so only a few come in at a time.
        if (!await Places.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken))
        {
            context.Response.Headers.RetryAfter = "10";
            return (null, StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, cancellationToken);
            return (body.ToArray(), 0);
        }
        catch (BadHttpRequestException refused)
        {
            return (null, refused.StatusCode);
        }
        finally
        {
            Places.Release();
        }
    }

    /// <summary>Whose the sender says it is. False where the patient that is named is not here.</summary>
    public static async Task<(bool Known, PatientId? Patient)> PatientAsync(HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        if (!context.Request.Query.TryGetValue("patient", out var named)) return (true, null);
        return named is [{ } text] && PatientId.TryParse(text, out var id) && await store.Patients.FindAsync(id, cancellationToken) is not null ? (true, id) : (false, null);
    }

    /// <summary>Keeps it and waits for what becomes of it. Null where it could not be made durable.</summary>
    public static async Task<DoorReport?> FileAsync(Installation store, string name, byte[] bytes, PatientId? patient, CancellationToken cancellationToken)
    {
        try
        {
            await store.Inbox.WaitForRoomAsync(cancellationToken);
            var receipt = await store.Inbox.ReceiveAsync(new Incoming(DoorNames.Http, name, bytes, patient), cancellationToken);
            return await store.Settlements.WhenSettledAsync(receipt, FilingPatience, cancellationToken);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>201 filed, 200 filed before, 202 kept and waiting or held, and what the reader's refusal means.</summary>
    public static int Status(DoorReport report) => (report.Status, report.Code) switch
    {
        ("filed", _) => report.Duplicate ? StatusCodes.Status200OK : StatusCodes.Status201Created,
        ("refused", "too-large" or "over-limit" or "too-many-pixels") => StatusCodes.Status413PayloadTooLarge,
        ("refused", "unknown-type" or "unsupported-type" or "unsupported-image") => StatusCodes.Status415UnsupportedMediaType,
        ("refused", "empty" or "damaged" or "truncated" or "document-type") => StatusCodes.Status400BadRequest,
        ("refused", _) => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status202Accepted,
    };
}
