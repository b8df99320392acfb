using System.Text.Json;
using System.Text.Json.Nodes;
using MedLedger.Server.Composition;
using Microsoft.AspNetCore.Mvc;

namespace MedLedger.Server.DecisionSupport;

/// <summary>CDS Hooks 2.0: discovery for everybody, the services for signed-in callers.</summary>
internal static class CdsEndpoints
{
    private const int LargestRequest = 4 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cds-services", () => Results.Json(CdsService.Discovery())).AllowAnonymous();
        routes.MapPost("/cds-services/{id}", AnswerAsync).RequireAuthorization().WithMetadata(new RequestSizeLimitAttribute(LargestRequest));
    }

    private static async Task<IResult> AnswerAsync(string id, HttpContext context, Installation store, CdsReview review, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (CdsService.HookOf(id) is not { } hook) return Results.Problem(title: "No such service", detail: "GET /cds-services lists them.", statusCode: 404);
        if (await BodyAsync(context.Request, cancellationToken) is not { } body) return Results.Problem(title: "Not understood", detail: "The body is not JSON.", statusCode: 400);
        var (question, wrong) = CdsQuestion.Parse(hook, body);
        if (question is null) return Results.Problem(title: "Not understood", detail: wrong, statusCode: wrong!.StartsWith("prefetch is missing", StringComparison.Ordinal) ? 412 : 400);
        return await review.OfAsync(question, store.Today, cancellationToken) is { } found
            ? Results.Json(CdsCards.Of(found.Review, found.Alerts))
            : Results.Problem(title: "Not read", detail: "The prefetched resources could not be read as FHIR R4. Send them as the FHIR server gave them.", statusCode: 400);
    }

    private static async Task<JsonNode?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, documentOptions: new JsonDocumentOptions { MaxDepth = 32 }, cancellationToken: cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
