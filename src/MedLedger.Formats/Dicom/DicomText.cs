using System.Text;

namespace MedLedger.Formats.Dicom;

/// <summary>Text in the character sets of PS3.3, C.12.1.1.2, with the code extensions of ISO 2022 (PS3.5, section 6.1.2.5).</summary>
internal static class DicomText
{
    private const byte Escape = 0x1B;

    private static readonly Dictionary<string, int> CodePages = new(StringComparer.Ordinal)
    {
        ["100"] = 28591,
        ["101"] = 28592,
        ["109"] = 28593,
        ["110"] = 28594,
        ["144"] = 28595,
        ["127"] = 28596,
        ["126"] = 28597,
        ["138"] = 28598,
        ["148"] = 28599,
        ["203"] = 28605,
        ["13"] = 932,
        ["166"] = 874,
        ["192"] = 65001,
        ["149"] = 51949,
        ["58"] = 936,
        ["87"] = 51932,
        ["159"] = 51932,
    };

    // What an escape sequence switches to: a code page, and how bytes of the lower half become its own.
    private static readonly (byte[] Sequence, int CodePage, Half Half)[] Switches =
    [
        ("(B"u8.ToArray(), 20127, Half.AsIs), ("(J"u8.ToArray(), 20127, Half.AsIs), (")I"u8.ToArray(), 932, Half.AsIs), ("(I"u8.ToArray(), 932, Half.Raised),
        ("$B"u8.ToArray(), 51932, Half.Raised), ("$@"u8.ToArray(), 51932, Half.Raised), ("$(D"u8.ToArray(), 51932, Half.RaisedPairs), ("$)C"u8.ToArray(), 51949, Half.AsIs), ("$)A"u8.ToArray(), 936, Half.AsIs),
        ("-A"u8.ToArray(), 28591, Half.AsIs), ("-B"u8.ToArray(), 28592, Half.AsIs), ("-C"u8.ToArray(), 28593, Half.AsIs), ("-D"u8.ToArray(), 28594, Half.AsIs), ("-L"u8.ToArray(), 28595, Half.AsIs),
        ("-G"u8.ToArray(), 28596, Half.AsIs), ("-F"u8.ToArray(), 28597, Half.AsIs), ("-H"u8.ToArray(), 28598, Half.AsIs), ("-M"u8.ToArray(), 28599, Half.AsIs), ("-b"u8.ToArray(), 28605, Half.AsIs), ("-T"u8.ToArray(), 874, Half.AsIs),
    ];

    private enum Half
    {
        AsIs,

        /// <summary>Seven-bit bytes stand for the upper half (JIS X 0208, half-width katakana).</summary>
        Raised,

        /// <summary>The same, behind a single shift (JIS X 0212 in EUC).</summary>
        RaisedPairs,
    }

    public static string Decode(ReadOnlySpan<byte> bytes, IReadOnlyList<string> characterSets)
    {
        var first = Set(characterSets, bytes);
        if (bytes.IndexOf(Escape) < 0) return first.GetString(bytes);
        var text = new StringBuilder();
        var (encoding, half) = (first, Half.AsIs);
        for (var at = 0; at < bytes.Length;)
        {
            if (bytes[at] == Escape && Find(bytes[(at + 1)..]) is { } found)
            {
                (encoding, half) = (Page(found.CodePage), found.Half);
                at += 1 + found.Length;
                continue;
            }

            var end = at + 1;
            // Delimiters bring the first set back (PS3.5, section 6.1.2.5.3).
            while (end < bytes.Length && bytes[end] != Escape && !IsDelimiter(bytes[end - 1], half)) end++;
            text.Append(encoding.GetString(Raise(bytes[at..end], half)));
            if (IsDelimiter(bytes[end - 1], half)) (encoding, half) = (first, Half.AsIs);
            at = end;
        }

        return text.ToString();
    }

    private static bool IsDelimiter(byte value, Half half) => value is (byte)'\r' or (byte)'\n' or (byte)'\t' or (byte)'\f' || (half == Half.AsIs && value is (byte)'^' or (byte)'=' or (byte)'\\');

    private static (int CodePage, Half Half, int Length)? Find(ReadOnlySpan<byte> behindEscape)
    {
        foreach (var (sequence, codePage, half) in Switches)
            if (behindEscape.StartsWith(sequence)) return (codePage, half, sequence.Length);
        return null;
    }

    private static byte[] Raise(ReadOnlySpan<byte> bytes, Half half)
    {
        if (half == Half.AsIs) return bytes.ToArray();
        var raised = new List<byte>(bytes.Length * 2);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] <= 0x20)
            {
                raised.Add(bytes[i]);
                continue;
            }

            if (half == Half.RaisedPairs) raised.Add(0x8F);
            raised.Add((byte)(bytes[i] | 0x80));
            if (half == Half.RaisedPairs && i + 1 < bytes.Length) raised.Add((byte)(bytes[++i] | 0x80));
        }

        return [.. raised];
    }

    // The first set listed holds; where it is plain ASCII and the text is not, senders mean the last.
    private static Encoding Set(IReadOnlyList<string> sets, ReadOnlySpan<byte> bytes)
    {
        var named = sets.Count > 0 ? ByName(sets[0]) : null;
        if (named is null && bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 && bytes.IndexOf(Escape) < 0 && sets.Count > 0) named = ByName(sets[^1]);
        return named ?? Page(28591);
    }

    private static Encoding? ByName(string name) => name switch
    {
        "GB18030" => Page(54936),
        "GBK" => Page(936),
        _ => name.Split(' ', '_')[^1] is { Length: > 0 } number && CodePages.TryGetValue(number, out var page) ? Page(page) : null,
    };

    private static Encoding Page(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
}
