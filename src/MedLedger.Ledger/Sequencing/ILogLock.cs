using MedLedger.Domain.Content;

namespace MedLedger.Ledger.Sequencing;

/// <summary>
/// The one row that says what the log is: trusted, fully synced, never rolled back, never created by an append.
/// A backend passes the same contract tests as every other.
/// </summary>
public interface ILogLock
{
    /// <summary>The row, or null when this log was never created.</summary>
    Task<LockRow?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Writes the first row; throws when there is one already.</summary>
    Task CreateAsync(LockRow first, CancellationToken cancellationToken);

    /// <summary>Replaces the row if all of it still equals <paramref name="expected"/>; durable when the task ends. False when it does not.</summary>
    Task<bool> CompareAndSwapAsync(LockRow expected, LockRow next, CancellationToken cancellationToken);
}

/// <summary>The state of a log.</summary>
/// <param name="Size">Leaves in the tree.</param>
/// <param name="Root">Root of the tree.</param>
/// <param name="Checkpoint">The signed note that says so.</param>
/// <param name="Staging">Name of the staged tiles that bring the files to this state; empty for a new log.</param>
public sealed record LockRow(ulong Size, Sha256Digest Root, byte[] Checkpoint, string Staging)
{
    public bool Equals(LockRow? other) => other is not null && Size == other.Size && Root == other.Root
        && Staging == other.Staging && Checkpoint.AsSpan().SequenceEqual(other.Checkpoint);

    public override int GetHashCode() => HashCode.Combine(Size, Root, Staging);
}
