using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Merkle;
using MedLedger.Ledger.Sequencing;

namespace MedLedger.Ledger.Verification;

/// <summary>Builds the tree again from the entries and compares it with every tile file.</summary>
internal sealed class TileCheck(LogFiles files, SignedCheckpoint checkpoint)
{
    public const string Restore = "restore this file from a mirror or backup of the log, and verify again";

    private readonly CompactRange _range = new();

    /// <summary>Rows of the tree as the entries give them, until they are compared.</summary>
    private readonly List<(TileId Tile, TreeHash[] Row)> _derived = [];

    private Difference? _first;
    private Difference? _firstOfLeaves;

    public static Task<LogVerdict.Damaged?> FindDamageAsync(LogFiles files, SignedCheckpoint checkpoint, CancellationToken cancellationToken) =>
        new TileCheck(files, checkpoint).RunAsync(cancellationToken);

    private async Task<LogVerdict.Damaged?> RunAsync(CancellationToken cancellationToken)
    {
        for (ulong number = 0; number * TileId.Width < checkpoint.Size; number++)
        {
            var (path, entries) = await files.ReadBundleAsync(number, TileId.Bundle(number).WidthIn(checkpoint.Size), cancellationToken);
            for (var i = 0; i < entries.Count; i++)
            {
                if (!LogLeaf.IsWellFormed(entries[i])) return new(path, $"leaves of version {LogLeaf.Version}", $"another thing as entry {i}", Restore);
                _range.Append(TreeHash.OfLeaf(entries[i]), (tile, row) => _derived.Add((tile, row)));
            }

            await CompareAsync(cancellationToken);
        }

        _derived.AddRange(_range.Unfinished());
        await CompareAsync(cancellationToken);

        // The signed root decides who is wrong where an entry and its tile disagree.
        var root = _range.Root().ToDigest();
        if (root == checkpoint.Root) return _first?.OfTile() ?? await ComparePartialsAsync(cancellationToken);
        return _firstOfLeaves?.OfEntry(checkpoint.Size)
            ?? new(LogFiles.CheckpointName, root.Hex, checkpoint.Root.Hex, "entries and tiles agree on another tree than the one signed: keep the files and report it");
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        foreach (var (tile, row) in _derived)
        {
            var stored = TileRow.FromBytes(await files.ReadAsync(tile, row.Length, cancellationToken));
            var at = row.AsSpan().CommonPrefixLength(stored);
            if (at == row.Length) continue;
            var difference = new Difference(tile, row.Length, at, row[at], stored[at]);
            _first ??= difference;
            if (tile.Level == 0) _firstOfLeaves ??= difference;
        }

        _derived.Clear();
    }

    /// <summary>Earlier partial files that are still served must be beginnings of what took their place.</summary>
    private async Task<LogVerdict.Damaged?> ComparePartialsAsync(CancellationToken cancellationToken)
    {
        foreach (var path in files.PartialPaths())
        {
            if (!TileId.TryParse(path, out var tile, out var width) || tile.WidthIn(checkpoint.Size) is var now && now <= width) continue;
            var (_, partial) = await files.ReadFileAsync(tile, width, cancellationToken);
            var (_, present) = await files.ReadFileAsync(tile, now, cancellationToken);
            if (!present.AsSpan().StartsWith(partial) || partial.Length == 0)
                return new(path, $"the beginning of {tile.Path(now)}", "other bytes", Restore);
        }

        return null;
    }

    private sealed record Difference(TileId Tile, int Width, int At, TreeHash Derived, TreeHash Stored)
    {
        public LogVerdict.Damaged OfTile() => new(Tile.Path(Width), $"hash {At} is {Derived.ToDigest()}", Stored.ToDigest().Hex, Restore);

        public LogVerdict.Damaged OfEntry(ulong size)
        {
            var bundle = TileId.Bundle(Tile.Index);
            return new(bundle.Path(bundle.WidthIn(size)), $"entry {At} hashes to {Stored.ToDigest()}", Derived.ToDigest().Hex, Restore);
        }
    }
}
