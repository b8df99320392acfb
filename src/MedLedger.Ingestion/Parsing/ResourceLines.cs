using System.Text;
using System.Text.Json;
using MedLedger.Formats.Fhir;

namespace MedLedger.Ingestion.Parsing;

/// <summary>NDJSON, a resource a line (FHIR Bulk Data Access, 1.0): read as one collection whose entries are the lines.</summary>
internal static class ResourceLines
{
    /// <summary>Null when the bytes are not lines of resources, each whole.</summary>
    public static JsonTree? ToBundle(ReadOnlySpan<byte> bytes)
    {
        var bundle = new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
        var count = 0;
        foreach (var line in Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n'))
        {
            var resource = line.Trim();
            if (resource.Length == 0) continue;
            if (resource[0] != '{' || resource[^1] != '}') return null;
            bundle.Append(count++ == 0 ? "" : ",").Append("{\"resource\":").Append(resource).Append('}');
        }

        if (count < 2) return null;
        try
        {
            return StrictJson.ParseTree(Encoding.UTF8.GetBytes(bundle.Append("]}").ToString()));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
