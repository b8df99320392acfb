using MedLedger.Domain.Content;

namespace MedLedger.Storage;

/// <summary>What came in and is durable, but is nobody's document yet.</summary>
public interface IArrivalStore
{
    /// <summary>Keeps arrivals and their one envelope; durable when the task ends, all of them or none.</summary>
    Task AddAsync(ArrivalBatch batch, IReadOnlyList<NewArrival> arrivals, CancellationToken cancellationToken);

    /// <summary>For each the arrival of this content, or else the newest of this control id; null when neither was seen. One that was refused is not here.</summary>
    Task<IReadOnlyList<StoredArrival?>> FindAllAsync(IReadOnlyList<(Sha256Digest Content, Sha256Digest? Control)> wanted, CancellationToken cancellationToken);

    Task<StoredArrival?> FindAsync(ArrivalId id, CancellationToken cancellationToken);

    /// <summary>Those in a state, oldest first, without their envelopes, which may be large: one that has a key has one.</summary>
    Task<IReadOnlyList<StoredArrival>> ListAsync(ArrivalState state, int most, CancellationToken cancellationToken);

    Task<long> CountAsync(ArrivalState state, CancellationToken cancellationToken);

    Task<ArrivalBatch?> FindBatchAsync(string id, CancellationToken cancellationToken);

    /// <summary>Records what became of an arrival; again with the same end changes nothing.</summary>
    /// <exception cref="InvalidOperationException">when it is settled already, otherwise.</exception>
    Task<StoredArrival> SettleAsync(ArrivalId id, ArrivalEnd end, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The same for many at a time, all or none, in their order.</summary>
    Task<IReadOnlyList<StoredArrival>> SettleAllAsync(IReadOnlyList<(ArrivalId Id, ArrivalEnd End)> ends, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Batches of which nothing waits any more. Their keys are destroyed before they are dropped.</summary>
    Task<IReadOnlyList<ArrivalBatch>> ListSettledBatchesAsync(CancellationToken cancellationToken);

    Task DropBatchAsync(string id, CancellationToken cancellationToken);

    /// <summary>How far a feed was followed; 0 when it never was.</summary>
    Task<long> CursorAsync(string feed, CancellationToken cancellationToken);

    Task SetCursorAsync(string feed, long position, CancellationToken cancellationToken);
}
