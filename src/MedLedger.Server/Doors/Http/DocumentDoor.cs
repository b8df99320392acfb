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
        var (body, refused) = await Delivery.BodyAsync(context, cancellationToken);
        if (body is null) return Refuse(refused);
        if (body.Length == 0) return Results.Problem(title: "Empty", detail: "There is no document in the request.", statusCode: 400);
        return await Delivery.FileAsync(store, "document", body, patient, cancellationToken) is { } report
            ? Results.Json(report, Output.Json, statusCode: Delivery.Status(report))
            : Results.Problem(title: "Not kept", detail: "The document could not be made durable. Send it again later.", statusCode: 503);
    }

    private static IResult Refuse(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => Results.Problem(title: "Too large", detail: "The document has more bytes than are read. Split it.", statusCode: status),
        StatusCodes.Status503ServiceUnavailable => Results.Problem(title: "Busy", detail: "Too many documents come in at this moment. Send it again.", statusCode: status),
        _ => Results.Problem(title: "Not received", detail: "The request broke off or took too long. Send it again.", statusCode: status),
    };
}
