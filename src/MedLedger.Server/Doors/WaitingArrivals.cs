using MedLedger.Ingestion.Intake;
using MedLedger.Server.Composition;
using MedLedger.Storage;

namespace MedLedger.Server.Doors;

/// <summary>What waits in the inbox, a turn of the clerk at a time. What cannot be opened stays where it is and is left out until the next start: one damaged part must not stop the rest.</summary>
internal sealed class WaitingArrivals(Installation store)
{
    private const int MostInTurn = 64;
    private const long MostBytesInTurn = 64L * 1024 * 1024;
    private readonly HashSet<ArrivalId> _unopened = [];

    private IArrivalStore Arrivals => store.Store.Arrivals;

    /// <summary>The next ones: few enough, and small enough together, to be in memory at once.</summary>
    public async Task<List<StoredArrival>> ListAsync(CancellationToken cancellationToken)
    {
        long bytes = 0;
        return
        [
            .. (await Arrivals.ListAsync(ArrivalState.Waiting, MostInTurn + _unopened.Count, cancellationToken))
                .Where(arrival => !_unopened.Contains(arrival.Received.Id))
                .TakeWhile((arrival, i) => (bytes += arrival.Received.Length) <= MostBytesInTurn || i == 0),
        ];
    }

    /// <summary>Name and bytes of each that can be opened.</summary>
    public async Task<List<(StoredArrival Arrival, IncomingDocument Document, byte[] Bytes)>> OpenAsync(IReadOnlyList<StoredArrival> waiting, CancellationToken cancellationToken)
    {
        var opened = new List<(StoredArrival, IncomingDocument, byte[])>(waiting.Count);
        // By batch, so that only one is in memory in whole.
        foreach (var together in waiting.GroupBy(arrival => arrival.Key is null ? arrival.Batch : arrival.Received.Id.Value, StringComparer.Ordinal))
        {
            byte[]? batch = null;
            foreach (var arrival in together)
            {
                try
                {
                    var (name, bytes) = Incoming.Unpack(arrival.Key is null
                        ? (batch ??= await BatchAsync(arrival, cancellationToken)).AsSpan(arrival.Received.Start, arrival.Received.Length)
                        : await store.ArrivalSeals.OpenHeldAsync(await WholeAsync(arrival, cancellationToken), cancellationToken));
                    opened.Add((arrival, IncomingDocument.FromBytes(name, bytes), bytes));
                }
                catch (InvalidDataException damaged)
                {
                    _unopened.Add(arrival.Received.Id);
                    await store.FilingState.SkipAsync($"arrival {arrival.Received.Id}", damaged);
                }
            }
        }

        return opened;
    }

    private async Task<byte[]> BatchAsync(StoredArrival arrival, CancellationToken cancellationToken) =>
        await store.ArrivalSeals.OpenBatchAsync(
            await Arrivals.FindBatchAsync(arrival.Batch, cancellationToken) ?? throw new InvalidDataException($"The batch of arrival {arrival.Received.Id} is missing from the store. Restore it from a backup."),
            cancellationToken);

    /// <summary>The same with its envelope, which a list leaves where it is.</summary>
    public async Task<StoredArrival> WholeAsync(StoredArrival listed, CancellationToken cancellationToken) =>
        await Arrivals.FindAsync(listed.Received.Id, cancellationToken) ?? throw new InvalidDataException($"Arrival {listed.Received.Id} is missing from the store. Restore it from a backup.");
}
