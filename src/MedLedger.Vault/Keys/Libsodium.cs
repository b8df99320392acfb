using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MedLedger.Vault.Keys;

/// <summary>Ed25519 (RFC 8032) from the system's libsodium: .NET has none of its own.</summary>
internal static class Libsodium
{
    public const int SeedLength = 32;
    public const int PublicKeyLength = 32;
    public const int SecretKeyLength = 64;
    public const int SignatureLength = 64;

    private const string Library = "libsodium.so.23";

    static Libsodium()
    {
        // sodium_init returns 1 when it was already done, below 0 when it cannot work.
        if (sodium_init() < 0) throw new CryptographicException("libsodium could not be initialised.");
    }

    public static (byte[] PublicKey, byte[] SecretKey) KeyPair(byte[] seed)
    {
        if (seed.Length != SeedLength) throw new CryptographicException($"A signing seed has {SeedLength} bytes.");
        byte[] publicKey = new byte[PublicKeyLength], secretKey = new byte[SecretKeyLength];
        if (crypto_sign_seed_keypair(publicKey, secretKey, seed) != 0) throw new CryptographicException("libsodium made no key pair.");
        return (publicKey, secretKey);
    }

    public static byte[] Sign(byte[] message, byte[] secretKey)
    {
        var signature = new byte[SignatureLength];
        if (crypto_sign_detached(signature, out _, message, (ulong)message.Length, secretKey) != 0)
            throw new CryptographicException("libsodium did not sign.");
        return signature;
    }

    public static bool Verify(byte[] signature, byte[] message, byte[] publicKey) =>
        signature.Length == SignatureLength && publicKey.Length == PublicKeyLength
        && crypto_sign_verify_detached(signature, message, (ulong)message.Length, publicKey) == 0;

    [DllImport(Library)]
    private static extern int sodium_init();

    [DllImport(Library)]
    private static extern int crypto_sign_seed_keypair(byte[] publicKey, byte[] secretKey, byte[] seed);

    [DllImport(Library)]
    private static extern int crypto_sign_detached(byte[] signature, out ulong signatureLength, byte[] message, ulong messageLength, byte[] secretKey);

    [DllImport(Library)]
    private static extern int crypto_sign_verify_detached(byte[] signature, byte[] message, ulong messageLength, byte[] publicKey);
}
