namespace MedLedger.Domain.Content;

/// <summary>Where sealed bytes rest: the SHA-256 of the ciphertext envelope, never of the plaintext (ADR 0001).</summary>
public readonly record struct ContentAddress(Sha256Digest Digest)
{
    public static ContentAddress Of(ReadOnlySpan<byte> envelope) => new(Sha256Digest.Of(envelope));

    public override string ToString() => Digest.Hex;
}
