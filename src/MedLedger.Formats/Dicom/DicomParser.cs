using System.Buffers.Binary;
using System.Text;

namespace MedLedger.Formats.Dicom;

/// <summary>Reads elements one after another (PS3.5, section 7). Bounded in depth and number; stops where the bytes stop making sense.</summary>
internal sealed class DicomParser
{
    private const int MaxDepth = 32;
    private const int MaxElements = 200_000;
    private const uint Undefined = 0xFFFF_FFFF;
    private static readonly HashSet<string> LongForms = new(StringComparer.Ordinal) { "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV" };
    private static readonly HashSet<string> ShortForms = new(StringComparer.Ordinal) { "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM", "UI", "UL", "US" };

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly DicomEncoding _encoding;
    private int _elements;
    private int _at;

    public DicomParser(ReadOnlyMemory<byte> bytes, DicomEncoding encoding)
    {
        _bytes = bytes;
        _encoding = encoding;
        Root = new(null, encoding == DicomEncoding.ExplicitBig);
    }

    public DicomDataSet Root { get; }

    public bool BreaksOff { get; private set; }

    public void Read() => ReadInto(Root, _bytes.Length, _encoding, 0);

    /// <summary>Reads the file meta information (group 0002) and gives the place behind it.</summary>
    public int ReadMeta(int at)
    {
        _at = at;
        while (_at + 8 <= _bytes.Length && Group(_at) == 0x0002)
        {
            var start = _at;
            if (ReadElement(Root, _bytes.Length, DicomEncoding.ExplicitLittle, 0) is { } element) Root.Add(element);
            if (BreaksOff || _at <= start) return start;
        }

        return _at;
    }

    private void ReadInto(DicomDataSet set, int end, DicomEncoding encoding, int depth)
    {
        while (_at < end && !BreaksOff)
        {
            if (ReadElement(set, end, encoding, depth) is not { } element) return;
            set.Add(element);
        }
    }

    // Null at a delimiter, and where the data breaks off.
    private DicomElement? ReadElement(DicomDataSet set, int end, DicomEncoding encoding, int depth)
    {
        if (++_elements > MaxElements) throw new InvalidDataException("The data set has too many elements.");
        if (_at + 8 > end) return Stop();
        var tag = Tag(_at, encoding);
        _at += 4;
        if (tag is DicomTags.ItemEnd or DicomTags.SequenceEnd)
        {
            _at += 4;
            return null;
        }

        if (Length(encoding, end, out var vr) is not { } length) return Stop();
        if (length == Undefined) return ReadUndefined(set, tag, vr, end, encoding, depth);
        if (length > (uint)(end - _at))
        {
            // Cut off in the middle of a value: of text what is there may mislead, of pixels nobody reads the rest.
            BreaksOff = true;
            _at = end;
            return null;
        }

        var value = _bytes.Slice(_at, (int)length);
        if (tag != DicomTags.PixelData && (vr == "SQ" || (vr is null or "UN" && StartsWithItem(value.Span, encoding))))
            return ReadItems(set, tag, _at + (int)length, vr == "UN" ? DicomEncoding.ImplicitLittle : encoding, depth);
        _at += (int)length;
        return new(tag, vr, value);
    }

    private DicomElement? ReadUndefined(DicomDataSet set, uint tag, string? vr, int end, DicomEncoding encoding, int depth)
    {
        if (tag == DicomTags.PixelData || vr is "OB" or "OW") return ReadFragments(tag, vr, end, encoding);
        // UN of undefined length is a sequence in implicit little endian (PS3.5, section 6.2.2, note 2).
        return ReadItems(set, tag, end, vr == "UN" ? DicomEncoding.ImplicitLittle : encoding, depth);
    }

