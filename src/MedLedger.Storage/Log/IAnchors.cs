using MedLedger.Domain.Content;

namespace MedLedger.Storage;

/// <summary>How firmly an anchor stands on the chain. The numbers rest in the store and never change.</summary>
public enum AnchorStatus
{
    Unspecified = 0,
    Pending = 1,
    Included = 2,
    Finalized = 3,
}

/// <summary>A checkpoint that was sent to the chain.</summary>
public sealed record Anchor(ulong Epoch, ulong TreeSize, Sha256Digest Root, string? Transaction, AnchorStatus Status);

/// <summary>What was anchored, epoch by epoch.</summary>
public interface IAnchors
{
    /// <summary>Adds an epoch, or updates transaction and status of one that has the same size and root: a reorganised chain may lower the status.</summary>
    /// <exception cref="InvalidOperationException">when the epoch is there with another size or root.</exception>
    Task SaveAsync(Anchor anchor, CancellationToken cancellationToken);

    Task<Anchor?> FindAsync(ulong epoch, CancellationToken cancellationToken);

    /// <summary>The newest epoch, whatever its status.</summary>
    Task<Anchor?> FindLatestAsync(CancellationToken cancellationToken);

    /// <summary>All epochs in order.</summary>
    Task<IReadOnlyList<Anchor>> ListAsync(CancellationToken cancellationToken);
}
