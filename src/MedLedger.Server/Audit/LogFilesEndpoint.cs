using System.Text.RegularExpressions;
using MedLedger.Server.Composition;

namespace MedLedger.Server.Audit;

/// <summary>The public log as static files (C2SP tlog-tiles): checkpoint, tiles, entry bundles. It says nothing about anybody.</summary>
internal static partial class LogFilesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/log/checkpoint", (Installation store) => File(store, "checkpoint", "text/plain; charset=utf-8", "no-cache")).AllowAnonymous();
        routes.MapGet("/log/vkey", (Installation store) => Results.Text(store.VerifierKey + "\n")).AllowAnonymous();
        routes.MapGet("/log/tile/{**path}", (string path, Installation store) =>
            TilePath().IsMatch(path) ? File(store, "tile/" + path, "application/octet-stream", "public, max-age=31536000, immutable") : Results.NotFound()).AllowAnonymous();
        routes.MapGet("/api/anchors", async (Installation store, CancellationToken cancellationToken) =>
            Results.Json(await store.Anchoring.ListAsync(cancellationToken), Commands.Output.Json)).AllowAnonymous();
    }

    private static IResult File(Installation store, string path, string type, string cache)
    {
        var file = Path.Combine(store.LogFolder, path);
        return System.IO.File.Exists(file) ? new Cached(Results.File(file, type), cache) : Results.NotFound();
    }

    // Exactly the names that a log writes: level or "entries", thousands groups, an optional partial width.
    [GeneratedRegex(@"^(entries|[0-9]{1,2})/(x[0-9]{3}/){0,6}[0-9]{3}(\.p/[0-9]{1,3})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex TilePath();

    private sealed class Cached(IResult inner, string cache) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = cache;
            return inner.ExecuteAsync(httpContext);
        }
    }
}
