using System.Collections.Concurrent;
using MedLedger.Storage;

namespace MedLedger.Server.Doors;

/// <summary>Lets a door wait for what becomes of an arrival.</summary>
internal sealed class Settlements(IArrivalStore arrivals, ArrivalSeals seals)
{
    private readonly ConcurrentDictionary<ArrivalId, TaskCompletionSource<DoorReport>> _awaited = new();

    public void Tell(DoorReport report)
    {
        if (ArrivalId.TryParse(report.Arrival, out var id) && _awaited.TryRemove(id, out var waiter)) waiter.TrySetResult(report);
    }

    /// <summary>What became of it, or that it still waits when the patience is over.</summary>
    public async Task<DoorReport> WhenSettledAsync(Receipt receipt, TimeSpan patience, CancellationToken cancellationToken)
    {
        var waiter = _awaited.GetOrAdd(receipt.Id, _ => new TaskCompletionSource<DoorReport>(TaskCreationOptions.RunContinuationsAsynchronously));
        // Asked after the waiter stands: an end that comes in between is told to it.
        if (await arrivals.FindAsync(receipt.Id, cancellationToken) is { State: not ArrivalState.Waiting } settled)
        {
            Tell(DoorReport.Settled(settled) with { Reason = settled.State == ArrivalState.Filed ? null : await seals.ReasonAsync(settled, cancellationToken) });
        }

        try
        {
            return await waiter.Task.WaitAsync(patience, cancellationToken) with { Duplicate = receipt.IsDuplicate };
        }
        catch (TimeoutException)
        {
            _awaited.TryRemove(receipt.Id, out _);
            return DoorReport.Waiting(receipt);
        }
    }
}
