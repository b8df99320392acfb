using System.Globalization;
using System.Numerics;
using System.Text.Json;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.TypedData;

/// <summary>One value as one word (EIP-712, definition of encodeData). Each type takes one notation, or two that cannot be confused.</summary>
internal static class AtomicValue
{
    // Beyond this JavaScript wallets round a JSON number; such values are written as text.
    private const long LargestExactNumber = (1L << 53) - 1;
    private const int LongestNumber = 80;

    public static byte[] Encode(string type, JsonElement value, string where) => type switch
    {
        "string" => Keccak256.Hash(Text(value, where)).ToBytes(),
        "bytes" => Keccak256.Hash(Bytes(value, where)).ToBytes(),
        "bool" => Abi.Word(value.ValueKind switch
        {
            JsonValueKind.True => 1UL,
            JsonValueKind.False => 0UL,
            _ => throw new TypedDataException($"'{where}' is neither true nor false."),
        }),
        "address" => EthereumAddress.TryParse(Text(value, where), out var address)
            ? Abi.Word(address)
            : throw new TypedDataException($"'{where}' is no address."),
        _ when TypeName.FixedBytes(type) is { } length => Padded(Bytes(value, where), length, where),
        _ when TypeName.Bits(type, "uint") is { } bits => Word(Integer(value, where), BigInteger.Zero, (BigInteger.One << bits) - 1, where),
        _ when TypeName.Bits(type, "int") is { } bits => Word(Integer(value, where), -(BigInteger.One << (bits - 1)), (BigInteger.One << (bits - 1)) - 1, where),
        _ => throw new TypedDataException($"'{where}' has the unknown type '{type}'."),
    };

    private static string Text(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new TypedDataException($"'{where}' is no text.");

    private static byte[] Bytes(JsonElement value, string where) =>
        HexData.TryParse(Text(value, where), out var bytes) ? bytes : throw new TypedDataException($"'{where}' is not 0x and an even number of hex digits.");

    private static byte[] Padded(byte[] bytes, int length, string where) => bytes.Length == length
        ? [.. bytes, .. new byte[Abi.WordLength - length]]
        : throw new TypedDataException($"'{where}' does not have exactly {length} bytes.");

    private static BigInteger Integer(JsonElement value, string where)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.TryGetInt64(out var number) && Math.Abs(number) <= LargestExactNumber
                ? number
                : throw new TypedDataException($"'{where}' is no whole number that every wallet reads alike; write it as text.");

        var text = Text(value, where);
        if (text.Length <= LongestNumber)
        {
            if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) && !text.StartsWith('+')) return parsed;
            if (text.Length > 2 && text.StartsWith("0x", StringComparison.Ordinal) && text.AsSpan(2).ContainsOnlyHex())
                return BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        throw new TypedDataException($"'{where}' is no whole number.");
    }

    private static byte[] Word(BigInteger value, BigInteger least, BigInteger greatest, string where)
    {
        if (value < least || value > greatest) throw new TypedDataException($"'{where}' does not fit its type.");
        var word = new byte[Abi.WordLength];
        if (value.Sign < 0) word.AsSpan().Fill(0xFF);
        var digits = value.ToByteArray(isUnsigned: value.Sign >= 0, isBigEndian: true);
        digits.CopyTo(word.AsSpan(Abi.WordLength - digits.Length));
        return word;
    }
}
