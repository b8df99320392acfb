using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MedLedger.Ledger.Checkpoints;

/// <summary>What an auditor trusts: a log's name and Ed25519 public key, as one line <c>name+hash+base64</c> (C2SP signed-note).</summary>
public sealed class VerifierKey : IEquatable<VerifierKey>
{
    private const byte Ed25519Type = 1;

    private readonly byte[] _publicKey;

    /// <exception cref="FormatException">when the name or the key is not one.</exception>
    public VerifierKey(string name, ReadOnlySpan<byte> publicKey)
    {
        if (!IsName(name)) throw new FormatException("The name of a key has no blanks, plus signs or control characters.");
        if (publicKey.Length != Ed25519.PublicKeyLength) throw new FormatException($"An Ed25519 key has {Ed25519.PublicKeyLength} bytes.");
        Name = name;
        _publicKey = publicKey.ToArray();
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Type, .. publicKey]));
    }

    public string Name { get; }

    public ReadOnlySpan<byte> PublicKey => _publicKey;

    internal uint KeyId { get; }

    public static VerifierKey Of(ICheckpointSigner signer) => new(signer.Name, signer.PublicKey);

    /// <exception cref="FormatException">when the text is not a verifier key, or its hash does not fit name and key.</exception>
    public static VerifierKey Parse(string text)
    {
        // Base64 may hold plus signs, a name may not: cut at the first two only.
        var parts = text.Trim().Split('+', 3);
        if (parts.Length != 3 || !StrictBase64.TryDecode(parts[2], out var key) || key.Length != 1 + Ed25519.PublicKeyLength || key[0] != Ed25519Type)
            throw new FormatException("A verifier key reads name+hash+base64 of an Ed25519 key.");
        var made = new VerifierKey(parts[0], key.AsSpan(1));
        return made.ToString() == text.Trim() ? made : throw new FormatException("The hash in the verifier key does not fit its name and key.");
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{Convert.ToBase64String([Ed25519Type, .. _publicKey])}");

    public bool Equals(VerifierKey? other) => other is not null && Name == other.Name && PublicKey.SequenceEqual(other.PublicKey);

    public override bool Equals(object? obj) => Equals(obj as VerifierKey);

    public override int GetHashCode() => HashCode.Combine(Name, KeyId);

    internal static bool IsName(string name) =>
        name.Length > 0 && !name.Any(c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c));
}
