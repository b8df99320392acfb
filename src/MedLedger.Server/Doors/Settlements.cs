using MedLedger.Storage;

namespace MedLedger.Server.Doors;

/// <summary>Lets a door wait for what becomes of an arrival.</summary>
internal sealed class Settlements(IArrivalStore arrivals, ArrivalSeals seals)
{
    private readonly Dictionary<ArrivalId, Waiter> _awaited = [];

    public void Tell(DoorReport report)
    {
        if (!ArrivalId.TryParse(report.Arrival, out var id)) return;
        lock (_awaited)
            if (_awaited.Remove(id, out var waiter)) waiter.Told.TrySetResult(report);
    }

    /// <summary>
    /// Whether whoever handed it in first still listens, and from now on will hear its end however long that takes. Nobody else may be told
    /// that nothing is kept: a sender whose patience ended, or who was cut off, was told that it is kept or was told nothing.
    /// </summary>
    public bool Promise(ArrivalId id)
    {
        lock (_awaited) return _awaited.TryGetValue(id, out var waiter) && waiter.First && (waiter.Promised = true);
    }

    /// <summary>What became of it, or that it still waits when the patience is over.</summary>
    public async Task<DoorReport> WhenSettledAsync(Receipt receipt, TimeSpan patience, CancellationToken cancellationToken)
    {
        var waiter = Join(receipt);
        try
        {
            // Asked after the waiter stands: an end that comes in between is told to it.
            if (await arrivals.FindAsync(receipt.Id, cancellationToken) is { State: not ArrivalState.Waiting } settled)
                Tell(DoorReport.Settled(settled) with { Reason = settled.State == ArrivalState.Filed ? null : await seals.ReasonAsync(settled, cancellationToken) });
            return await waiter.Told.Task.WaitAsync(patience, cancellationToken) with { Duplicate = receipt.IsDuplicate };
        }
        catch (TimeoutException) when (TryLeave(receipt, waiter))
        {
            return DoorReport.Waiting(receipt);
        }
        catch (TimeoutException)
        {
            // What was promised comes, or the sender goes.
            return await waiter.Told.Task.WaitAsync(cancellationToken) with { Duplicate = receipt.IsDuplicate };
        }
        catch
        {
            Leave(receipt, waiter);
            throw;
        }
    }

    private Waiter Join(Receipt receipt)
    {
        lock (_awaited)
        {
            if (!_awaited.TryGetValue(receipt.Id, out var waiter)) _awaited[receipt.Id] = waiter = new Waiter();
            waiter.Listeners++;
            if (!receipt.IsDuplicate) waiter.First = true;
            return waiter;
        }
    }

    private bool TryLeave(Receipt receipt, Waiter waiter)
    {
        lock (_awaited)
        {
            if (waiter.Promised) return false;
            Leave(receipt, waiter);
            return true;
        }
    }

    private void Leave(Receipt receipt, Waiter waiter)
    {
        lock (_awaited)
        {
            if (!receipt.IsDuplicate) waiter.First = false;
            if (--waiter.Listeners == 0 && _awaited.GetValueOrDefault(receipt.Id) == waiter) _awaited.Remove(receipt.Id);
        }
    }

    private sealed class Waiter
    {
        public TaskCompletionSource<DoorReport> Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Listeners { get; set; }

        /// <summary>Whether the sender by whom it came in is among the listeners.</summary>
        public bool First { get; set; }

        public bool Promised { get; set; }
    }
}
