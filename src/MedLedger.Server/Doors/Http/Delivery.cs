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

    // Below it a body needs no place: many slow senders of small ones keep nobody out and hold little memory.
    private const int LargeFrom = 256 * 1024;
    private static readonly TimeSpan LongestLarge = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PlacePatience = TimeSpan.FromSeconds(60);
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
        using var body = new MemoryStream();
        var hasPlace = false;
        try
        {
            if (!await ReadAsync(context.Request, body, LargeFrom, null, cancellationToken))
            {
                // Large bodies lie in memory until they are durable, so only a few come in at a time.
                if (!await Places.WaitAsync(PlacePatience, cancellationToken))
                {
                    context.Response.Headers.RetryAfter = "10";
                    return (null, null, StatusCodes.Status503ServiceUnavailable);
                }

                hasPlace = true;
                await ReadAsync(context.Request, body, int.MaxValue, new Pace(LongestLarge), cancellationToken);
            }

            var bytes = body.Capacity == body.Length ? body.GetBuffer() : body.ToArray();
            return look(bytes) is { } answer ? (null, answer, 0) : (await store.Inbox.ReceiveAsync(new Incoming(DoorNames.Http, name, bytes, patient), cancellationToken), null, 0);
        }
        catch (BadHttpRequestException refused)
        {
            return (null, null, refused.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, null, StatusCodes.Status408RequestTimeout);
        }
        catch (IOException)
        {
            return (null, null, StatusCodes.Status503ServiceUnavailable);
        }
        finally
        {
            if (hasPlace) Places.Release();
        }
    }

    // True at the end of the body, false where there is more than asked for.
    private static async Task<bool> ReadAsync(HttpRequest from, MemoryStream body, int most, Pace? pace, CancellationToken cancellationToken)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buffer = new byte[64 * 1024];
        var stated = from.ContentLength ?? 0;
        for (long received = 0; body.Length < most;)
        {
            if (pace is not null) clock.CancelAfter(pace.Left(received));
            var read = await from.Body.ReadAsync(buffer, clock.Token);
            if (read == 0) return true;
            // No more than is stated, and no sooner than it comes: a length is only a promise.
            if (body.Length + read > body.Capacity && body.Length + read <= stated) body.Capacity = (int)Math.Min(stated, Math.Max(body.Length + read, body.Capacity * 2L));
            body.Write(buffer, 0, read);
            received += read;
        }

        return false;
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
        ("refused", var code) => Status(code),
        _ => StatusCodes.Status202Accepted,
    };

    /// <summary>What a refusal's code means.</summary>
    public static int Status(string? code) => code switch
    {
        "too-large" or "over-limit" or "too-many-pixels" => StatusCodes.Status413PayloadTooLarge,
        "unknown-type" or "unsupported-type" or "unsupported-image" => StatusCodes.Status415UnsupportedMediaType,
        "empty" or "damaged" or "truncated" or "document-type" or "property-twice" => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
