using System.Buffers.Binary;
using MedLedger.Chain.Crypto;

namespace MedLedger.Chain.Encoding;

/// <summary>The part of Solidity's ABI that our calls need: words, and one dynamic byte string at the end.</summary>
internal static class Abi
{
    public const int WordLength = 32, SelectorLength = 4;

    /// <param name="signature">For instance latest(bytes32).</param>
    public static byte[] Selector(string signature) => Keccak256.Hash(signature).ToBytes()[..SelectorLength];

    public static byte[] Call(string signature, params byte[][] words) => [.. Selector(signature), .. words.SelectMany(word => word)];

    public static byte[] Word(ulong value)
    {
        var word = new byte[WordLength];
        BinaryPrimitives.WriteUInt64BigEndian(word.AsSpan(WordLength - sizeof(ulong)), value);
        return word;
    }

    public static byte[] Word(EthereumAddress address) => [.. new byte[WordLength - EthereumAddress.Length], .. address.ToBytes()];

    public static byte[] Word(Hash256 hash) => hash.ToBytes();

    /// <summary>Length and content of a byte string, padded to whole words.</summary>
    public static byte[] Tail(ReadOnlySpan<byte> bytes)
    {
        var padded = new byte[(bytes.Length + WordLength - 1) / WordLength * WordLength];
        bytes.CopyTo(padded);
        return [.. Word((ulong)bytes.Length), .. padded];
    }
}

/// <summary>Reads an answer made of words, each in its range: a value that does not fit means another contract answered.</summary>
internal readonly ref struct AbiWords(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    public int Count => _data.Length / Abi.WordLength;

    public Hash256 Hash(int index) => Hash256.FromBytes(Slice(index));

    public ulong UInt64(int index)
    {
        var word = Slice(index);
        return word[..24].IndexOfAnyExcept((byte)0) < 0
            ? BinaryPrimitives.ReadUInt64BigEndian(word[24..])
            : throw new FormatException("The contract's answer holds a number larger than 64 bits.");
    }

    public EthereumAddress Address(int index)
    {
        var word = Slice(index);
        return word[..12].IndexOfAnyExcept((byte)0) < 0
            ? EthereumAddress.FromBytes(word[12..])
            : throw new FormatException("The contract's answer holds no address where one is expected.");
    }

    private ReadOnlySpan<byte> Slice(int index) => index < Count
        ? _data.Slice(index * Abi.WordLength, Abi.WordLength)
        : throw new FormatException("The contract's answer is shorter than expected.");
}
