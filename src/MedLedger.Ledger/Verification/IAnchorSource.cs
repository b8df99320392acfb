using MedLedger.Domain.Content;

namespace MedLedger.Ledger.Verification;

/// <summary>Where a checkpoint is said to be anchored: chain, contract, log and epoch. A claim, until an <see cref="IAnchorSource"/> confirms it.</summary>
/// <param name="ChainId">EIP-155 chain id; null where the auditor names only an RPC address and takes the chain behind it.</param>
/// <param name="Registry">Address of the registry contract, 0x and 40 hex digits.</param>
/// <param name="LogId">The log's id in the registry, 0x and 64 hex digits.</param>
/// <param name="Epoch">Counts the log's anchors from 1.</param>
/// <param name="Transaction">Hash of the anchoring transaction, for people; null when not kept.</param>
public sealed record AnchorReference(ulong? ChainId, string Registry, string LogId, ulong Epoch, string? Transaction = null);

/// <summary>What the chain holds for an epoch.</summary>
/// <param name="Epoch">The epoch asked for.</param>
/// <param name="Size">Size of the anchored tree.</param>
/// <param name="Root">Root of the anchored tree.</param>
/// <param name="BlockTime">When the block that took it in was made.</param>
public sealed record AnchoredCheckpoint(ulong Epoch, ulong Size, Sha256Digest Root, DateTimeOffset BlockTime);

/// <summary>Reads anchors from a chain that the auditor chose.</summary>
public interface IAnchorSource
{
    /// <summary>The anchored checkpoint, or null when the registry holds none for this log and epoch.</summary>
    /// <exception cref="AnchorUnavailableException">when the chain could not be asked, or is not the chain named.</exception>
    Task<AnchoredCheckpoint?> FindAsync(AnchorReference reference, CancellationToken cancellationToken);
}

/// <summary>The chain could not be asked: outside trouble, never a verdict about the log.</summary>
public sealed class AnchorUnavailableException : Exception
{
    public AnchorUnavailableException(string message)
        : base(message)
    {
    }

    public AnchorUnavailableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
