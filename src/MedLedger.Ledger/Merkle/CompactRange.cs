using System.Runtime.InteropServices;

namespace MedLedger.Ledger.Merkle;

/// <summary>
/// The right edge of a growing tree, one unfinished tile a level: enough to append, to know the root, and to write
/// the tiles, in memory that does not grow with the tree.
/// </summary>
internal sealed class CompactRange
{
    private readonly List<List<TreeHash>> _rows = [];

    public ulong Size { get; private set; }

    /// <param name="leaf">Hash of the next leaf.</param>
    /// <param name="finished">Gets every tile that this leaf fills, lowest level first.</param>
    public void Append(TreeHash leaf, Action<TileId, TreeHash[]> finished)
    {
        Size++;
        var carried = leaf;
        for (var level = 0; ; level++)
        {
            if (_rows.Count == level) _rows.Add(new(TileId.Width));
            var row = _rows[level];
            row.Add(carried);
            if (row.Count < TileId.Width) return;
            // A full row means that Size is a multiple of 256^(level + 1): this tile is the last one below Size.
            finished(new(level, (Size >> (8 * (level + 1))) - 1), [.. row]);
            carried = TileRow.Fold(CollectionsMarshal.AsSpan(row));
            row.Clear();
        }
    }

    /// <summary>RFC 6962 section 2.1: the perfect subtrees along the edge, joined from the smallest up.</summary>
    public TreeHash Root()
    {
        TreeHash? root = null;
        foreach (var row in _rows)
        {
            var hashes = CollectionsMarshal.AsSpan(row);
            while (hashes.Length > 0)
            {
                var smallest = hashes.Length & -hashes.Length;
                var peak = TileRow.Fold(hashes[^smallest..]);
                root = root is { } right ? TreeHash.OfNode(peak, right) : peak;
                hashes = hashes[..^smallest];
            }
        }

        return root ?? TreeHash.Empty;
    }

    /// <summary>The partial tiles of this size.</summary>
    public IEnumerable<(TileId Tile, TreeHash[] Row)> Unfinished()
    {
        for (var level = 0; level < _rows.Count; level++)
            if (_rows[level].Count > 0) yield return (new(level, Size >> (8 * (level + 1))), [.. _rows[level]]);
    }

    public CompactRange Copy()
    {
        var copy = new CompactRange { Size = Size };
        foreach (var row in _rows) copy._rows.Add([.. row]);
        return copy;
    }

    public static async Task<CompactRange> LoadAsync(ulong size, ITileSource tiles, CancellationToken cancellationToken)
    {
        var range = new CompactRange { Size = size };
        for (var level = 0; size >> (8 * level) > 0; level++)
        {
            var tile = new TileId(level, size >> (8 * (level + 1)));
            var width = tile.WidthIn(size);
            range._rows.Add(width == 0 ? [] : [.. TileRow.FromBytes(await tiles.ReadAsync(tile, width, cancellationToken))]);
        }

        return range;
    }
}

/// <summary>Where tiles come from: a folder, or a test's memory.</summary>
internal interface ITileSource
{
    /// <summary>Exactly the first <paramref name="width"/> hashes of the tile, 32 bytes each.</summary>
    ValueTask<byte[]> ReadAsync(TileId tile, int width, CancellationToken cancellationToken);
}
