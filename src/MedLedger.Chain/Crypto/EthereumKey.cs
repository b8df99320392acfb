using System.Security.Cryptography;
using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.Crypto;

/// <summary>A secret key of an account. It never prints itself, and is wiped when disposed.</summary>
public sealed class EthereumKey : IDisposable
{
    private readonly byte[] _secret;
    private bool _wiped;

    private EthereumKey(byte[] secret)
    {
        _secret = secret;
        Address = EthereumAddress.OfPublicKey(Secp256k1.PublicKey(secret));
    }

    public EthereumAddress Address { get; }

    /// <exception cref="CryptographicException">when these are not 32 bytes between 1 and the order of the curve.</exception>
    public static EthereumKey FromBytes(ReadOnlySpan<byte> secret) => Secp256k1.IsValidSecret(secret)
        ? new(secret.ToArray())
        : throw new CryptographicException("A secret key is 32 bytes between 1 and the order of secp256k1.");

    /// <summary>Reads 0x and 64 hex digits, the form in which keys are usually exported.</summary>
    public static EthereumKey FromHex(string hex) => FromBytes(HexData.Parse(hex));

    /// <summary>A fresh key from <paramref name="fill"/>, or from the system's random source.</summary>
    public static EthereumKey New(Action<byte[]>? fill = null)
    {
        var secret = new byte[Secp256k1.SecretLength];
        do
        {
            if (fill is null) RandomNumberGenerator.Fill(secret); else fill(secret);
        }
        while (!Secp256k1.IsValidSecret(secret));
        return new(secret);
    }

    /// <summary>The secret as 0x and hex, for a key file that only its owner can read.</summary>
    public string ExportHex() => HexData.Format(Secret());

    public void Dispose()
    {
        _wiped = true;
        CryptographicOperations.ZeroMemory(_secret);
    }

    public override string ToString() => $"key of {Address}";

    internal RecoverableSignature Sign(Hash256 digest)
    {
        var (compact, recoveryId) = Secp256k1.Sign(digest.ToBytes(), Secret());
        return new(compact, recoveryId);
    }

    private byte[] Secret()
    {
        ObjectDisposedException.ThrowIf(_wiped, this);
        return _secret;
    }
}

/// <summary>r and s in 64 bytes, and which of the candidate keys made them.</summary>
internal readonly record struct RecoverableSignature(byte[] Compact, int RecoveryId)
{
    /// <summary>r, s and v = 27 or 28, as wallets return it.</summary>
    public byte[] ToWalletBytes() => [.. Compact, (byte)(27 + RecoveryId)];
}