    private DicomElement ReadItems(DicomDataSet around, uint tag, int end, DicomEncoding encoding, int depth)
    {
        if (depth >= MaxDepth) throw new InvalidDataException("The data set is nested too deep.");
        var items = new List<DicomDataSet>();
        while (_at + 8 <= end && !BreaksOff)
        {
            var marker = Tag(_at, encoding);
            var length = Word(_at + 4, encoding);
            if (marker == DicomTags.SequenceEnd)
            {
                _at += 8;
                break;
            }

            if (marker != DicomTags.Item)
            {
                BreaksOff = true;
                break;
            }

            _at += 8;
            var item = new DicomDataSet(around, encoding == DicomEncoding.ExplicitBig);
            var itemEnd = length == Undefined || length > (uint)(end - _at) ? end : _at + (int)length;
            BreaksOff = length != Undefined && length > (uint)(end - _at);
            ReadInto(item, itemEnd, encoding, depth + 1);
            if (length != Undefined && !BreaksOff) _at = itemEnd;
            items.Add(item);
            if (items.Count + _elements > MaxElements) throw new InvalidDataException("The data set has too many items.");
        }

        return new(tag, "SQ", ReadOnlyMemory<byte>.Empty, items);
    }

    private DicomElement ReadFragments(uint tag, string? vr, int end, DicomEncoding encoding)
    {
        var fragments = new List<ReadOnlyMemory<byte>>();
        while (_at + 8 <= end)
        {
            var marker = Tag(_at, encoding);
            var length = Word(_at + 4, encoding);
            _at += 8;
            if (marker == DicomTags.SequenceEnd) return new(tag, vr, ReadOnlyMemory<byte>.Empty, null, fragments.Skip(1).ToList());
            if (marker != DicomTags.Item || length > (uint)(end - _at)) break;
            fragments.Add(_bytes.Slice(_at, (int)length));
            _at += (int)length;
        }

        BreaksOff = true;
        return new(tag, vr, ReadOnlyMemory<byte>.Empty, null, fragments.Skip(1).ToList());
    }

    // Leaves the position at the value. A value representation that is none means that this element was written without one.
    private uint? Length(DicomEncoding encoding, int end, out string? vr)
    {
        vr = null;
        if (encoding == DicomEncoding.ImplicitLittle || !IsRepresentation(_at, out var stated))
        {
            var plain = Word(_at, encoding);
            _at += 4;
            return plain;
        }

        vr = stated;
        var isLong = LongForms.Contains(stated) || (!ShortForms.Contains(stated) && _bytes.Span[_at + 2] == 0 && _bytes.Span[_at + 3] == 0);
        if (!isLong)
        {
            var word = Half(_at + 2, encoding);
            _at += 4;
            return word;
        }

        if (_at + 8 > end) return null;
        var length = Word(_at + 4, encoding);
        _at += 8;
        return length;
    }

    private bool IsRepresentation(int at, out string vr)
    {
        var span = _bytes.Span;
        vr = Encoding.ASCII.GetString(span.Slice(at, 2));
        return char.IsAsciiLetterUpper(vr[0]) && char.IsAsciiLetterUpper(vr[1]);
    }

    private static bool StartsWithItem(ReadOnlySpan<byte> value, DicomEncoding encoding) =>
        value.Length >= 8 && (encoding == DicomEncoding.ExplicitBig ? value.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0xE0, 0x00]) : value.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF, 0x00, 0xE0]));

    private DicomElement? Stop()
    {
        // Padding behind the last element is allowed to be odd.
        BreaksOff = true;
        return null;
    }

    private ushort Group(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Span[at..]);

    private uint Tag(int at, DicomEncoding encoding) => ((uint)Half(at, encoding) << 16) | Half(at + 2, encoding);

    private ushort Half(int at, DicomEncoding encoding) => encoding == DicomEncoding.ExplicitBig
        ? BinaryPrimitives.ReadUInt16BigEndian(_bytes.Span[at..])
        : BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Span[at..]);

    private uint Word(int at, DicomEncoding encoding) => encoding == DicomEncoding.ExplicitBig
        ? BinaryPrimitives.ReadUInt32BigEndian(_bytes.Span[at..])
        : BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Span[at..]);
}
