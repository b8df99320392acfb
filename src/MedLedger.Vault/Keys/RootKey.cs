using System.Security.Cryptography;
using MedLedger.Domain.Content;

namespace MedLedger.Vault.Keys;

/// <summary>The store's root key. Every use has a key of its own derived from it (HKDF-SHA-256, RFC 5869), so no two uses share nonces.</summary>
internal sealed class RootKey : IDisposable
{
    public const int Length = 32;

    private readonly byte[] _wrapping;
    private readonly byte[] _signingSeal;
    private readonly byte[] _digests;

    public RootKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new CryptographicException($"A root key has {Length} bytes.");
        _wrapping = Derive(bytes, "medledger/wrap/v1");
        _signingSeal = Derive(bytes, "medledger/signing-key/v1");
        _digests = Derive(bytes, "medledger/document-digest/v1");
    }

    // Random 96-bit nonces under one key: SP 800-38D 8.3 allows 2^32 of them; one is used per record ever sealed.
    public byte[] Wrap(DataKey key, ReadOnlySpan<byte> associatedData, IRandomSource random)
    {
        var wrapped = new byte[1 + GcmBox.Overhead + DataKey.Length];
        wrapped[0] = WrappedKey.FormatVersion;
        GcmBox.Seal(_wrapping, key.Bytes, associatedData, random, wrapped.AsSpan(1));
        return wrapped;
    }

    public DataKey? TryUnwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associatedData)
    {
        if (wrapped.Length != 1 + GcmBox.Overhead + DataKey.Length || wrapped[0] != WrappedKey.FormatVersion) return null;
        return GcmBox.TryOpen(_wrapping, wrapped[1..], associatedData) is { } bytes ? new DataKey(bytes) : null;
    }

    public byte[] SealSigningSeed(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> associatedData, IRandomSource random)
    {
        var box = new byte[GcmBox.Overhead + seed.Length];
        GcmBox.Seal(_signingSeal, seed, associatedData, random, box);
        return box;
    }

    public byte[]? TryOpenSigningSeed(ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData) =>
        GcmBox.TryOpen(_signingSeal, box, associatedData);

    public Sha256Digest KeyedDigest(Sha256Digest document) =>
        Sha256Digest.FromBytes(HMACSHA256.HashData(_digests, document.ToBytes()));

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_wrapping);
        CryptographicOperations.ZeroMemory(_signingSeal);
        CryptographicOperations.ZeroMemory(_digests);
    }

    private static byte[] Derive(ReadOnlySpan<byte> root, string use)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, root, key, [], System.Text.Encoding.ASCII.GetBytes(use));
        return key;
    }
}
