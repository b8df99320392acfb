using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MedLedger.Chain.Crypto;

/// <summary>The curve of Ethereum's signatures, from the system's libsecp256k1 (Debian package libsecp256k1-1).</summary>
public static unsafe class Secp256k1
{
    /// <summary>What to do where <see cref="IsInstalled"/> is false.</summary>
    public const string InstallHint = "libsecp256k1 is not installed; run: apt-get install libsecp256k1-1";

    internal const int SecretLength = 32, PublicKeyLength = 64, CompactLength = 64;

    private const string Library = "libsecp256k1.so.1";
    private const uint SignAndVerify = 0x301;
    private const uint Uncompressed = 2;
    private const int OpaqueKeyLength = 64, OpaqueSignatureLength = 65;

    // Half of the group order, SEC 2 section 2.4.1: the greatest s that EIP-2 allows.
    private static readonly byte[] _halfOrder = Convert.FromHexString("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0");

    // Made once and only read afterwards, which libsecp256k1 allows from any thread. It lives as long as the process.
    private static readonly Lazy<nint> _sharedContext = new(CreateContext);

    /// <summary>Whether the native library can be loaded on this machine.</summary>
    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Library, out _);

    internal static bool IsValidSecret(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretLength) return false;
        fixed (byte* key = secret) return ec_seckey_verify(_sharedContext.Value, key) == 1;
    }

    /// <summary>x and y of the public key, 64 bytes.</summary>
    internal static byte[] PublicKey(ReadOnlySpan<byte> secret)
    {
        var opaque = stackalloc byte[OpaqueKeyLength];
        fixed (byte* key = secret)
            if (ec_pubkey_create(_sharedContext.Value, opaque, key) != 1) throw new CryptographicException("This is no secp256k1 secret key.");
        return Serialize(opaque);
    }

    /// <summary>r and s (64 bytes, deterministic by RFC 6979, always low s) and the recovery id.</summary>
    internal static (byte[] Compact, int RecoveryId) Sign(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> secret)
    {
        var opaque = stackalloc byte[OpaqueSignatureLength];
        var compact = new byte[CompactLength];
        int recoveryId;
        fixed (byte* message = digest, key = secret, output = compact)
        {
            if (ecdsa_sign_recoverable(_sharedContext.Value, opaque, message, key, 0, 0) != 1) throw new CryptographicException("Signing failed: the secret key is not valid.");
            _ = recoverable_serialize(_sharedContext.Value, output, &recoveryId, opaque);
        }

        return (compact, recoveryId);
    }

    /// <summary>The public key that made the signature, or null where no key could have. Accepts high s: callers check <see cref="IsLowS"/>.</summary>
    internal static byte[]? Recover(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> compact, int recoveryId)
    {
        if (digest.Length != Hash256.Length || compact.Length != CompactLength || recoveryId is < 0 or > 3) return null;
        var signature = stackalloc byte[OpaqueSignatureLength];
        var key = stackalloc byte[OpaqueKeyLength];
        fixed (byte* message = digest, input = compact)
        {
            if (recoverable_parse(_sharedContext.Value, signature, input, recoveryId) != 1) return null;
            if (ecdsa_recover(_sharedContext.Value, key, signature, message) != 1) return null;
        }

        return Serialize(key);
    }

    internal static bool IsLowS(ReadOnlySpan<byte> s) => s.SequenceCompareTo(_halfOrder) <= 0;

    private static byte[] Serialize(byte* opaqueKey)
    {
        var output = stackalloc byte[PublicKeyLength + 1];
        nuint length = PublicKeyLength + 1;
        _ = ec_pubkey_serialize(_sharedContext.Value, output, &length, opaqueKey, Uncompressed);
        return new ReadOnlySpan<byte>(output + 1, PublicKeyLength).ToArray();
    }

    private static nint CreateContext()
    {
        if (!IsInstalled) throw new DllNotFoundException(InstallHint);
        var context = context_create(SignAndVerify);
        // Blinds the signing against side channels; it changes no result.
        fixed (byte* seed = RandomNumberGenerator.GetBytes(32)) _ = context_randomize(context, seed);
        return context;
    }

    [DllImport(Library, EntryPoint = "secp256k1_context_create")]
    private static extern nint context_create(uint flags);

    [DllImport(Library, EntryPoint = "secp256k1_context_randomize")]
    private static extern int context_randomize(nint context, byte* seed);

    [DllImport(Library, EntryPoint = "secp256k1_ec_seckey_verify")]
    private static extern int ec_seckey_verify(nint context, byte* secret);

    [DllImport(Library, EntryPoint = "secp256k1_ec_pubkey_create")]
    private static extern int ec_pubkey_create(nint context, byte* key, byte* secret);

    [DllImport(Library, EntryPoint = "secp256k1_ec_pubkey_serialize")]
    private static extern int ec_pubkey_serialize(nint context, byte* output, nuint* length, byte* key, uint flags);

    [DllImport(Library, EntryPoint = "secp256k1_ecdsa_sign_recoverable")]
    private static extern int ecdsa_sign_recoverable(nint context, byte* signature, byte* digest, byte* secret, nint nonceFunction, nint nonceData);

    [DllImport(Library, EntryPoint = "secp256k1_ecdsa_recoverable_signature_serialize_compact")]
    private static extern int recoverable_serialize(nint context, byte* output, int* recoveryId, byte* signature);

    [DllImport(Library, EntryPoint = "secp256k1_ecdsa_recoverable_signature_parse_compact")]
    private static extern int recoverable_parse(nint context, byte* signature, byte* input, int recoveryId);

    [DllImport(Library, EntryPoint = "secp256k1_ecdsa_recover")]
    private static extern int ecdsa_recover(nint context, byte* key, byte* signature, byte* digest);
}
