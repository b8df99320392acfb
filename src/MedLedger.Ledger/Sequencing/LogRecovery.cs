using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Sequencing;

/// <summary>What a start does: believe the lock, bring the files to what it names, publish. The same steps as at the end of a commit.</summary>
internal static class LogRecovery
{
    public static async Task<(LockRow Row, LogEdge Edge, SignedCheckpoint Checkpoint)> RunAsync(
        WritableLogFiles files, ILogLock @lock, VerifierKey key, CancellationToken cancellationToken)
    {
        var row = await @lock.ReadAsync(cancellationToken)
            ?? throw new LogFatalException("This log has no lock row. A log is created explicitly; a lost lock is restored by a person (docs/formats/log.md).");
        var committed = Open(row.Checkpoint, key, "lock row");
        if (committed.Size != row.Size || committed.Root != row.Root) throw new LogFatalException("The lock row contradicts its own checkpoint.");

        var published = await files.FindCheckpointAsync(cancellationToken) is { } note ? Open(note, key, "published checkpoint") : null;
        if (published?.Size > row.Size)
            throw new LogFatalException($"The published checkpoint has size {published.Size}, the lock only {row.Size}: the lock was rolled back.");
        if (published?.Size == row.Size && published.Root != row.Root)
            throw new LogFatalException($"The published checkpoint and the lock have size {row.Size} and different roots: the log is split.");

        // Tiles are applied before they are published, so only an older publication can lack them.
        if (files.IsStaged(row.Staging)) await ApplyAsync(files, row.Staging, cancellationToken);
        else if (row.Size > (published?.Size ?? 0)) throw new LogFatalException($"The staged tiles '{row.Staging}' that the lock names are gone.");

        var edge = await LoadAsync(files, row, published, cancellationToken);
        if (published is null || !published.Note.AsSpan().SequenceEqual(row.Checkpoint)) files.Publish(row.Checkpoint);
        files.ClearStaging();
        return (row, edge, committed);
    }

    private static SignedCheckpoint Open(byte[] note, VerifierKey key, string what) => SignedCheckpoint.Open(note, key) switch
    {
        CheckpointVerdict.Trusted trusted => trusted.Checkpoint,
        CheckpointVerdict.Refused refused => throw new LogFatalException($"The {what} does not verify: {refused.Reason}."),
        var other => throw new InvalidOperationException($"There is no verdict {other}."),
    };

    private static async Task ApplyAsync(WritableLogFiles files, string staging, CancellationToken cancellationToken)
    {
        try
        {
            await files.ApplyAsync(staging, cancellationToken);
        }
        catch (FormatException e)
        {
            throw new LogFatalException($"The staged tiles '{staging}' that the lock names are damaged.", e);
        }
    }

    private static async Task<LogEdge> LoadAsync(LogFiles files, LockRow row, SignedCheckpoint? published, CancellationToken cancellationToken)
    {
        try
        {
            var edge = await LogEdge.LoadAsync(row.Size, files, cancellationToken);
            if (edge.Root != row.Root) throw new LogFatalException("The tiles do not lead to the root in the lock; run a verification of the whole log.");
            // What was once published must stay a part of the log, or clients would see it fork.
            if (published is { Size: > 0 } && await new ProofBuilder(published.Size, files, row.Size).RootAsync(cancellationToken) != published.Root)
                throw new LogFatalException("The published checkpoint is no earlier state of this log.");
            return edge;
        }
        catch (LogDamagedException e)
        {
            throw new LogFatalException($"The log is damaged: {e.Message}", e);
        }
    }
}
