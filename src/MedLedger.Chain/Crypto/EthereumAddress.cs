using System.Text.Json;
using System.Text.Json.Serialization;
using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.Crypto;

/// <summary>An account or contract: 20 bytes, written with the checksum of ERC-55.</summary>
[JsonConverter(typeof(EthereumAddressJson))]
public readonly record struct EthereumAddress
{
    public const int Length = 20;

    private readonly string? _hex;

    private EthereumAddress(string hex) => _hex = hex;

    public static EthereumAddress Zero => default;

    public bool IsZero => Hex.AsSpan().IndexOfAnyExcept('0') < 0;

    private string Hex => _hex ?? new string('0', Length * 2);

    /// <exception cref="FormatException">when the span does not hold exactly 20 bytes.</exception>
    public static EthereumAddress FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(Convert.ToHexStringLower(bytes))
        : throw new FormatException($"An address has {Length} bytes, this has {bytes.Length}.");

    /// <summary>Reads 0x and 40 hex digits; where upper and lower case are mixed, the ERC-55 checksum must hold.</summary>
    public static bool TryParse(string? text, out EthereumAddress address)
    {
        address = default;
        if (text is not { Length: 42 } || !text.StartsWith("0x", StringComparison.Ordinal) || !text.AsSpan(2).ContainsOnlyHex()) return false;
        var read = new EthereumAddress(text[2..].ToLowerInvariant());
        var mixed = text.AsSpan(2).ContainsAnyInRange('a', 'f') && text.AsSpan(2).ContainsAnyInRange('A', 'F');
        if (mixed && read.ToString() != text) return false;
        address = read;
        return true;
    }

    /// <exception cref="FormatException">when the text is no address or its checksum is wrong.</exception>
    public static EthereumAddress Parse(string text) => TryParse(text, out var address)
        ? address
        : throw new FormatException("An address is 0x and 40 hex digits, with a correct ERC-55 checksum where cases are mixed.");

    /// <summary>The address that a contract gets when <paramref name="sender"/> creates it (yellow paper, section 7).</summary>
    public static EthereumAddress OfContract(EthereumAddress sender, ulong nonce) =>
        FromBytes(Keccak256.Hash(Rlp.List(Rlp.Text(sender.ToBytes()), Rlp.Integer(nonce))).ToBytes().AsSpan(12));

    internal static EthereumAddress OfPublicKey(ReadOnlySpan<byte> publicKey) =>
        FromBytes(Keccak256.Hash(publicKey).ToBytes().AsSpan(12));

    public byte[] ToBytes() => Convert.FromHexString(Hex);

    /// <summary>With the ERC-55 checksum: a letter is upper case where the hash of the lower-case text has a nibble of 8 or more.</summary>
    public override string ToString()
    {
        var checksum = Keccak256.Hash(Hex).ToString().AsSpan(2);
        var text = Hex.ToCharArray();
        for (var i = 0; i < text.Length; i++)
            if (checksum[i] >= '8') text[i] = char.ToUpperInvariant(text[i]);
        return "0x" + new string(text);
    }
}

internal sealed class EthereumAddressJson : JsonConverter<EthereumAddress>
{
    public override EthereumAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EthereumAddress.TryParse(reader.GetString(), out var address) ? address : throw new JsonException("An address is 0x and 40 hex digits.");

    public override void Write(Utf8JsonWriter writer, EthereumAddress value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
