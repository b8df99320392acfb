using System.Text.Json.Nodes;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>The resources of the bundle in order, each under an id that follows from its content.</summary>
internal sealed class BundleEntries(Guid bundle)
{
    private readonly List<(string Url, JsonObject Resource)> _entries = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Provenances _provenances = new();

    /// <summary>The URL under which others refer to it.</summary>
    public string Add(JsonObject resource, IEnumerable<Source> sources)
    {
        var url = Place(resource);
        _provenances.Add(url, sources);
        return url;
    }

    public JsonObject ToBundle(JsonObject composition, string moment, string device, Func<Source, string> nameOf)
    {
        foreach (var provenance in _provenances.Resources(device, moment, nameOf)) Place(provenance);
        var first = Place(composition);
        var head = _entries[^1];
        _entries.RemoveAt(_entries.Count - 1);
        _entries.Insert(0, head);
        return new()
        {
            ["resourceType"] = "Bundle",
            ["id"] = bundle.ToString(),
            ["meta"] = new JsonObject { ["profile"] = new JsonArray("http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips") },
            ["identifier"] = new JsonObject { ["system"] = "urn:ietf:rfc:3986", ["value"] = $"urn:uuid:{bundle}" },
            ["type"] = "document",
            ["timestamp"] = moment,
            ["entry"] = new JsonArray([.. _entries.Select(entry => (JsonNode)new JsonObject { ["fullUrl"] = entry.Url, ["resource"] = entry.Resource })]),
        };
    }

    private string Place(JsonObject resource)
    {
        var content = resource.ToJsonString();
        var id = NameBasedId.Of($"{bundle} {content}").ToString();
        for (var again = 1; !_ids.Add(id); again++) id = NameBasedId.Of($"{bundle} {content} {again}").ToString();
        resource.Insert(1, "id", id);
        var url = $"urn:uuid:{id}";
        _entries.Add((url, resource));
        return url;
    }
}
