using System.Buffers;
using System.Text.Json;

namespace MedLedger.Formats.Fhir;

/// <summary>
/// Steps through the tokens of a JSON text that is all in memory and known to be UTF-8 (RFC 8259, to the letter). The reader of
/// the platform takes texts in pieces and counts their lines; for indented exports, half of which is blanks, that costs as much as all the rest.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> _blanks = SearchValues.Create(" \t\r\n"u8);

    // A string ends at its quote; a backslash and what is below a blank want a closer look.
    private static readonly SearchValues<byte> _inString = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Where the next token begins, once blanks are skipped.</summary>
    public int At { get; private set; }

    /// <summary>The first byte of the next token; 0, which begins none, at the end.</summary>
    public byte Peek()
    {
        if (At < _text.Length && _text[At] > ' ') return _text[At];
        var rest = _text[At..];
        var skipped = rest.IndexOfAnyExcept(_blanks);
        At += skipped < 0 ? rest.Length : skipped;
        return At < _text.Length ? _text[At] : (byte)0;
    }

    public readonly bool IsAtEnd => At == _text.Length;

    /// <summary>Steps over one byte that was seen.</summary>
    public void Step() => At++;

    /// <summary>Steps over a string and gives what stands between its quotes.</summary>
    public (int Start, int Length, bool IsEscaped) String()
    {
        var start = ++At;
        var isEscaped = false;
        while (true)
        {
            var next = _text[At..].IndexOfAny(_inString);
            if (next < 0) throw Broken();
            At += next;
            if (_text[At] == '"') return (start, At++ - start, isEscaped);
            if (_text[At] != '\\') throw Broken();
            isEscaped = true;
            Escape();
        }
    }

    /// <summary>Steps over a number.</summary>
    public (int Start, int Length) Number()
    {
        var start = At;
        if (Byte() == '-') At++;
        if (Byte() == '0') At++;
        else Digits();
        if (Byte() == '.')
        {
            At++;
            Digits();
        }

        if (Byte() is (byte)'e' or (byte)'E')
        {
            At++;
            if (Byte() is (byte)'+' or (byte)'-') At++;
            Digits();
        }

        return (start, At - start);
    }

    /// <summary>Steps over true, false or null.</summary>
    public (int Start, int Length) Word(ReadOnlySpan<byte> word)
    {
        if (!_text[At..].StartsWith(word)) throw Broken();
        At += word.Length;
        return (At - word.Length, word.Length);
    }

    public readonly JsonException Broken() => new($"The text is no JSON at byte {At}.");

    private readonly byte Byte() => At < _text.Length ? _text[At] : (byte)0;

    private void Digits()
    {
        var first = At;
        while (char.IsAsciiDigit((char)Byte())) At++;
        if (At == first) throw Broken();
    }

    private void Escape()
    {
        At++;
        switch (Byte())
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                At++;
                break;
            case (byte)'u':
                At++;
                for (var i = 0; i < 4; i++, At++)
                    if (!char.IsAsciiHexDigit((char)Byte())) throw Broken();
                break;
            default:
                throw Broken();
        }
    }
}
