using System.Text.Json;
using System.Text.Unicode;
using System.Xml;
using MedLedger.Formats.Ccda;

namespace MedLedger.Formats.Fhir;

/// <summary>
/// What kind of resource a body is, told in one pass that keeps nothing but the names of the objects that are open: a body of 64 MiB may
/// stand for gigabytes of tokens. Judges as strictly as <see cref="StrictJson"/>.
/// </summary>
/// <param name="Type">The resource's type.</param>
/// <param name="BundleType">Of a Bundle, its type.</param>
/// <param name="Methods">Of a transaction or batch, the method of each entry's request; empty where it has none.</param>
public sealed record ResourceOutline(string Type, string? BundleType, IReadOnlyList<string> Methods)
{
    public const int MaxProperties = 1_000;
    public const int MaxEntries = 50_000;

    /// <summary>Null where there is no resource; the fault is then why, or none where it is well-formed JSON of another kind.</summary>
    public static (ResourceOutline? Outline, JsonFault Fault) OfJson(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8)) return (null, JsonFault.Broken);
        // One level more than is taken, so that it is seen and named before the reader gives up. Not final: an end too soon is told from damage.
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new JsonReaderState(new() { MaxDepth = StrictJson.MaxDepth + 1 }));
        var track = new Track();
        try
        {
            while (reader.Read())
                if (!track.Take(ref reader, out var fault)) return (null, fault);
            if (!track.Ended) return (null, JsonFault.BreaksOff);
            return track.Outline is { } outline && outline.Methods.Count > MaxEntries ? (null, JsonFault.OverLimit) : (track.Outline, JsonFault.None);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return (null, JsonFault.Broken);
        }
    }

    /// <summary>Null where the XML holds no resource.</summary>
    /// <exception cref="XmlException">when the text is not well-formed or names a document type.</exception>
    /// <exception cref="InvalidDataException">when it is over a limit.</exception>
    public static ResourceOutline? OfXml(string xml)
    {
        string? type = null, bundle = null;
        var entries = new Entries();
        var names = new string[CdaXml.MaxDepth];
        foreach (var reader in CdaXml.Walk(xml).Where(reader => reader.NodeType == XmlNodeType.Element))
        {
            names[reader.Depth] = reader.Name;
            if (reader.Depth == 0) type = type is null && char.IsAsciiLetterUpper(reader.Name[0]) ? reader.Name : "";
            else if (reader is { Depth: 1, Name: "type" }) bundle = reader.GetAttribute("value");
            else if (reader is { Depth: 1, Name: "entry" }) entries.Add();
            else if (reader is { Depth: 3, Name: "method" } && names[1] == "entry" && names[2] == "request") entries.Is(reader.GetAttribute("value") ?? "");
        }

        if (type is null or "") return null;
        var outline = Of(type, bundle, entries);
        return outline.Methods.Count > MaxEntries ? throw new InvalidDataException("The Bundle has too many entries.") : outline;
    }

    // Each entry of these is answered by itself; of other Bundles nobody asks.
    private static ResourceOutline Of(string type, string? bundle, Entries entries) =>
        type != "Bundle" ? new(type, null, []) : new(type, bundle, bundle is "transaction" or "batch" ? entries.Methods : []);

    // One more than are taken, so that it shows.
    private sealed class Entries
    {
        private bool _isCounted;

        public List<string> Methods { get; } = [];

        public void Add()
        {
            _isCounted = Methods.Count <= MaxEntries;
            if (_isCounted) Methods.Add("");
        }

        public void Is(string method)
        {
            if (_isCounted) Methods[^1] = method;
        }
    }

    // Where the reader stands: depth 1 are the properties of the resource, 3 those of an entry, 4 those of its request.
    private sealed class Track
    {
        private const int Deepest = StrictJson.MaxDepth + 2;
        private readonly HashSet<string>?[] _seen = new HashSet<string>?[Deepest];
        private readonly string[] _names = new string[Deepest];
        private readonly bool[] _isObject = new bool[Deepest];
        private readonly Entries _entries = new();
        private string? _type;
        private string? _bundle;

        public bool Ended { get; private set; }

        public ResourceOutline? Outline => _type is null ? null : Of(_type, _bundle, _entries);

        public bool Take(ref Utf8JsonReader reader, out JsonFault fault)
        {
            fault = JsonFault.None;
            var depth = reader.CurrentDepth;
            if (IsEntry(reader.TokenType, depth)) _entries.Add();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when depth >= StrictJson.MaxDepth:
                    fault = JsonFault.OverLimit;
                    break;
                case JsonTokenType.StartObject:
                    _isObject[depth + 1] = true;
                    _seen[depth + 1]?.Clear();
                    break;
                case JsonTokenType.StartArray:
                    _isObject[depth + 1] = false;
                    break;
                case JsonTokenType.PropertyName:
                    var seen = _seen[depth] ??= new(StringComparer.Ordinal);
                    _names[depth] = reader.GetString()!;
                    if (!seen.Add(_names[depth])) fault = JsonFault.NameTwice;
                    else if (seen.Count > MaxProperties) fault = JsonFault.OverLimit;
                    break;
                case JsonTokenType.String:
                    Note(ref reader, depth);
                    break;
            }

            Ended |= depth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
            return fault == JsonFault.None;
        }

        private bool IsEntry(JsonTokenType token, int depth) =>
            depth == 2 && _isObject[1] && !_isObject[2] && _names[1] == "entry" && token is not (JsonTokenType.EndObject or JsonTokenType.EndArray);

        private void Note(ref Utf8JsonReader reader, int depth)
        {
            if (depth == 1 && _isObject[1] && _names[1] == "resourceType") _type = reader.GetString();
            else if (depth == 1 && _isObject[1] && _names[1] == "type") _bundle = reader.GetString();
            else if (depth == 4 && _isObject[1] && !_isObject[2] && _isObject[3] && _isObject[4] && _names[1] == "entry" && _names[3] == "request" && _names[4] == "method") _entries.Is(reader.GetString()!);
        }
    }
}
