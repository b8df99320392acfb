using System.Globalization;
using System.Text;
using MedLedger.Server.Composition;
using MedLedger.Storage;

namespace MedLedger.Server.Health;

/// <summary>Whether the server lives, whether it can do its work, and a few numbers. Nothing clinical, no names.</summary>
internal static class HealthEndpoints
{
    internal sealed record Readiness(string Status, IReadOnlyDictionary<string, string> Parts);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live\n")).AllowAnonymous();
        routes.MapGet("/health/ready", async (Installation store, CancellationToken cancellationToken) =>
        {
            var parts = await store.ReadinessAsync(cancellationToken);
            // Without a chain, or with the filing in trouble, the server still serves the page: nobody may be sent away from it for that.
            var ready = parts.Where(part => part.Key is not ("chain" or "filing")).All(part => part.Value.StartsWith("ok", StringComparison.Ordinal));
            return Results.Json(new Readiness(ready ? "ready" : "not ready", parts), statusCode: ready ? 200 : 503);
        }).AllowAnonymous();
        routes.MapGet("/metrics", async (Installation store, CancellationToken cancellationToken) => Results.Text(await MetricsAsync(store, cancellationToken), "text/plain; version=0.0.4")).AllowAnonymous();
    }

    // Prometheus text exposition format 0.0.4, written by hand: a few gauges need no library.
    private static async Task<string> MetricsAsync(Installation store, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        Gauge(text, "medledger_log_entries", "Entries in the log.", store.LogSize);
        Gauge(text, "medledger_log_anchored_entries", "Entries covered by the newest anchored checkpoint.", await store.Anchoring.AnchoredSizeAsync(cancellationToken));
        Gauge(text, "medledger_arrivals_waiting", "Documents that came in and wait to be filed.", (ulong)await store.Store.Arrivals.CountAsync(ArrivalState.Waiting, cancellationToken));
        Gauge(text, "medledger_arrivals_held", "Documents that wait for a person.", (ulong)await store.Store.Arrivals.CountAsync(ArrivalState.Held, cancellationToken));
        Gauge(text, "medledger_process_resident_bytes", "Resident memory of this process.", (ulong)Environment.WorkingSet);
        return text.ToString();
    }

    private static void Gauge(StringBuilder text, string name, string help, ulong value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
}
