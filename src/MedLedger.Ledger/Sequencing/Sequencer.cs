using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Sequencing;

/// <summary>
/// Appends entries: pools them, and for each pool stages, signs, swaps the lock, applies, publishes — and only then acknowledges
/// (docs/formats/log.md). One sequencer a log.
/// </summary>
public sealed class Sequencer : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _pool = new();
    private readonly SequencerOptions _options;
    private readonly WritableLogFiles _files;
    private readonly ILogLock _lock;
    private readonly ICheckpointSigner _signer;
    private readonly TimeProvider _time;
    private readonly IFaultPoint _faults;
    private LockRow _row;
    private LogEdge _edge;
    private volatile SignedCheckpoint _current;
    private LogFatalException? _fatal;
    private bool _disposed;
    private Task? _work;

    private Sequencer(
        SequencerOptions options, WritableLogFiles files, ILogLock @lock, ICheckpointSigner signer, TimeProvider time, IFaultPoint faults,
        (LockRow Row, LogEdge Edge, SignedCheckpoint Checkpoint) state)
    {
        (_options, _files, _lock, _signer, _time, _faults) = (options, files, @lock, signer, time, faults);
        (_row, _edge, _current) = state;
    }

    /// <summary>The newest published checkpoint.</summary>
    public SignedCheckpoint Current => _current;

    /// <summary>Starts a new, empty log. Fails when the lock or the folder already holds one.</summary>
    public static Task CreateAsync(SequencerOptions options, ILogLock @lock, ICheckpointSigner signer, CancellationToken cancellationToken) =>
        CreateAsync(options, @lock, signer, NoFaults.Instance, cancellationToken);

    /// <summary>Opens a log after finishing what an earlier process committed.</summary>
    /// <exception cref="LogFatalException">when lock, checkpoint and tiles contradict one another, or another sequencer works here.</exception>
    public static Task<Sequencer> OpenAsync(
        SequencerOptions options, ILogLock @lock, ICheckpointSigner signer, TimeProvider time, CancellationToken cancellationToken) =>
        OpenAsync(options, @lock, signer, time, NoFaults.Instance, cancellationToken);

    /// <summary>
    /// Ends when the entry is durable in the log and its checkpoint is published. Cancelling ends the waiting, not the entry:
    /// it may still be logged.
    /// </summary>
    /// <exception cref="LogFatalException">when the log cannot go on; whether this entry is in it shows only after a restart.</exception>
    public async Task<LogReceipt> AppendAsync(LogEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new Waiting(entry.Leaf);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_fatal is not null) throw new LogFatalException(_fatal.Message, _fatal);
            _pool.Enqueue(waiting);
            _work ??= Task.Run(WorkAsync, CancellationToken.None);
        }

        return await waiting.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Commits what waits, then lets go of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? work;
        lock (_gate)
        {
            _disposed = true;
            work = _work;
        }

        if (work is not null) await work;
        _files.Dispose();
    }

    internal static async Task CreateAsync(
        SequencerOptions options, ILogLock @lock, ICheckpointSigner signer, IFaultPoint faults, CancellationToken cancellationToken)
    {
        options.Validate();
        using var files = WritableLogFiles.Claim(options.Folder, faults);
        if (await @lock.ReadAsync(cancellationToken) is not null || await files.FindCheckpointAsync(cancellationToken) is not null)
            throw new LogFatalException("There is a log here already; it was left as it is.");
        var root = TreeHash.Empty.ToDigest();
        var empty = SignedCheckpoint.Sign(0, root, signer);
        await @lock.CreateAsync(new(0, root, empty.Note, ""), cancellationToken);
        // Dying here is safe: the next start publishes what the lock holds.
        files.Publish(empty.Note);
    }

    internal static async Task<Sequencer> OpenAsync(
        SequencerOptions options, ILogLock @lock, ICheckpointSigner signer, TimeProvider time, IFaultPoint faults, CancellationToken cancellationToken)
    {
        options.Validate();
        var files = WritableLogFiles.Claim(options.Folder, faults);
        try
        {
            return new(options, files, @lock, signer, time, faults, await LogRecovery.RunAsync(files, @lock, VerifierKey.Of(signer), cancellationToken));
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Runs only while something waits: an idle log costs nothing.</summary>
    private async Task WorkAsync()
    {
        while (true)
        {
            if (_options.Linger > TimeSpan.Zero && Waits() < _options.LargestPool) await Task.Delay(_options.Linger, _time);
            if (TakePool() is not { Count: > 0 } pool) return;
            try
            {
                await CommitAsync(pool);
            }
            // Any failure leaves it open what is on disk, whatever its type: after it nothing may be acknowledged.
            catch (Exception e)
            {
                Stop(pool, e);
                return;
            }
        }
    }

    private int Waits()
    {
        lock (_gate) return _pool.Count;
    }

    private List<Waiting> TakePool()
    {
        lock (_gate)
        {
            var pool = new List<Waiting>();
            while (pool.Count < _options.LargestPool && _pool.TryDequeue(out var waiting)) pool.Add(waiting);
            if (pool.Count == 0) _work = null;
            return pool;
        }
    }

    private async Task CommitAsync(List<Waiting> pool)
    {
        var first = _edge.Size;
        var edge = _edge.Copy();
        var tiles = edge.Append(pool.Select(waiting => waiting.Leaf.ToBytes()));
        var root = edge.Root;

        // Dying before the swap: the staged file is swept at the next start, no entry was acknowledged.
        var name = $"{edge.Size}-{root.Hex}";
        _files.Stage(name, tiles);
        _faults.Reach("sign");
        var checkpoint = SignedCheckpoint.Sign(edge.Size, root, _signer);

        _faults.Reach("swap the lock");
        var row = new LockRow(edge.Size, root, checkpoint.Note, name);
        if (!await _lock.CompareAndSwapAsync(_row, row, CancellationToken.None))
            throw new LogFatalException("Another sequencer moved this log on; this one stops and acknowledges nothing.");

        // Dying after the swap: the entries are in the log, and the next start does the rest from the staged file.
        _faults.Reach("apply");
        await _files.ApplyAsync(name, CancellationToken.None);
        _files.Publish(checkpoint.Note);
        _faults.Reach("published");
        _files.ClearStaging();

        (_row, _edge, _current) = (row, edge, checkpoint);
        _faults.Reach("acknowledge");
        for (var i = 0; i < pool.Count; i++)
            pool[i].Done.SetResult(new(first + (ulong)i, pool[i].Leaf.Hash, checkpoint));
    }

    private void Stop(List<Waiting> pool, Exception cause)
    {
        var fatal = cause as LogFatalException ?? new LogFatalException($"The log stopped: {cause.Message}", cause);
        lock (_gate)
        {
            _fatal = fatal;
            _work = null;
            pool.AddRange(_pool);
            _pool.Clear();
        }

        foreach (var waiting in pool) waiting.Done.TrySetException(fatal);
    }

    private sealed record Waiting(LogLeaf Leaf)
    {
        public TaskCompletionSource<LogReceipt> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
