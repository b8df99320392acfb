using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedLedger.Domain.Content;

/// <summary>A SHA-256 digest (FIPS 180-4): 32 bytes, written as 64 lower-case hex digits.</summary>
[JsonConverter(typeof(Sha256DigestJson))]
public readonly record struct Sha256Digest : IComparable<Sha256Digest>
{
    public const int Length = 32;

    private readonly string? _hex;

    private Sha256Digest(string hex) => _hex = hex;

    /// <summary>64 lower-case hex digits; all zeros for the default value.</summary>
    public string Hex => _hex ?? new string('0', Length * 2);

    public static Sha256Digest Of(ReadOnlySpan<byte> bytes) => FromBytes(SHA256.HashData(bytes));

    /// <exception cref="FormatException">when the span does not hold exactly 32 bytes.</exception>
    public static Sha256Digest FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(Convert.ToHexStringLower(bytes))
        : throw new FormatException($"A SHA-256 digest has {Length} bytes, this has {bytes.Length}.");

    /// <exception cref="FormatException">when the text is not 64 hex digits.</exception>
    public static Sha256Digest Parse(string hex) => FromBytes(Convert.FromHexString(hex));

    public byte[] ToBytes() => Convert.FromHexString(Hex);

    public int CompareTo(Sha256Digest other) => string.CompareOrdinal(Hex, other.Hex);

    public static bool operator <(Sha256Digest left, Sha256Digest right) => left.CompareTo(right) < 0;

    public static bool operator >(Sha256Digest left, Sha256Digest right) => left.CompareTo(right) > 0;

    public static bool operator <=(Sha256Digest left, Sha256Digest right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Sha256Digest left, Sha256Digest right) => left.CompareTo(right) >= 0;

    public override string ToString() => Hex;
}

internal sealed class Sha256DigestJson : JsonConverter<Sha256Digest>
{
    public override Sha256Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Sha256Digest.Parse(reader.GetString() ?? throw new JsonException("A digest is a string of 64 hex digits."));

    public override void Write(Utf8JsonWriter writer, Sha256Digest value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Hex);
}
