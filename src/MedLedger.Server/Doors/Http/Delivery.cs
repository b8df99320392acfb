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

    /// <summary>
    /// Reads the body, lets the door look at it, and keeps it: the receipt, or the door's own answer, or the status that refuses it (413 too
    /// large, 503 too many at a time or not durable, 408 too slow). The body is nowhere in memory when this ends.
    /// </summary>
    public static async Task<(Receipt? Receipt, IResult? Answer, int Refused)> ReceiveAsync(
        HttpContext context, Installation store, string name, PatientId? patient, Func<byte[], IResult?> look, CancellationToken cancellationToken)
    {
        var most = new ReaderLimits().MaxBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = most;
        if (context.Request.ContentLength > most) return (null, null, StatusCodes.Status413PayloadTooLarge);
        await store.Inbox.WaitForRoomAsync(cancellationToken);
        // Bodies lie in memory until they are durable, so only a few come in at a time.
        if (!await Places.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken))
        {
            context.Response.Headers.RetryAfter = "10";
            return (null, null, StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, cancellationToken);
            var bytes = body.ToArray();
            return look(bytes) is { } answer ? (null, answer, 0) : (await store.Inbox.ReceiveAsync(new Incoming(DoorNames.Http, name, bytes, patient), cancellationToken), null, 0);
        }
        catch (BadHttpRequestException refused)
        {
            return (null, null, refused.StatusCode);
        }
        catch (IOException)
        {
            return (null, null, StatusCodes.Status503ServiceUnavailable);
        }
        finally
        {
            Places.Release();
        }
    }

    /// <summary>What becomes of what was kept, as far as it is known within a minute.</summary>
    public static Task<DoorReport> FiledAsync(Installation store, Receipt receipt, CancellationToken cancellationToken) =>
        store.Settlements.WhenSettledAsync(receipt, FilingPatience, cancellationToken);

    /// <summary>Whose the sender says it is. False where the patient that is named is not here.</summary>
    public static async Task<(bool Known, PatientId? Patient)> PatientAsync(HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        if (!context.Request.Query.TryGetValue("patient", out var named)) return (true, null);
        return named is [{ } text] && PatientId.TryParse(text, out var id) && await store.Patients.FindAsync(id, cancellationToken) is not null ? (true, id) : (false, null);
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
