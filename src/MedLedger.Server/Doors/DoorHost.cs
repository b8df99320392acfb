using System.Net;
using MedLedger.Ingestion.Confinement;
using MedLedger.Server.Commands;
using MedLedger.Server.Composition;
using MedLedger.Server.Doors.Feeds;
using MedLedger.Server.Doors.Folders;
using MedLedger.Server.Doors.Mllp;

namespace MedLedger.Server.Doors;

/// <summary>Which doors are open besides HTTP.</summary>
internal sealed record DoorOptions
{
    public IPEndPoint? Mllp { get; init; }

    /// <summary>Networks whose senders may enter besides this machine.</summary>
    public IReadOnlyList<IPNetwork> MllpFrom { get; init; } = [];

    public IReadOnlyList<WatchedFolder> Folders { get; init; } = [];

    public Uri? Orthanc { get; init; }
}

/// <summary>The clerk and the doors of a running process, started together and ended in order: no door is open without a clerk.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConfinedReader _reader;
    private readonly List<Task> _running = [];

    private DoorHost(Installation store, ConfinedReader reader)
    {
        _reader = reader;
        // One core stays with the doors: acknowledgements and the emergency page come before the filing.
        Clerk = new FilingClerk(store, Readers.ReadAndUnderstand(reader, Workers));
    }

    private static int Workers => Math.Max(1, Environment.ProcessorCount - 1);

    public FilingClerk Clerk { get; }

    public MllpListener? Mllp { get; private set; }

    /// <summary>Starts the reader. Nothing is open or filed before <see cref="Open"/>.</summary>
    public static async Task<DoorHost> StartAsync(Installation store, CancellationToken cancellationToken) =>
        new(store, await Readers.ConfinedAsync(Workers, cancellationToken, store.Data));

    /// <exception cref="CommandFailedException">when an address is taken or a folder is not there.</exception>
    public void Open(Installation store, DoorOptions options)
    {
        if (options.Mllp is { } at)
        {
            try
            {
                Mllp = new MllpListener(at, options.MllpFrom, store.Inbox, store.Settlements, new MllpLimits(), store.Time);
            }
            catch (System.Net.Sockets.SocketException taken)
            {
                throw new CommandFailedException($"--mllp {at}: cannot listen there ({taken.SocketErrorCode}). Name another port, or end what uses it.", taken);
            }

            Mllp.Start();
        }

        foreach (var folder in options.Folders) Run($"the watched folder {folder.Path}", folder.RunAsync(store.Inbox, store.Settlements, _stop.Token));
        if (options.Orthanc is { } orthanc) Run("the feed of Orthanc", FollowAsync(orthanc, store, _stop.Token));
        Run("filing", FileAsync(store));
    }

    public async ValueTask DisposeAsync()
    {
        if (Mllp is not null) await Mllp.DisposeAsync();
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        await _reader.DisposeAsync();
        _stop.Dispose();
    }

    private async Task FileAsync(Installation store)
    {
        try
        {
            await Clerk.RunAsync(_stop.Token);
        }
        finally
        {
            store.FilingState.Stopped = true;
        }
    }

    private static async Task FollowAsync(Uri server, Installation store, CancellationToken cancellationToken)
    {
        using var feed = new OrthancFeed(server, store);
        await feed.RunAsync(cancellationToken);
    }

    private void Run(string what, Task task) => _running.Add(WatchAsync(what, task));

    private static async Task WatchAsync(string what, Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // Asked to stop; the next start goes on where this one was.
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            await Output.SayAsync($"medledger: {what} stopped ({trouble.GetType().Name}). What came in is kept. Run 'medledger doctor', then start again.");
        }
    }
}
