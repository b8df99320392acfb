using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>The resources of the bundle in order, each under an id that follows from its content. Each is written out once: the bytes that make its id are those of the bundle.</summary>
internal sealed class BundleEntries(Guid bundle)
{
    private static readonly JsonSerializerOptions _writing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = false };

    private readonly List<(string Url, byte[] Resource)> _entries = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Provenances _provenances = new();
    private readonly byte[] _bundle = Encoding.UTF8.GetBytes($"{bundle} ");

    /// <summary>The URL under which others refer to it.</summary>
    public string Add(JsonObject resource, IEnumerable<Source> sources)
    {
        var url = Place(resource);
        _provenances.Add(url, sources);
        return url;
    }

    /// <summary>UTF-8 JSON of the bundle, the composition first.</summary>
    public byte[] ToBundle(JsonObject composition, string moment, string device, Func<Source, string> nameOf)
    {
        foreach (var provenance in _provenances.Resources(device, moment, nameOf)) Place(provenance);
        Place(composition);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = _writing.Encoder, SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Bundle");
            json.WriteString("id", bundle.ToString());
            json.WritePropertyName("meta");
            json.WriteRawValue("{\"profile\":[\"http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips\"]}", skipInputValidation: true);
            json.WriteStartObject("identifier");
            json.WriteString("system", "urn:ietf:rfc:3986");
            json.WriteString("value", $"urn:uuid:{bundle}");
            json.WriteEndObject();
            json.WriteString("type", "document");
            json.WriteString("timestamp", moment);
            json.WriteStartArray("entry");
            Write(json, _entries[^1]);
            foreach (var entry in _entries.SkipLast(1)) Write(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, (string Url, byte[] Resource) entry)
    {
        json.WriteStartObject();
        json.WriteString("fullUrl", entry.Url);
        json.WritePropertyName("resource");
        json.WriteRawValue(entry.Resource, skipInputValidation: true);
        json.WriteEndObject();
    }

    private string Place(JsonObject resource)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(resource, _writing);
        var id = NameBasedId.Of([.. _bundle, .. content]).ToString();
        for (var again = 1; !_ids.Add(id); again++) id = NameBasedId.Of([.. _bundle, .. content, .. Encoding.UTF8.GetBytes($" {again}")]).ToString();
        // The type comes first in every resource, its id second.
        var type = content.AsSpan().IndexOfAny((byte)',', (byte)'}');
        var url = $"urn:uuid:{id}";
        _entries.Add((url, [.. content.AsSpan(0, type), .. Encoding.UTF8.GetBytes($",\"id\":\"{id}\""), .. content.AsSpan(type)]));
        return url;
    }
}
