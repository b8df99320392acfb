using System.Text.Json;
using System.Text.Unicode;

namespace MedLedger.Formats.Fhir;

/// <summary>JSON as hostile input: at most 64 levels, no duplicate names, no comments, valid UTF-8.</summary>
public static class StrictJson
{
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = MaxDepth,
        // Two parsers that disagree on which duplicate wins would show two different patients (RFC 8259, section 4).
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
    };

    /// <exception cref="JsonException">when the bytes are not one JSON value within the limits.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8) => JsonDocument.Parse(Text(utf8), Options);

    /// <summary>The same as a table of values: for bundles, of which most is never looked at.</summary>
    /// <exception cref="JsonException">when the bytes are not one JSON value within the limits.</exception>
    public static JsonTree ParseTree(ReadOnlyMemory<byte> utf8) => JsonTreeBuilder.Build(Text(utf8));

    private static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) utf8 = utf8[3..];
        return Utf8.IsValid(utf8.Span) ? utf8 : throw new JsonException("The document is not valid UTF-8.");
    }
}
