using System.Buffers.Binary;

namespace MedLedger.Chain.Encoding;

/// <summary>Recursive length prefix, the byte format of transactions (yellow paper, appendix B). Each method returns an encoded item.</summary>
internal static class Rlp
{
    private const int LongestShort = 55;
    private const byte TextOffset = 0x80, ListOffset = 0xC0;

    public static byte[] Text(ReadOnlySpan<byte> bytes) =>
        bytes is [< TextOffset] ? bytes.ToArray() : [.. Prefix(bytes.Length, TextOffset), .. bytes];

    /// <summary>Big-endian without leading zeros; zero is the empty text.</summary>
    public static byte[] Integer(UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return Text(bytes.TrimStart((byte)0));
    }

    /// <summary>r and s of signatures are integers too, and may start with zero bytes.</summary>
    public static byte[] Integer(ReadOnlySpan<byte> bigEndian) => Text(bigEndian.TrimStart((byte)0));

    public static byte[] List(params byte[][] items)
    {
        var payload = items.SelectMany(item => item).ToArray();
        return [.. Prefix(payload.Length, ListOffset), .. payload];
    }

    private static byte[] Prefix(int length, byte offset)
    {
        if (length <= LongestShort) return [(byte)(offset + length)];
        Span<byte> digits = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(digits, length);
        var trimmed = digits.TrimStart((byte)0);
        return [(byte)(offset + LongestShort + trimmed.Length), .. trimmed];
    }
}
