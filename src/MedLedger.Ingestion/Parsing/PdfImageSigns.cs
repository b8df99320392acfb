using System.IO.Compression;

namespace MedLedger.Ingestion.Parsing;

/// <summary>
/// Tells from the bytes of a PDF that it holds no picture, so that nobody needs to be asked for its images: most text documents are such.
/// Whatever cannot be told (an unknown filter, an encrypted file) counts as a picture.
/// </summary>
internal static class PdfImageSigns
{
    private const int MostInflated = 16 * 1024 * 1024;
    private const int LongestDictionary = 4096;

    public static bool MayHoldImages(byte[] pdf)
    {
        ReadOnlySpan<byte> bytes = pdf;
        // An image is a stream of its own, and the dictionary of a stream is never compressed (ISO 32000-1, 7.5.7). /ImageB in a ProcSet is none.
        if (Holds(bytes, "/Image"u8, IsPartOfName) || bytes.IndexOf("/Encrypt"u8) >= 0 || bytes.IndexOf("/#"u8) >= 0) return true;
        var inflated = 0;
        for (int at = 0, found; (found = bytes[at..].IndexOf("stream"u8)) >= 0;)
        {
            var start = at + found + "stream"u8.Length;
            at = start;
            if (start - 9 >= 0 && bytes[(start - 9)..].StartsWith("endstream"u8)) continue;
            var dictionary = bytes[Math.Max(0, start - LongestDictionary)..start];
            dictionary = dictionary[Math.Max(0, dictionary.LastIndexOf(" obj"u8))..];
            if (IsFont(dictionary)) continue;
            while (start < bytes.Length && bytes[start] is (byte)'\r' or (byte)'\n') start++;
            var plain = dictionary.IndexOf("/Filter"u8) < 0 ? bytes[start..Math.Min(bytes.Length, start + End(bytes[start..]))].ToArray() : Inflate(pdf, start, MostInflated - inflated);
            if (plain is null || HoldsInlineImage(plain)) return true;
            inflated += plain.Length;
            at = start + End(bytes[start..]);
        }

        return false;
    }

    private static int End(ReadOnlySpan<byte> stream) => stream.IndexOf("endstream"u8) is >= 0 and var end ? end : stream.Length;

    // Font programs are streams as well; they draw nothing by themselves.
    private static bool IsFont(ReadOnlySpan<byte> dictionary) =>
        dictionary.IndexOf("/Length1"u8) >= 0 || dictionary.IndexOf("/Type1C"u8) >= 0 || dictionary.IndexOf("/CIDFontType0C"u8) >= 0 || dictionary.IndexOf("/OpenType"u8) >= 0;

    // BI … ID … EI (ISO 32000-1, 8.9.7).
    private static bool HoldsInlineImage(ReadOnlySpan<byte> content) => Holds(content, "BI"u8, IsNoWhite) && Holds(content, "ID"u8, IsNoWhite);

    private static bool Holds(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> token, Func<byte, bool> goesOn)
    {
        for (int at = 0, found; (found = bytes[at..].IndexOf(token)) >= 0;)
        {
            at += found + token.Length;
            if (at >= bytes.Length || !goesOn(bytes[at])) return true;
        }

        return false;
    }

    private static bool IsPartOfName(byte value) => char.IsAsciiLetterOrDigit((char)value);

    private static bool IsNoWhite(byte value) => value is not (0 or 9 or 10 or 12 or 13 or 32);

    // Null where it is not deflated alone, is damaged or swells.
    private static byte[]? Inflate(byte[] pdf, int start, int most)
    {
        try
        {
            using var from = new ZLibStream(new MemoryStream(pdf, start, pdf.Length - start, writable: false), CompressionMode.Decompress);
            var buffer = new byte[64 * 1024];
            using var plain = new MemoryStream();
            for (int read; (read = from.Read(buffer)) > 0;)
            {
                if (plain.Length + read > most) return null;
                plain.Write(buffer, 0, read);
            }

            return plain.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
