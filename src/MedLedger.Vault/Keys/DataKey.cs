using System.Security.Cryptography;

namespace MedLedger.Vault.Keys;

/// <summary>The 256-bit key of one record, in memory only while it is used.</summary>
internal sealed class DataKey : IDisposable
{
    public const int Length = 32;

    private readonly byte[] _bytes;

    public DataKey(byte[] bytes)
    {
        if (bytes.Length != Length) throw new CryptographicException($"A data key has {Length} bytes.");
        _bytes = bytes;
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public static DataKey New(IRandomSource random)
    {
        var bytes = new byte[Length];
        random.Fill(bytes);
        return new(bytes);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
