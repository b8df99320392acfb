using System.Security.Cryptography;

namespace MedLedger.Vault.Keys;

/// <summary>Signs the log's checkpoints with Ed25519. The secret key never leaves it.</summary>
public sealed class LogSigner
{
    private readonly byte[] _secretKey;
    private readonly byte[] _publicKey;
    private bool _closed;

    internal LogSigner(string name, byte[] seed)
    {
        Name = name;
        (_publicKey, _secretKey) = Libsodium.KeyPair(seed);
    }

    /// <summary>The key's name in a signed note.</summary>
    public string Name { get; }

    public byte[] PublicKey => [.. _publicKey];

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return Libsodium.Sign(message.ToArray(), _secretKey);
    }

    internal void Close()
    {
        _closed = true;
        CryptographicOperations.ZeroMemory(_secretKey);
    }
}
