using MedLedger.Server.Commands;
using MedLedger.Server.Composition;

namespace MedLedger.Server.Doors.Http;

/// <summary>POST /api/documents: any document, its type by its content, one report as the answer.</summary>
internal static class DocumentDoor
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/documents", (HttpContext context, Installation store, CancellationToken cancellationToken) => TakeAsync(context, store, cancellationToken)).RequireAuthorization(Delivery.Policy);

    private static async Task<IResult> TakeAsync(HttpContext context, Installation store, CancellationToken cancellationToken)
    {
        var (known, patient) = await Delivery.PatientAsync(context, store, cancellationToken);
        if (!known) return Results.Problem(title: "No such patient", detail: "The patient that is named is not here. Leave it out, and the document's own identifiers decide.", statusCode: 404);
        var (receipt, answer, refused) = await Delivery.ReceiveAsync(
            context, store, "document", patient, body => body.Length == 0 ? Results.Problem(title: "Empty", detail: "There is no document in the request.", statusCode: 400) : null, cancellationToken);
        if (receipt is null) return answer ?? Refuse(refused);
        var report = await Delivery.FiledAsync(store, receipt, cancellationToken);
        return Results.Json(report, Output.Json, statusCode: Delivery.Status(report));
    }

    private static IResult Refuse(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => Results.Problem(title: "Too large", detail: "The document has more bytes than are read. Split it.", statusCode: status),
        StatusCodes.Status503ServiceUnavailable => Results.Problem(title: "Not kept", detail: "Too many documents come in at this moment, or the document could not be made durable. Send it again later.", statusCode: status),
        _ => Results.Problem(title: "Not received", detail: "The request broke off or took too long. Send it again.", statusCode: status),
    };
}
