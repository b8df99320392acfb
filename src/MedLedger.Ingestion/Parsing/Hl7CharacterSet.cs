using System.Text;

namespace MedLedger.Ingestion.Parsing;

/// <summary>The characters of an HL7 v2 message: what MSH-18 names (table 0211), unless the bytes are valid UTF-8 anyway or it names nothing.</summary>
internal static class Hl7CharacterSet
{
    private static readonly Dictionary<string, int> CodePages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["8859/2"] = 28592,
        ["8859/3"] = 28593,
        ["8859/4"] = 28594,
        ["8859/5"] = 28595,
        ["8859/6"] = 28596,
        ["8859/7"] = 28597,
        ["8859/8"] = 28598,
        ["8859/9"] = 28599,
        ["8859/15"] = 28605,
        ["GB 18030-2000"] = 54936,
        ["KS X 1001"] = 51949,
        ["BIG-5"] = 950,
        ["CNS 11643-1992"] = 950,
    };

    public static string? Decode(byte[] bytes)
    {
        if (TextFile.Decode(bytes) is not { } text || IsUtf8(bytes) || Named(text) is not { } page) return TextFile.Decode(bytes);
        return (CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page)).GetString(bytes);
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);

    private static int? Named(string text)
    {
        var header = text[Math.Max(0, text.IndexOf("MSH", StringComparison.Ordinal))..].Split('\r', '\n')[0];
        if (header.Length < 4) return null;
        var fields = header.Split(header[3]);
        return fields.Length > 17 && CodePages.TryGetValue(fields[17].Split('~')[0].Trim(), out var page) ? page : null;
    }
}
