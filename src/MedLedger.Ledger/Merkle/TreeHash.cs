using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using MedLedger.Domain.Content;

namespace MedLedger.Ledger.Merkle;

/// <summary>A hash of the tree as 32 plain bytes: the digest type of the domain is text and too slow for millions.</summary>
internal readonly record struct TreeHash
{
    public const int Length = 32;

    private readonly Vector256<byte> _bytes;

    private TreeHash(ReadOnlySpan<byte> bytes) => _bytes = Vector256.Create(bytes);

    /// <summary>RFC 6962 section 2.1: the hash of an empty tree is the hash of an empty string.</summary>
    public static TreeHash Empty { get; } = Hash([]);

    public static TreeHash From(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(bytes)
        : throw new FormatException($"A tree hash has {Length} bytes, this has {bytes.Length}.");

    public static TreeHash From(Sha256Digest digest) => From(digest.ToBytes());

    /// <summary>RFC 6962 section 2.1: SHA-256(0x00 ‖ leaf).</summary>
    public static TreeHash OfLeaf(ReadOnlySpan<byte> leaf)
    {
        Span<byte> input = leaf.Length < 512 ? stackalloc byte[1 + leaf.Length] : new byte[1 + leaf.Length];
        leaf.CopyTo(input[1..]);
        return Hash(input);
    }

    /// <summary>RFC 6962 section 2.1: SHA-256(0x01 ‖ left ‖ right).</summary>
    public static TreeHash OfNode(TreeHash left, TreeHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Length)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Length)..]);
        return Hash(input);
    }

    public void CopyTo(Span<byte> target) => _bytes.CopyTo(target);

    public Sha256Digest ToDigest()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Sha256Digest.FromBytes(bytes);
    }

    private static TreeHash Hash(ReadOnlySpan<byte> input)
    {
        Span<byte> digest = stackalloc byte[Length];
        SHA256.HashData(input, digest);
        return new(digest);
    }
}
