using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.Crypto;

/// <summary>32 bytes of the chain's world: a Keccak-256 digest, a transaction hash, a salt. Written 0x and 64 lower-case hex digits.</summary>
public readonly record struct Hash256
{
    public const int Length = 32;

    private readonly string? _hex;

    private Hash256(string hex) => _hex = hex;

    public static Hash256 Zero => default;

    public bool IsZero => Hex.AsSpan().IndexOfAnyExcept('0') < 0;

    private string Hex => _hex ?? new string('0', Length * 2);

    /// <exception cref="FormatException">when the span does not hold exactly 32 bytes.</exception>
    public static Hash256 FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(Convert.ToHexStringLower(bytes))
        : throw new FormatException($"A hash has {Length} bytes, this has {bytes.Length}.");

    /// <exception cref="FormatException">when the text is not 0x and 64 hex digits.</exception>
    public static Hash256 Parse(string text) => FromBytes(HexData.Parse(text));

    public byte[] ToBytes() => Convert.FromHexString(Hex);

    public override string ToString() => "0x" + Hex;
}
