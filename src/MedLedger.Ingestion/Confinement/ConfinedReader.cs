using System.Collections.Concurrent;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;

namespace MedLedger.Ingestion.Confinement;

/// <summary>Reads documents in child processes without keys, network or data directory. A child that dies, hangs or answers garbage costs its document, never the rest.</summary>
public sealed class ConfinedReader : IDocumentReader, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly ReaderOptions _options;
    private readonly Sandbox _sandbox;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentBag<ReaderChild> _idle = [];
    private readonly ConcurrentDictionary<int, ReaderChild> _running = new();

    private ConfinedReader(ReaderOptions options, Sandbox sandbox)
    {
        _options = options;
        _sandbox = sandbox;
        _slots = new(options.Workers, options.Workers);
    }

    /// <summary>The confinement in force, in words for `doctor`.</summary>
    public string Confinement => _sandbox.Description;

    /// <summary>Ids of the child processes, for tests and `doctor`.</summary>
    public IReadOnlyCollection<int> ProcessIds => [.. _running.Keys.Order()];

    /// <summary>Finds out which confinement works on this machine. Children start with the first documents.</summary>
    public static async Task<ConfinedReader> StartAsync(ReaderOptions options, CancellationToken cancellationToken) =>
        new(options, await Sandbox.ProbeAsync(options, cancellationToken));

    public async Task<ReadOutcome> ReadAsync(IncomingDocument document, CancellationToken cancellationToken)
    {
        var taken = await DocumentIntake.TakeAsync(document, _options.Limits, cancellationToken);
        if (taken is not Taken.Accepted accepted) return ((Taken.Refused)taken).Outcome;
        await _slots.WaitAsync(cancellationToken);
        try
        {
            // Processor time adds up over a child's documents: the one that meets the limit is read again by a fresh child.
            ReadOutcome? outcome;
            do outcome = await ReadConfinedAsync(accepted, cancellationToken);
            while (outcome is null);
            return outcome;
        }
        finally
        {
            _slots.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Idle children see their input end; one in the middle of a document is not waited for.
        await Task.WhenAll(_idle.Select(child => child.LeaveAsync(Patience)));
        _idle.Clear();
        foreach (var child in _running.Values) child.Dispose();
        _running.Clear();
        _slots.Dispose();
    }

    private async Task<ReadOutcome?> ReadConfinedAsync(Taken.Accepted accepted, CancellationToken cancellationToken)
    {
        var child = await TakeChildAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.TimeLimit);
        var keep = false;
        try
        {
            var outcome = await child.ReadAsync(accepted.Bytes, limit.Token);
            if (!SpeaksOf(outcome, accepted.Reading)) return new ReadOutcome.Unreadable(accepted.Reading, ReadingProblems.ReaderFailed);
            keep = child.DocumentsRead < _options.DocumentsPerProcess;
            return outcome;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ReadOutcome.Unreadable(accepted.Reading, ReadingProblems.TimeLimit);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or ObjectDisposedException)
        {
            var outOfTime = await child.RanOutOfTimeAsync();
            if (outOfTime && child.DocumentsRead > 1) return null;
            var problem = outOfTime ? ReadingProblems.TimeLimit
                : await child.RanOutOfMemoryAsync() ? ReadingProblems.MemoryLimit
                : ReadingProblems.ReaderFailed;
            return new ReadOutcome.Unreadable(accepted.Reading, problem);
        }
        finally
        {
            // A child that failed once may hold half an answer: it is never used again.
            if (keep) _idle.Add(child);
            else Discard(child);
        }
    }

    private async Task<ReaderChild> TakeChildAsync()
    {
        while (_idle.TryTake(out var idle))
        {
            if (!idle.HasEnded) return idle;
            Discard(idle);
        }

        var child = await ReaderChild.StartAsync(_sandbox.Start());
        _running[child.Id] = child;
        return child;
    }

    private void Discard(ReaderChild child)
    {
        _running.TryRemove(child.Id, out _);
        child.Dispose();
    }

    // The digest, the type and the size are the parent's own: a subverted child cannot pass one document off as another.
    private static bool SpeaksOf(ReadOutcome outcome, DocumentReading expected)
    {
        var reading = outcome switch
        {
            ReadOutcome.Read(var read) => read,
            ReadOutcome.PartlyRead(var read, _) => read,
            ReadOutcome.Unreadable(var read, _) => read,
            ReadOutcome.Refused(var read, _) => read,
            _ => throw new InvalidOperationException("There is no fifth outcome."),
        };
        return reading.Document == expected.Document && reading.Bytes == expected.Bytes
            && (reading.MediaType == expected.MediaType || outcome is ReadOutcome.Refused)
            && reading.Statements.All(finding => finding.Sources.All(source => source.Document == expected.Document));
    }
}
