namespace MedLedger.Chain.Encoding;

/// <summary>JSON-RPC's "unformatted data": 0x and an even number of hex digits.</summary>
internal static class HexData
{
    public static string Format(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <exception cref="FormatException">when the text is anything else.</exception>
    public static byte[] Parse(string? text) => TryParse(text, out var bytes)
        ? bytes
        : throw new FormatException("Data is 0x and an even number of hex digits.");

    public static bool TryParse(string? text, out byte[] bytes)
    {
        bytes = [];
        if (text is null || !text.StartsWith("0x", StringComparison.Ordinal)) return false;
        var digits = text.AsSpan(2);
        if (digits.Length % 2 != 0 || !digits.ContainsOnlyHex()) return false;
        bytes = Convert.FromHexString(digits);
        return true;
    }

    public static bool ContainsOnlyHex(this ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
            if (!char.IsAsciiHexDigit(digit)) return false;
        return true;
    }
}
