using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;

namespace MedLedger.Storage;

/// <summary>What lets a log entry be shown to mean something: salt and payload, sealed by the caller.</summary>
/// <param name="Commitment">The commitment that the leaf carries.</param>
/// <param name="Kind">The leaf's kind byte.</param>
/// <param name="Patient">Whom the entry is about.</param>
/// <param name="Sealed">Sealed salt and payload.</param>
/// <param name="Leaf">The leaf's index; null until the log took it in.</param>
/// <param name="Epoch">The first anchor that covers it; null until there is one.</param>
public sealed record LogOpening(Sha256Digest Commitment, byte Kind, PatientId Patient, byte[] Sealed, ulong? Leaf = null, ulong? Epoch = null);

/// <summary>The openings of log entries. Kept before the entry is appended: a leaf whose salt is lost can never be opened.</summary>
public interface ILogOpenings
{
    /// <summary>Durable when the task ends. Adding the same commitment again changes nothing.</summary>
    Task AddAsync(LogOpening opening, CancellationToken cancellationToken);

    /// <summary>Records where in the log the entry stands; again with the same leaf changes nothing.</summary>
    /// <exception cref="InvalidOperationException">when the commitment is unknown or stands elsewhere.</exception>
    Task SetLeafAsync(Sha256Digest commitment, ulong leaf, CancellationToken cancellationToken);

    /// <summary>Marks every leaf below the size that no earlier anchor covers.</summary>
    Task MarkAnchoredAsync(ulong treeSize, ulong epoch, CancellationToken cancellationToken);

    Task<LogOpening?> FindAsync(ulong leaf, CancellationToken cancellationToken);

    Task<LogOpening?> FindAsync(Sha256Digest commitment, CancellationToken cancellationToken);

    /// <summary>A patient's entries in the order of the log, of one kind or (null) of all; those without a leaf last.</summary>
    Task<IReadOnlyList<LogOpening>> ListAsync(PatientId patient, byte? kind, CancellationToken cancellationToken);

    /// <summary>Openings whose append may have been cut off: a start looks for their commitments in the log.</summary>
    Task<IReadOnlyList<LogOpening>> ListWithoutLeafAsync(CancellationToken cancellationToken);
}
