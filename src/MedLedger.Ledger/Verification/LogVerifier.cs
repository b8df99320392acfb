using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Merkle;
using MedLedger.Ledger.Sequencing;

namespace MedLedger.Ledger.Verification;

/// <summary>Re-derives a whole log from its public files and compares every tile, every root and the signature.</summary>
public static class LogVerifier
{
    public static Task<LogVerdict> VerifyAsync(string folder, VerifierKey trusted, CancellationToken cancellationToken) =>
        VerifyAsync(folder, trusted, anchors: null, registry: null, cancellationToken);

    /// <summary>Also compares every anchored state of <paramref name="registry"/> (its epoch is ignored: all from 1 on are read).</summary>
    public static async Task<LogVerdict> VerifyAsync(
        string folder, VerifierKey trusted, IAnchorSource? anchors, AnchorReference? registry, CancellationToken cancellationToken)
    {
        var reader = new LogReader(folder);
        if (await reader.FindCheckpointAsync(cancellationToken) is not { } note)
            return Damaged(LogFiles.CheckpointName, "a signed checkpoint", "no file", "name the folder that holds 'checkpoint' and 'tile'");
        var opened = SignedCheckpoint.Open(note, trusted);
        if (opened is not CheckpointVerdict.Trusted { Checkpoint: var checkpoint })
            return Damaged(LogFiles.CheckpointName, $"a checkpoint signed by {trusted.Name}", ((CheckpointVerdict.Refused)opened).Reason, TileCheck.Restore);
        try
        {
            var damage = await TileCheck.FindDamageAsync(reader.Files, checkpoint, cancellationToken);
            if (damage is not null) return damage;
            return anchors is not null && registry is not null
                ? await CompareAnchorsAsync(reader, checkpoint, anchors, registry, cancellationToken)
                : new LogVerdict.Intact(checkpoint, Anchors: 0);
        }
        catch (LogDamagedException e)
        {
            return Damaged(e.File, "a whole file of this log", e.What, TileCheck.Restore);
        }
    }

    private static async Task<LogVerdict> CompareAnchorsAsync(
        LogReader reader, SignedCheckpoint checkpoint, IAnchorSource anchors, AnchorReference registry, CancellationToken cancellationToken)
    {
        for (ulong epoch = 1; ; epoch++)
        {
            if (await anchors.FindAsync(registry with { Epoch = epoch }, cancellationToken) is not { } anchored)
                return epoch > 1
                    ? new LogVerdict.Intact(checkpoint, epoch - 1)
                    : Damaged("anchor 1", "at least one anchored checkpoint", "none", "check the registry's address and the log id");
            if (anchored.Size > checkpoint.Size)
                return Damaged($"anchor {epoch}", $"a size of at most {checkpoint.Size}", $"{anchored.Size}: the folder is older than the chain", "get the log's present files; if these are they, the log was rolled back");
            var root = await new ProofBuilder(anchored.Size, reader.Files, checkpoint.Size).RootAsync(cancellationToken);
            if (root != anchored.Root)
                return Damaged($"anchor {epoch}", root.Hex, anchored.Root.Hex, "the log's history was rewritten or split: keep both and report it");
        }
    }

    private static LogVerdict.Damaged Damaged(string file, string expected, string found, string next) => new(file, expected, found, next);
}
