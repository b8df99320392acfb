using System.Text.Json.Nodes;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>One Provenance a source, with the entries that rest on it as targets (docs/formats/provenance.md).</summary>
internal sealed class Provenances
{
    private readonly Dictionary<string, (Source Source, List<string> Targets)> _bySource = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public void Add(string target, IEnumerable<Source> sources)
    {
        foreach (var source in sources)
        {
            var key = Statements.Key(source);
            if (!_bySource.TryGetValue(key, out var known))
            {
                known = (source, []);
                _bySource[key] = known;
                _order.Add(key);
            }

            if (!known.Targets.Contains(target)) known.Targets.Add(target);
        }
    }

    public IEnumerable<JsonObject> Resources(string device, string recorded, Func<Source, string> nameOf) => _order.Select(key => _bySource[key]).Select(one => Json.Resource("Provenance")
        .With("target", new JsonArray([.. one.Targets.Select(target => (JsonNode)Json.Reference(target))]))
        .With("recorded", recorded)
        .With("agent", new JsonArray(new JsonObject { ["type"] = Json.Coded("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "assembler"), ["who"] = Json.Reference(device) }))
        .With("entity", new JsonArray(new JsonObject
        {
            ["extension"] = new JsonArray(Where(one.Source)),
            ["role"] = "source",
            ["what"] = new JsonObject { ["identifier"] = new JsonObject { ["system"] = "urn:medledger:document-sha256", ["value"] = one.Source.Document.Hex } }.WithText("display", nameOf(one.Source)),
        })));

    private static JsonObject Where(Source source)
    {
        var parts = new JsonArray
        {
            Part("documentSha256", "valueString", source.Document.Hex),
            Part("method", "valueCode", source.Method.ToString().ToLowerInvariant()),
            Part("confidence", "valueDecimal", (decimal)Math.Round(Math.Clamp(double.IsFinite(source.Confidence) ? source.Confidence : 0, 0, 1), 4)),
        };
        switch (source.Span)
        {
            case SourceSpan.Characters characters:
                parts.Add(Part("page", "valuePositiveInt", characters.Page));
                parts.Add(Part("start", "valueUnsignedInt", characters.Start));
                parts.Add(Part("end", "valueUnsignedInt", characters.End));
                break;
            case SourceSpan.BoxesOnPage boxes:
                parts.Add(Part("page", "valuePositiveInt", boxes.Page));
                foreach (var box in boxes.Boxes) parts.Add(Part("box", "valueString", $"{box.X},{box.Y},{box.Width},{box.Height}"));
                break;
            case SourceSpan.ElementPath element:
                if (Json.Clean(element.Path) is { } path) parts.Add(Part("path", "valueString", path));
                break;
            case SourceSpan.SegmentField field:
                parts.Add(Part("segment", "valueString", field.Field is { } number ? $"{field.Segment}[{field.Ordinal}]-{number}" : $"{field.Segment}[{field.Ordinal}]"));
                break;
        }

        if (Json.Clean(source.Quote) is { } quote) parts.Add(Part("quote", "valueString", quote));
        return new() { ["url"] = "urn:medledger:source", ["extension"] = parts };
    }

    private static JsonObject Part(string url, string name, JsonNode value) => new() { ["url"] = url, [name] = value };
}
