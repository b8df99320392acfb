namespace MedLedger.Vault.Keys;

/// <summary>Names the data key of one sealed record: 128 random bits, 32 lower-case hex digits. Not secret.</summary>
public readonly record struct RecordKeyId
{
    public const int Length = 16;

    private readonly string? _value;

    private RecordKeyId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("This record key id was never assigned.");

    /// <exception cref="FormatException">when the span does not hold exactly 16 bytes.</exception>
    public static RecordKeyId FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(Convert.ToHexStringLower(bytes))
        : throw new FormatException($"A record key id has {Length} bytes, this has {bytes.Length}.");

    internal static RecordKeyId New(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[Length];
        random.Fill(bytes);
        return FromBytes(bytes);
    }

    public byte[] ToBytes() => Convert.FromHexString(Value);

    public override string ToString() => _value ?? "";
}
