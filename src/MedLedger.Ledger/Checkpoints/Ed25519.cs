using System.Runtime.InteropServices;

namespace MedLedger.Ledger.Checkpoints;

/// <summary>Ed25519 verification (RFC 8032) by libsodium, which also refuses keys and signatures in non-canonical form.</summary>
internal static partial class Ed25519
{
    public const int PublicKeyLength = 32;
    public const int SignatureLength = 64;

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == PublicKeyLength && signature.Length == SignatureLength
        && VerifyDetached(signature, message, (ulong)message.Length, publicKey) == 0;

    [LibraryImport("libsodium.so.23", EntryPoint = "crypto_sign_verify_detached")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int VerifyDetached(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message, ulong length, ReadOnlySpan<byte> publicKey);
}
