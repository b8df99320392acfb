using System.Text;

namespace MedLedger.Ingestion.Parsing;

/// <summary>Bytes as text: UTF-8, UTF-16 with a byte order mark, else Windows-1252. The encoding is decided by validity, not guessed from words.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The text with its line ends as they are, without byte order mark; null when the bytes are not text.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Printable(Encoding.Unicode.GetString(bytes[2..]));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Printable(Encoding.BigEndianUnicode.GetString(bytes[2..]));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        string text;
        try
        {
            text = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            text = Windows1252.GetString(bytes);
        }

        return Printable(text);
    }

    /// <summary>Line ends as '\n', other control characters as blanks: what Page.Text holds.</summary>
    public static string Normalise(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                if (i + 1 >= text.Length || text[i + 1] != '\n') plain.Append('\n');
            }
            else if (c is '\f' or '\v' or '\u2028' or '\u2029')
            {
                plain.Append('\n');
            }
            else
            {
                plain.Append(char.IsControl(c) && c is not ('\n' or '\t') ? ' ' : c);
            }
        }

        return plain.ToString();
    }

    // A text file has next to no control characters; anything else that decodes has about one in eight.
    private static string? Printable(string text)
    {
        var odd = text.Count(c => char.IsControl(c) ? c is not ('\t' or '\n' or '\r' or '\f' or '\v' or '\u001a' or '\u001c' or '\u0085') : c is '\uFFFD' or '\uFFFF');
        return odd * 200L <= text.Length && !text.Contains('\0') ? text : null;
    }
}
