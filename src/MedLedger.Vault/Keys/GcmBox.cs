using System.Security.Cryptography;

namespace MedLedger.Vault.Keys;

/// <summary>AES-256-GCM (NIST SP 800-38D) laid out as nonce 12 ‖ ciphertext ‖ tag 16.</summary>
internal static class GcmBox
{
    public const int NonceLength = 12;
    public const int TagLength = 16;
    public const int Overhead = NonceLength + TagLength;

    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, IRandomSource random, Span<byte> box)
    {
        var nonce = box[..NonceLength];
        random.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plaintext, box[NonceLength..^TagLength], box[^TagLength..], associatedData);
    }

    /// <summary>The plaintext, or null when key, box or associated data are not the ones that it was sealed with.</summary>
    public static byte[]? TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData)
    {
        if (box.Length < Overhead) return null;
        var plaintext = new byte[box.Length - Overhead];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], plaintext, associatedData);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
