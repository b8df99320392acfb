using System.Security.Cryptography;

namespace MedLedger.Vault;

/// <summary>Where keys and nonces come from. Injected, so that tests can watch and repeat it.</summary>
public interface IRandomSource
{
    void Fill(Span<byte> bytes);
}

/// <summary>The operating system's cryptographic generator: the only source for a store that holds real records.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    public static SystemRandomSource Instance { get; } = new();

    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
