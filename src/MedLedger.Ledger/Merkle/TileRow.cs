namespace MedLedger.Ledger.Merkle;

/// <summary>The hashes of one tile, and the nodes above them.</summary>
internal static class TileRow
{
    /// <summary>Root of a perfect subtree; the number of hashes is a power of two.</summary>
    public static TreeHash Fold(ReadOnlySpan<TreeHash> row)
    {
        if (!int.IsPow2(row.Length)) throw new ArgumentException("A perfect subtree has a power of two of leaves.", nameof(row));
        Span<TreeHash> nodes = stackalloc TreeHash[TileId.Width];
        row.CopyTo(nodes);
        for (var width = row.Length; width > 1; width /= 2)
            for (var i = 0; i < width / 2; i++)
                nodes[i] = TreeHash.OfNode(nodes[2 * i], nodes[(2 * i) + 1]);
        return nodes[0];
    }

    public static byte[] ToBytes(ReadOnlySpan<TreeHash> row)
    {
        var bytes = new byte[row.Length * TreeHash.Length];
        for (var i = 0; i < row.Length; i++) row[i].CopyTo(bytes.AsSpan(i * TreeHash.Length));
        return bytes;
    }

    public static TreeHash[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        var row = new TreeHash[bytes.Length / TreeHash.Length];
        for (var i = 0; i < row.Length; i++) row[i] = TreeHash.From(bytes.Slice(i * TreeHash.Length, TreeHash.Length));
        return row;
    }
}
