using MedLedger.Domain.Content;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Sequencing;

/// <summary>Reads a log's public files and makes proofs from them. What it returns is only as good as the files: verify it.</summary>
public sealed class LogReader(string folder)
{
    private readonly LogFiles _files = new(folder);

    internal LogFiles Files => _files;

    /// <summary>The published checkpoint's bytes, unverified, or null when the folder holds none.</summary>
    public Task<byte[]?> FindCheckpointAsync(CancellationToken cancellationToken) => _files.FindCheckpointAsync(cancellationToken);

    /// <exception cref="LogDamagedException">when the files do not hold it.</exception>
    public async Task<LogLeaf> ReadLeafAsync(ulong index, ulong size, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var bundle = TileId.Bundle(index / TileId.Width);
        var (path, entries) = await _files.ReadBundleAsync(bundle.Index, bundle.WidthIn(size), cancellationToken);
        return LogLeaf.TryParse(entries[(int)(index % TileId.Width)], out var leaf)
            ? leaf
            : throw new LogDamagedException(path, $"holds no leaf of version {LogLeaf.Version} for entry {index}");
    }

    /// <summary>Where a leaf stands from <paramref name="from"/> on, or null: how a step that died before its receipt finds its entry.</summary>
    public async Task<ulong?> FindLeafAsync(LogLeaf leaf, ulong from, ulong size, CancellationToken cancellationToken)
    {
        var wanted = leaf.ToBytes();
        for (var number = from / TileId.Width; number * TileId.Width < size; number++)
        {
            var (_, entries) = await _files.ReadBundleAsync(number, TileId.Bundle(number).WidthIn(size), cancellationToken);
            for (var i = 0; i < entries.Count; i++)
                if ((number * TileId.Width) + (ulong)i >= from && entries[i].AsSpan().SequenceEqual(wanted)) return (number * TileId.Width) + (ulong)i;
        }

        return null;
    }

    /// <summary>Audit path of a leaf in the tree of <paramref name="size"/> (RFC 6962 section 2.1.1).</summary>
    public Task<IReadOnlyList<Sha256Digest>> ProveInclusionAsync(ulong index, ulong size, CancellationToken cancellationToken) =>
        new ProofBuilder(size, _files).InclusionAsync(index, cancellationToken);

    /// <summary>Proof that the tree of <paramref name="newSize"/> extends that of <paramref name="oldSize"/> (RFC 6962 section 2.1.2).</summary>
    public Task<IReadOnlyList<Sha256Digest>> ProveConsistencyAsync(ulong oldSize, ulong newSize, CancellationToken cancellationToken) =>
        new ProofBuilder(newSize, _files).ConsistencyAsync(oldSize, cancellationToken);

    /// <summary>The root that the tiles give for an earlier or the present size.</summary>
    public Task<Sha256Digest> RootAsync(ulong size, CancellationToken cancellationToken) => new ProofBuilder(size, _files).RootAsync(cancellationToken);
}
