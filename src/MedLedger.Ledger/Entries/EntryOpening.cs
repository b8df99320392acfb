using System.Security.Cryptography;
using MedLedger.Domain.Content;

namespace MedLedger.Ledger.Entries;

/// <summary>What opens a leaf: the salt and the payload it commits to. Erasing the salt leaves a leaf that nobody can tie to anything.</summary>
public sealed class EntryOpening
{
    /// <summary>
    /// Fixed, not a minimum: HMAC pads shorter keys with zeros and hashes longer ones (RFC 2104 section 2),
    /// so keys of other lengths would give a second opening of the same leaf.
    /// </summary>
    public const int SaltLength = 32;

    public EntryOpening(byte[] salt, byte[] payload)
    {
        if (salt.Length != SaltLength) throw new FormatException($"A salt has {SaltLength} bytes, this has {salt.Length}.");
        Salt = salt;
        Payload = payload;
    }

    public byte[] Salt { get; }

    /// <summary>The canonical bytes of an <see cref="EntryPayload"/>.</summary>
    public byte[] Payload { get; }

    /// <summary>HMAC-SHA-256 (FIPS 198-1) of the payload under the salt.</summary>
    public Sha256Digest Commitment() => Sha256Digest.FromBytes(HMACSHA256.HashData(Salt, Payload));

    /// <exception cref="FormatException">when the payload is not the canonical spelling of a known payload.</exception>
    public EntryPayload Read() => EntryPayload.Parse(Payload);
}
