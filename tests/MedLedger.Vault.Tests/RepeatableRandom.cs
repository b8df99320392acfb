using System.Security.Cryptography;

namespace MedLedger.Vault.Tests;

/// <summary>The same bytes on every run, never the same twice in one.</summary>
internal sealed class RepeatableRandom(int seed = 1) : IRandomSource
{
    private long _drawn;

    public List<byte[]> Draws { get; } = [];

    public void Fill(Span<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at += 32)
        {
            var block = SHA256.HashData([.. BitConverter.GetBytes(seed), .. BitConverter.GetBytes(_drawn++)]);
            block.AsSpan(0, Math.Min(32, bytes.Length - at)).CopyTo(bytes[at..]);
        }

        Draws.Add(bytes.ToArray());
    }
}
