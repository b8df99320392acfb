using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace MedLedger.Formats.Fhir;

/// <summary>Puts the rows of a <see cref="JsonTree"/> down in one pass over the text, and finds names that an object has twice.</summary>
internal ref struct JsonTreeBuilder
{
    // Above this many properties an object's names are kept in a set; below, comparing their marks is faster.
    private const int Few = 32;

    private readonly ReadOnlyMemory<byte> _utf8;
    private JsonTree.Row[] _rows;
    private int _count;
    private Dictionary<int, byte[]>? _unescapedNames;
    // The values that are open: their rows, where the marks of their names begin, and the names of those with many.
    private readonly Span<int> _open;
    private readonly Span<int> _firstMark;
    private readonly HashSet<string>?[] _many = new HashSet<string>?[StrictJson.MaxDepth + 1];
    private int _depth;
    private ulong[] _marks = new ulong[Few * 8];
    private int _marksCount;

    private JsonTreeBuilder(ReadOnlyMemory<byte> utf8, Span<int> open, Span<int> firstMark)
    {
        _utf8 = utf8;
        _open = open;
        _firstMark = firstMark;
        // An indented export has a value in about thirty bytes.
        _rows = ArrayPool<JsonTree.Row>.Shared.Rent(Math.Max(64, utf8.Length / 24));
    }

    /// <exception cref="JsonException">when the bytes are not one JSON value within the limits.</exception>
    public static JsonTree Build(ReadOnlyMemory<byte> utf8)
    {
        var builder = new JsonTreeBuilder(utf8, stackalloc int[StrictJson.MaxDepth + 1], stackalloc int[StrictJson.MaxDepth + 1]);
        try
        {
            builder.Read();
            return new(utf8, builder._rows, builder._count, builder._unescapedNames);
        }
        catch
        {
            ArrayPool<JsonTree.Row>.Shared.Return(builder._rows);
            throw;
        }
    }

    private void Read()
    {
        var scanner = new JsonScanner(_utf8.Span);
        var name = default(Name);
        while (true)
        {
            // One value, or the beginning of one that holds others.
            if (Value(ref scanner, name) && scanner.Peek() is var inside && inside != Closing)
            {
                name = IsInObject ? TakeName(ref scanner) : default;
                continue;
            }

            // Then what holds it goes on, or ends, and so may what holds that.
            while (_depth > 0 && scanner.Peek() == Closing) Close(ref scanner);
            if (_depth == 0) break;
            if (scanner.Peek() != ',') throw scanner.Broken();
            scanner.Step();
            name = IsInObject ? TakeName(ref scanner) : default;
        }

        if (scanner.Peek() != 0 || !scanner.IsAtEnd) throw scanner.Broken();
    }

    private readonly bool IsInObject => _rows[_open[_depth - 1]].Kind == JsonValueKind.Object;

    private readonly byte Closing => (byte)(IsInObject ? '}' : ']');

    // True where it holds others.
    private bool Value(ref JsonScanner scanner, Name name)
    {
        switch (scanner.Peek())
        {
            case (byte)'{':
                Open(ref scanner, JsonValueKind.Object, name);
                return true;
            case (byte)'[':
                Open(ref scanner, JsonValueKind.Array, name);
                return true;
            case (byte)'"':
                var (start, length, isEscaped) = scanner.String();
                Add(new() { Start = start, Length = length, Next = _count + 1, Kind = JsonValueKind.String, IsEscaped = isEscaped, NameStart = name.Start, NameLength = name.Length, IsNameEscaped = name.IsEscaped });
                return false;
            case (byte)'t':
                Add(scanner.Word("true"u8), JsonValueKind.True, name);
                return false;
            case (byte)'f':
                Add(scanner.Word("false"u8), JsonValueKind.False, name);
                return false;
            case (byte)'n':
                Add(scanner.Word("null"u8), JsonValueKind.Null, name);
                return false;
            default:
                Add(scanner.Number(), JsonValueKind.Number, name);
                return false;
        }
    }

    private void Open(ref JsonScanner scanner, JsonValueKind kind, Name name)
    {
        if (_depth == StrictJson.MaxDepth) throw new JsonException($"More than {StrictJson.MaxDepth} levels.");
        _open[_depth] = _count;
        _firstMark[_depth++] = _marksCount;
        Add((scanner.At, 0), kind, name);
        scanner.Step();
    }

    private void Close(ref JsonScanner scanner)
    {
        scanner.Step();
        ref var opened = ref _rows[_open[--_depth]];
        opened.Next = _count;
        opened.Length = scanner.At - opened.Start;
        _marksCount = _firstMark[_depth];
        _many[_depth] = null;
    }

    private void Add((int Start, int Length) value, JsonValueKind kind, Name name) =>
        Add(new() { Start = value.Start, Length = value.Length, Next = _count + 1, Kind = kind, NameStart = name.Start, NameLength = name.Length, IsNameEscaped = name.IsEscaped });

    private void Add(JsonTree.Row row)
    {
        if (_count == _rows.Length)
        {
            var more = ArrayPool<JsonTree.Row>.Shared.Rent(_rows.Length * 2);
            _rows.CopyTo(more, 0);
            ArrayPool<JsonTree.Row>.Shared.Return(_rows);
            _rows = more;
        }

        _rows[_count++] = row;
    }

    // Two parsers that disagree on which duplicate wins would show two different patients (RFC 8259, section 4).
    private Name TakeName(ref JsonScanner scanner)
    {
        if (scanner.Peek() != '"') throw scanner.Broken();
        var (start, length, isEscaped) = scanner.String();
        if (scanner.Peek() != ':') throw scanner.Broken();
        scanner.Step();
        var name = _utf8.Span.Slice(start, length);
        if (isEscaped) name = (_unescapedNames ??= [])[_count] = Unescaped(_utf8.Span.Slice(start - 1, length + 2));
        TakeOnce(name);
        return new(start, length, isEscaped);
    }

    private void TakeOnce(ReadOnlySpan<byte> name)
    {
        var first = _firstMark[_depth - 1];
        if (_many[_depth - 1] is { } many)
        {
            if (!many.Add(Encoding.UTF8.GetString(name))) throw Twice(name);
            return;
        }

        var mark = Mark(name);
        if (_marks.AsSpan(first, _marksCount - first).Contains(mark) && IsKnown(name)) throw Twice(name);
        if (_marksCount == _marks.Length) Array.Resize(ref _marks, _marks.Length * 2);
        _marks[_marksCount++] = mark;
        if (_marksCount - first == Few) _many[_depth - 1] = [.. Names(), Encoding.UTF8.GetString(name)];
    }

    // With its quotes it is a document of its own, and the platform's reader knows all escapes.
    private static byte[] Unescaped(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        try
        {
            return Encoding.UTF8.GetBytes(reader.GetString()!);
        }
        catch (InvalidOperationException lone)
        {
            throw new JsonException("A name holds a lone surrogate.", lone);
        }
    }

    // Length, beginning and end: names of one object that share these are compared in full.
    private static ulong Mark(ReadOnlySpan<byte> name)
    {
        var ends = name.Length >= 4
            ? (ulong)BinaryPrimitives.ReadUInt32LittleEndian(name) << 32 | BinaryPrimitives.ReadUInt32LittleEndian(name[^4..])
            : name.Length switch { 0 => 0u, 1 => name[0], 2 => (ulong)(name[0] << 8 | name[1]), _ => (ulong)(name[0] << 16 | name[1] << 8 | name[2]) };
        return ends ^ (ulong)name.Length << 28;
    }

    private readonly bool IsKnown(ReadOnlySpan<byte> name)
    {
        for (var row = _open[_depth - 1] + 1; row < _count; row = _rows[row].Next)
            if (NameOf(row).SequenceEqual(name)) return true;
        return false;
    }

    private readonly List<string> Names()
    {
        var names = new List<string>();
        for (var row = _open[_depth - 1] + 1; row < _count; row = _rows[row].Next) names.Add(Encoding.UTF8.GetString(NameOf(row)));
        return names;
    }

    private readonly ReadOnlySpan<byte> NameOf(int row) =>
        _rows[row].IsNameEscaped ? _unescapedNames![row] : _utf8.Span.Slice(_rows[row].NameStart, _rows[row].NameLength);

    private static JsonException Twice(ReadOnlySpan<byte> name) => new($"The name \"{Encoding.UTF8.GetString(name)}\" stands twice in one object.");

    private readonly record struct Name(int Start, int Length, bool IsEscaped);
}
