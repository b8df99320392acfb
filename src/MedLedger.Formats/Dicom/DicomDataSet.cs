using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MedLedger.Formats.Dicom;

/// <summary>A data set or an item of a sequence. Missing elements read as missing.</summary>
public sealed class DicomDataSet
{
    private readonly Dictionary<uint, DicomElement> _elements = [];
    private readonly DicomDataSet? _around;
    private readonly bool _bigEndian;

    internal DicomDataSet(DicomDataSet? around, bool bigEndian)
    {
        _around = around;
        _bigEndian = bigEndian;
    }

    public int Count => _elements.Count;

    public DicomElement? this[uint tag] => _elements.GetValueOrDefault(tag);

    /// <summary>The character sets that hold here (PS3.3, C.12.1.1.2): an item inherits those around it.</summary>
    private IReadOnlyList<string> CharacterSets => _elements.TryGetValue(DicomTags.SpecificCharacterSet, out var element)
        ? Encoding.ASCII.GetString(element.Value.Span).Split('\\').Select(name => name.Trim(' ', '\0')).ToList()
        : _around?.CharacterSets ?? [];

    // The first of two elements with one tag counts; a second is an error of the sender or an attempt to show two readers two values.
    internal void Add(DicomElement element) => _elements.TryAdd(element.Tag, element);

    /// <summary>The first value as text, trimmed; null when missing or empty.</summary>
    public string? Text(uint tag) => Values(tag).FirstOrDefault();

    /// <summary>The whole value as text: of text that may hold a backslash.</summary>
    public string? WholeText(uint tag)
    {
        if (this[tag] is not { } element || element.Items.Count > 0) return null;
        var text = DicomText.Decode(element.Value.Span, CharacterSets).Trim(' ', '\0', '\r', '\n', '\t');
        return text.Length == 0 ? null : text;
    }

    public IEnumerable<string> Values(uint tag) =>
        WholeText(tag)?.Split('\\').Select(value => value.Trim(' ', '\0')).Where(value => value.Length > 0) ?? [];

    public ushort? Number(uint tag) => this[tag] is { Value.Length: >= 2 } element
        ? _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(element.Value.Span) : BinaryPrimitives.ReadUInt16LittleEndian(element.Value.Span)
        : null;

    public uint? LongNumber(uint tag) => this[tag] is { Value.Length: >= 4 } element
        ? _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(element.Value.Span) : BinaryPrimitives.ReadUInt32LittleEndian(element.Value.Span)
        : null;

    /// <summary>A decimal string (DS); null when it is none or does not fit.</summary>
    public decimal? Decimal(uint tag) =>
        decimal.TryParse(Text(tag), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The first item of a sequence.</summary>
    public DicomDataSet? FirstItem(uint tag) => Items(tag) is [var first, ..] ? first : null;

    public IReadOnlyList<DicomDataSet> Items(uint tag) => this[tag]?.Items ?? [];
}
