using System.Numerics;
using MedLedger.Domain.Content;

namespace MedLedger.Ledger.Merkle;

/// <summary>Makes proofs about the tree of one size out of tiles of the same or a later size; reads each tile once.</summary>
internal sealed class ProofBuilder(ulong size, ITileSource tiles, ulong tilesSize)
{
    public ProofBuilder(ulong size, ITileSource tiles)
        : this(size, tiles, size)
    {
    }

    private readonly Dictionary<TileId, TreeHash[]> _rows = [];

    /// <summary>PATH of RFC 6962 section 2.1.1.</summary>
    public async Task<IReadOnlyList<Sha256Digest>> InclusionAsync(ulong index, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<Sha256Digest>();
        for (ulong low = 0, high = size; high - low > 1;)
        {
            var middle = low + Split(high - low);
            var goesLeft = index < middle;
            proof.Add((await HashAsync(goesLeft ? middle : low, goesLeft ? high : middle, cancellationToken)).ToDigest());
            (low, high) = goesLeft ? (low, middle) : (middle, high);
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>PROOF of RFC 6962 section 2.1.2, from an older size to this one.</summary>
    public async Task<IReadOnlyList<Sha256Digest>> ConsistencyAsync(ulong oldSize, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        var proof = new List<Sha256Digest>();
        ulong low = 0, high = size;
        while (oldSize != high)
        {
            var middle = low + Split(high - low);
            var goesLeft = oldSize <= middle;
            proof.Add((await HashAsync(goesLeft ? middle : low, goesLeft ? high : middle, cancellationToken)).ToDigest());
            (low, high) = goesLeft ? (low, middle) : (middle, high);
        }

        // The old tree itself is known to who verifies; only a part of it has to be said.
        if (low != 0) proof.Add((await HashAsync(low, high, cancellationToken)).ToDigest());
        proof.Reverse();
        return proof;
    }

    public async Task<Sha256Digest> RootAsync(CancellationToken cancellationToken) =>
        (size == 0 ? TreeHash.Empty : await HashAsync(0, size, cancellationToken)).ToDigest();

    /// <summary>Largest power of two below <paramref name="count"/>.</summary>
    private static ulong Split(ulong count) => 1UL << BitOperations.Log2(count - 1);

    private async ValueTask<TreeHash> HashAsync(ulong low, ulong high, CancellationToken cancellationToken)
    {
        var count = high - low;
        if (ulong.IsPow2(count)) return await NodeAsync(BitOperations.Log2(count), low / count, cancellationToken);
        var middle = low + Split(count);
        return TreeHash.OfNode(await HashAsync(low, middle, cancellationToken), await HashAsync(middle, high, cancellationToken));
    }

    /// <summary>A perfect subtree of 2^height leaves: a hash of a tile, or a few hashes of one folded.</summary>
    private async ValueTask<TreeHash> NodeAsync(int height, ulong index, CancellationToken cancellationToken)
    {
        var first = index << (height % 8);
        var row = await RowAsync(new(height / 8, first / TileId.Width), cancellationToken);
        return TileRow.Fold(row.AsSpan((int)(first % TileId.Width), 1 << (height % 8)));
    }

    private async ValueTask<TreeHash[]> RowAsync(TileId tile, CancellationToken cancellationToken)
    {
        if (_rows.TryGetValue(tile, out var known)) return known;
        var row = TileRow.FromBytes(await tiles.ReadAsync(tile, tile.WidthIn(tilesSize), cancellationToken));
        _rows.Add(tile, row);
        return row;
    }
}
