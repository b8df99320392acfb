using System.Buffers.Binary;
using System.Security.Cryptography;
using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Sequencing;

/// <summary>A tile or bundle of a commit, as it will stand in its file.</summary>
internal sealed record StagedTile(TileId Tile, int Width, byte[] Bytes)
{
    public string Path => Tile.Path(Width);
}

/// <summary>
/// All tiles of one commit in one file, so that staging costs one fsync (docs/formats/log.md). Paths are not stored but computed:
/// a file on untrusted storage must not be able to name where it is written.
/// </summary>
internal static class StagedTiles
{
    private const int HeaderLength = 1 + 8 + 2 + 4;

    private static ReadOnlySpan<byte> Magic => "MLS1"u8;

    public static byte[] Encode(IReadOnlyCollection<StagedTile> tiles)
    {
        using var stream = new MemoryStream();
        stream.Write(Magic);
        Span<byte> header = stackalloc byte[HeaderLength];
        foreach (var tile in tiles)
        {
            header[0] = unchecked((byte)tile.Tile.Level);
            BinaryPrimitives.WriteUInt64BigEndian(header[1..], tile.Tile.Index);
            BinaryPrimitives.WriteUInt16BigEndian(header[9..], (ushort)tile.Width);
            BinaryPrimitives.WriteUInt32BigEndian(header[11..], (uint)tile.Bytes.Length);
            stream.Write(header);
            stream.Write(tile.Bytes);
        }

        var body = stream.ToArray();
        return [.. body, .. SHA256.HashData(body)];
    }

    /// <exception cref="FormatException">when the bytes are not whole.</exception>
    public static IReadOnlyList<StagedTile> Decode(byte[] bytes)
    {
        var end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < Magic.Length || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic)
            || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw new FormatException("The staged tiles are damaged.");
        var tiles = new List<StagedTile>();
        for (var at = Magic.Length; at < end;)
        {
            var header = bytes.AsSpan(at, HeaderLength);
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(header[11..]);
            tiles.Add(new(
                new(unchecked((sbyte)header[0]), BinaryPrimitives.ReadUInt64BigEndian(header[1..])),
                BinaryPrimitives.ReadUInt16BigEndian(header[9..]),
                bytes.AsSpan(at + HeaderLength, length).ToArray()));
            at += HeaderLength + length;
        }

        return tiles;
    }
}
