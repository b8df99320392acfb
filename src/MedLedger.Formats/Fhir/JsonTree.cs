using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MedLedger.Formats.Fhir;

/// <summary>
/// A JSON document as a flat table of its values over the bytes they stand in: a row for each value in the order of the text, children
/// behind their parent, and each row knowing where its next sibling stands. Nothing is decoded before somebody asks for it.
/// </summary>
/// <remarks>The bytes must stay as they are, and the elements count, until it is disposed.</remarks>
public sealed class JsonTree : IDisposable
{
    private readonly Dictionary<int, byte[]>? _unescapedNames;
    private readonly int _count;
    private Row[] _rows;

    internal JsonTree(ReadOnlyMemory<byte> utf8, Row[] rows, int count, Dictionary<int, byte[]>? unescapedNames)
    {
        Utf8 = utf8;
        _rows = rows;
        _count = count;
        _unescapedNames = unescapedNames;
    }

    /// <summary>The document itself.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    public FhirElement Root => new(this, 0);

    public void Dispose()
    {
        if (_rows.Length > 0) ArrayPool<Row>.Shared.Return(_rows);
        _rows = [];
    }

    internal JsonValueKind Kind(int row) => Rows[row].Kind;

    /// <summary>The bytes of a value; of a string, what stands between the quotes.</summary>
    internal ReadOnlySpan<byte> Raw(int row) => Utf8.Span.Slice(Rows[row].Start, Rows[row].Length);

    /// <summary>The row of an object's property, or -1.</summary>
    internal int Property(int parent, string name)
    {
        var rows = Rows;
        var utf8 = Utf8.Span;
        for (var row = parent + 1; row < rows[parent].Next; row = rows[row].Next)
        {
            ref readonly var at = ref rows[row];
            if (at.IsNameEscaped ? _unescapedNames![row].AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(name)) : at.NameLength == name.Length && Ascii.Equals(utf8.Slice(at.NameStart, at.NameLength), name)) return row;
        }

        return -1;
    }

    /// <summary>The row behind a value and all that is in it: that of its next sibling, or the end of its parent.</summary>
    internal int Next(int row) => Rows[row].Next;

    /// <exception cref="InvalidOperationException">when the string holds a lone surrogate, which has no text.</exception>
    internal string String(int row)
    {
        ref readonly var at = ref Rows[row];
        var raw = Utf8.Span.Slice(at.Start, at.Length);
        if (!at.IsEscaped) return Encoding.UTF8.GetString(raw);
        // With its quotes it is a document of its own, and the platform's reader knows all escapes.
        var reader = new Utf8JsonReader(Utf8.Span.Slice(at.Start - 1, at.Length + 2));
        reader.Read();
        return reader.GetString()!;
    }

    private ReadOnlySpan<Row> Rows => _rows.Length > 0 ? _rows.AsSpan(0, _count) : throw new ObjectDisposedException(nameof(JsonTree));

    internal struct Row
    {
        public int Start;
        public int Length;
        public int Next;
        public int NameStart;
        public int NameLength;
        public JsonValueKind Kind;
        public bool IsEscaped;
        public bool IsNameEscaped;
    }
}
