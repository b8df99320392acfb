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

    private static readonly JsonReaderOptions Options = new()
    {
        MaxDepth = StrictJson.MaxDepth,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
    };

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
        var reader = new Utf8JsonReader(_utf8.Span, Options);
        var name = default(Name);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = TakeName(ref reader);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Close((int)reader.BytesConsumed);
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    _open[_depth] = _count;
                    _firstMark[_depth++] = _marksCount;
                    break;
            }

            Add(ref reader, name);
            name = default;
        }
    }

    // What holds others gets its length, and its next sibling, where it ends.
    private void Close(int end)
    {
        ref var opened = ref _rows[_open[--_depth]];
        opened.Next = _count;
        opened.Length = end - opened.Start;
        _marksCount = _firstMark[_depth];
        _many[_depth] = null;
    }

    private void Add(ref readonly Utf8JsonReader reader, Name name)
    {
        var kind = KindOf(reader.TokenType);
        var start = (int)reader.TokenStartIndex;
        Add(new()
        {
            Start = kind == JsonValueKind.String ? start + 1 : start,
            Length = reader.ValueSpan.Length,
            Next = _count + 1,
            Kind = kind,
            IsEscaped = reader.ValueIsEscaped,
            NameStart = name.Start,
            NameLength = name.Length,
            IsNameEscaped = name.IsEscaped,
        });
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

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
    private Name TakeName(ref readonly Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (reader.ValueIsEscaped) name = (_unescapedNames ??= [])[_count] = Unescaped(in reader);
        TakeOnce(name);
        return new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
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

    private static byte[] Unescaped(ref readonly Utf8JsonReader reader)
    {
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
