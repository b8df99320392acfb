using System.Threading.Channels;
using MedLedger.Domain.Content;
using MedLedger.Storage;
using MedLedger.Vault.Keys;

namespace MedLedger.Server.Doors;

/// <summary>
/// Where every door puts what came in: sealed and durable before it is acknowledged. Arrivals that come while a sync runs share
/// the next one, so that many senders cost one. What was seen before is recognised and not kept again.
/// </summary>
internal sealed class Inbox : IAsyncDisposable
{
    /// <summary>Arrivals that may wait to be filed. Beyond it the doors stop reading. Default 100,000.</summary>
    public long MostWaiting { get; set; } = 100_000;

    private const int MostInBatch = 512;
    private const long MostBytesInBatch = 16L * 1024 * 1024;
    private const int Flood = 200;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestFlood = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RoomPoll = TimeSpan.FromMilliseconds(200);

    private readonly IArrivalStore _arrivals;
    private readonly ArrivalSeals _seals;
    private readonly KeyRing _keys;
    private readonly TimeProvider _time;
    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly SemaphoreSlim _work = new(0);
    private readonly Lazy<Task> _committing;
    private long _waiting = -1;
    private long _received;

    public Inbox(IArrivalStore arrivals, ArrivalSeals seals, KeyRing keys, TimeProvider time)
    {
        (_arrivals, _seals, _keys, _time) = (arrivals, seals, keys, time);
        _committing = new Lazy<Task>(() => Task.Run(CommitAllAsync));
    }

    /// <summary>Ends when the arrival is durable. Cancelling stops the waiting, not the keeping.</summary>
    /// <exception cref="IOException">when it could not be made durable; nothing was kept then.</exception>
    public async Task<Receipt> ReceiveAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        _ = _committing.Value;
        var pending = new Pending(incoming, new TaskCompletionSource<Receipt>(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(pending, cancellationToken);
        return await pending.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends when there is room for more: what stops a door from reading while the filing is behind.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Read(ref _waiting) < 0) Interlocked.CompareExchange(ref _waiting, await _arrivals.CountAsync(ArrivalState.Waiting, cancellationToken), -1);
        while (Interlocked.Read(ref _waiting) >= MostWaiting) await Task.Delay(RoomPoll, cancellationToken);
    }

    /// <summary>Ends when something came in since the last time, or after the time given.</summary>
    public async Task WaitForWorkAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        await _work.WaitAsync(atMost, cancellationToken);
        while (_work.CurrentCount > 0) await _work.WaitAsync(TimeSpan.Zero, cancellationToken);
    }

    /// <summary>
    /// Ends when no flood of arrivals comes in, and in any case after ten seconds: many are acknowledged first and filed afterwards,
    /// because each of their senders stands still until it is answered.
    /// </summary>
    public async Task WaitForLullAsync(CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < LongestFlood; waited += Second)
        {
            if (Interlocked.Exchange(ref _received, 0) < Flood || Interlocked.Read(ref _waiting) >= MostWaiting) return;
            await Task.Delay(Second, cancellationToken);
        }
    }

    /// <summary>Tells the clerk to look, and the doors how much is left.</summary>
    public async Task RecountAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _waiting, await _arrivals.CountAsync(ArrivalState.Waiting, cancellationToken));
        if (Interlocked.Read(ref _waiting) > 0) _work.Release();
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_committing.IsValueCreated) await _committing.Value;
        _work.Dispose();
    }

    private async Task CommitAllAsync()
    {
        var group = new List<Pending>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            long bytes = 0;
            while (group.Count < MostInBatch && bytes < MostBytesInBatch && _queue.Reader.TryRead(out var next))
            {
                group.Add(next);
                bytes += next.Incoming.Bytes.Length;
            }

            try
            {
                await CommitAsync(group);
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                // Nothing of the group was kept, or nobody knows: each sender hears so and sends again, and what was kept is recognised.
                foreach (var one in group) one.Done.TrySetException(new IOException("What came in could not be made durable.", trouble));
            }

            // Nothing stays in memory while nothing comes in.
            group.Clear();
        }
    }

    private async Task CommitAsync(List<Pending> group)
    {
        var at = _time.GetUtcNow();
        var plain = new MemoryStream();
        var fresh = new Dictionary<Sha256Digest, NewArrival>();
        var controls = new Dictionary<Sha256Digest, NewArrival>();
        var receipts = new List<(Pending Pending, Receipt Receipt)>(group.Count);
        var digests = group.Select(one => Digests(one.Incoming)).ToList();
        var stored = await _arrivals.FindAllAsync([.. digests.Select(one => (one.Content, one.Control))], CancellationToken.None);
        foreach (var (one, i) in group.Select((one, i) => (one, i)))
        {
            var (content, control, body) = digests[i];
            var (known, state) = stored[i] is { } before ? (before.Received, before.State)
                : (fresh.GetValueOrDefault(content) ?? (control is { } named ? controls.GetValueOrDefault(named) : null), ArrivalState.Waiting);
            if (known is not null && (known.Content == content || (body is not null && known.Body == body)))
            {
                receipts.Add((one, new Receipt(known.Id, known.ReceivedAt, IsDuplicate: true, state)));
                continue;
            }

            // Another message under a control id that its sender used before: kept, because it may be a new one, and looked at by a
            // person, because it may be the old one altered.
            var packed = one.Incoming.Pack();
            var arrival = new NewArrival(ArrivalId.New(_seals.Random, at), one.Incoming.Door, content, control, body, one.Incoming.Patient, at, (int)plain.Length, packed.Length, known is null ? null : "control-id-reused");
            plain.Write(packed);
            fresh[content] = arrival;
            if (control is { } mine) controls[mine] = arrival;
            receipts.Add((one, new Receipt(arrival.Id, at, IsDuplicate: false, ArrivalState.Waiting)));
        }

        if (fresh.Count > 0)
        {
            var batch = await _seals.SealBatchAsync(at, plain.GetBuffer().AsMemory(0, (int)plain.Length), CancellationToken.None);
            // Dying before this ends: no sender was told, each sends again. Dying after it: the message is here, is filed by the next
            // start, and is recognised when it is sent again.
            await _arrivals.AddAsync(batch, [.. fresh.Values], CancellationToken.None);
            if (Interlocked.Read(ref _waiting) >= 0) Interlocked.Add(ref _waiting, fresh.Count);
            Interlocked.Add(ref _received, fresh.Count);
            _work.Release();
        }

        foreach (var (pending, receipt) in receipts) pending.Done.TrySetResult(receipt);
    }

    // Over HTTP alone a sender may be told that nothing is kept, so what another door acknowledged is never the same arrival.
    private (Sha256Digest Content, Sha256Digest? Control, Sha256Digest? Body) Digests(Incoming incoming) => (
        ArrivalSeals.Digest(_keys, incoming.Door == DoorNames.Http ? "content-http" : "content", incoming.Patient?.Value ?? "", Sha256Digest.Of(incoming.Bytes).Hex),
        incoming.Control is { } control ? ArrivalSeals.Digest(_keys, "control", incoming.Door, control) : null,
        incoming.Control is null ? null : ArrivalSeals.Digest(_keys, "body", "", Sha256Digest.Of(incoming.Body.Span).Hex));

    private sealed record Pending(Incoming Incoming, TaskCompletionSource<Receipt> Done);
}

/// <summary>That an arrival is durable here. A duplicate carries the id and time of the first, so that its answer is the same.</summary>
internal sealed record Receipt(ArrivalId Id, DateTimeOffset At, bool IsDuplicate, ArrivalState State);
