using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MedLedger.Ledger.Entries;

/// <summary>
/// A flat JSON object with one possible spelling: RFC 8785 without numbers that have a fraction, without null, without nesting.
/// Reading accepts exactly what writing produces, so two verifiers can never disagree about what was committed to.
/// </summary>
internal sealed class CanonicalObject
{
    /// <summary>RFC 8785 section 3.2.2.3: beyond this, readers that use doubles disagree.</summary>
    private const long LargestInteger = (1L << 53) - 1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>RFC 8785 section 3.2.3 sorts by UTF-16 code units, which is ordinal order.</summary>
    private readonly SortedDictionary<string, object> _members = new(StringComparer.Ordinal);

    private readonly HashSet<string> _read = [];

    /// <summary>A null is left away: the format has no null.</summary>
    public void Add(string name, string? value)
    {
        if (value is not null) _members.Add(name, value);
    }

    public void Add(string name, long value) => _members.Add(name, value is >= -LargestInteger and <= LargestInteger
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "Integers stay within 53 bits."));

    public void Add(string name, long? value)
    {
        if (value is { } integer) Add(name, integer);
    }

    public void Add(string name, bool value) => _members.Add(name, value);

    public string Text(string name) => TextOrNull(name) ?? throw new FormatException($"The member '{name}' is missing.");

    public string? TextOrNull(string name) => Read(name) switch
    {
        null => null,
        string text => text,
        _ => throw new FormatException($"The member '{name}' is not a string."),
    };

    public long Integer(string name) => IntegerOrNull(name) ?? throw new FormatException($"The member '{name}' is missing.");

    public long? IntegerOrNull(string name) => Read(name) switch
    {
        null => null,
        long value => value,
        _ => throw new FormatException($"The member '{name}' is not an integer."),
    };

    /// <summary>A member that nobody reads would be a statement that nobody checks.</summary>
    public void RefuseUnread()
    {
        if (_members.Keys.FirstOrDefault(name => !_read.Contains(name)) is { } unknown)
            throw new FormatException($"The member '{unknown}' is not known here.");
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in _members)
        {
            if (text.Length > 1) text.Append(',');
            Quote(text, name);
            text.Append(':');
            if (value is string words) Quote(text, words);
            else if (value is bool flag) text.Append(flag ? "true" : "false");
            else text.Append(((long)value).ToString(CultureInfo.InvariantCulture));
        }

        return StrictUtf8.GetBytes(text.Append('}').ToString());
    }

    /// <exception cref="FormatException">when the bytes are not exactly what <see cref="ToBytes"/> writes.</exception>
    public static CanonicalObject Parse(ReadOnlyMemory<byte> bytes)
    {
        var made = new CanonicalObject();
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 1, AllowDuplicateProperties = false });
            foreach (var member in document.RootElement.EnumerateObject()) made.Add(member);
            if (made.ToBytes().AsSpan().SequenceEqual(bytes.Span)) return made;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("These bytes are not canonical JSON.", e);
        }

        throw new FormatException("This JSON is not in its canonical spelling.");
    }

    private void Add(JsonProperty member)
    {
        if (member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False) Add(member.Name, member.Value.GetBoolean());
        else if (member.Value.ValueKind == JsonValueKind.String) Add(member.Name, member.Value.GetString());
        else if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var number)) Add(member.Name, number);
        else throw new FormatException($"The member '{member.Name}' is neither string, integer nor boolean.");
    }

    private object? Read(string name)
    {
        _read.Add(name);
        return _members.GetValueOrDefault(name);
    }

    /// <summary>RFC 8785 section 3.2.2.2.</summary>
    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        text.Append('"');
    }
}
