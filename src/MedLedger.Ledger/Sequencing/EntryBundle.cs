using System.Buffers.Binary;

namespace MedLedger.Ledger.Sequencing;

/// <summary>Up to 256 entries, each behind its length in two bytes, big-endian (C2SP tlog-tiles, "Log entries").</summary>
internal static class EntryBundle
{
    public static byte[] Encode(IReadOnlyCollection<byte[]> entries)
    {
        var bytes = new byte[entries.Sum(entry => 2 + entry.Length)];
        var at = 0;
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), checked((ushort)entry.Length));
            entry.CopyTo(bytes, at + 2);
            at += 2 + entry.Length;
        }

        return bytes;
    }

    /// <summary>The first <paramref name="width"/> entries; when <paramref name="whole"/>, nothing may follow them.</summary>
    /// <exception cref="FormatException">when there are fewer, or more than allowed.</exception>
    public static List<byte[]> Decode(ReadOnlySpan<byte> bytes, int width, bool whole)
    {
        var entries = new List<byte[]>(width);
        while (entries.Count < width)
        {
            if (bytes.Length < 2 || bytes.Length < 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes))
                throw new FormatException($"ends inside entry {entries.Count} of {width}");
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes);
            entries.Add(bytes.Slice(2, length).ToArray());
            bytes = bytes[(2 + length)..];
        }

        return whole && bytes.Length > 0 ? throw new FormatException($"has {bytes.Length} bytes after its last entry") : entries;
    }
}
