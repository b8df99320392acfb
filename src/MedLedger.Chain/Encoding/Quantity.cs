using System.Globalization;

namespace MedLedger.Chain.Encoding;

/// <summary>JSON-RPC's "quantity": 0x and hex digits without leading zeros; zero is 0x0.</summary>
internal static class Quantity
{
    public static string Format(UInt128 value) =>
        value == 0 ? "0x0" : "0x" + value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');

    /// <exception cref="FormatException">when the text is no quantity or does not fit.</exception>
    public static UInt128 Parse(string? text)
    {
        if (text is not { Length: > 2 and <= 34 } || !text.StartsWith("0x", StringComparison.Ordinal)
            || !text.AsSpan(2).ContainsOnlyHex() || (text.Length > 3 && text[2] == '0'))
            throw new FormatException("A quantity is 0x and up to 32 hex digits without leading zeros.");
        return UInt128.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    public static ulong ParseUInt64(string? text)
    {
        var value = Parse(text);
        return value <= ulong.MaxValue ? (ulong)value : throw new FormatException("This quantity is larger than 64 bits.");
    }
}
