using System.Security.Cryptography;
using System.Text;

namespace MedLedger.Vault.Keys;

/// <summary>The log's signing seed as it rests: "MLK1" ‖ name length ‖ name ‖ public key ‖ box. The box's associated data is all before it.</summary>
internal static class SigningKeyFile
{
    private const int MaxNameLength = 120;

    private static ReadOnlySpan<byte> Magic => "MLK1"u8;

    public static byte[] Seal(RootKey root, string name, byte[] seed, IRandomSource random)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        // C2SP signed-note: a key name is not empty and holds neither blanks nor a plus sign.
        if (nameBytes.Length is 0 or > MaxNameLength || name.Any(c => char.IsWhiteSpace(c) || c == '+'))
            throw new ArgumentException($"A log's name has 1 to {MaxNameLength} bytes without blanks or '+'.", nameof(name));
        var (publicKey, secretKey) = Libsodium.KeyPair(seed);
        CryptographicOperations.ZeroMemory(secretKey);
        byte[] header = [.. Magic, (byte)nameBytes.Length, .. nameBytes, .. publicKey];
        return [.. header, .. root.SealSigningSeed(seed, header, random)];
    }

    public static LogSigner? TryOpen(RootKey root, byte[] file)
    {
        if (file.Length < Magic.Length + 1 || !file.AsSpan().StartsWith(Magic)) return null;
        int nameLength = file[Magic.Length], headerLength = Magic.Length + 1 + nameLength + Libsodium.PublicKeyLength;
        if (file.Length != headerLength + GcmBox.Overhead + Libsodium.SeedLength) return null;
        var seed = root.TryOpenSigningSeed(file.AsSpan(headerLength), file.AsSpan(0, headerLength));
        if (seed is null) return null;
        var signer = new LogSigner(Encoding.UTF8.GetString(file, Magic.Length + 1, nameLength), seed);
        CryptographicOperations.ZeroMemory(seed);
        return signer;
    }
}
