using System.Text.Json;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>One Provenance a source, with the entries that rest on it as targets (docs/formats/provenance.md).</summary>
internal sealed class Provenances
{
    private readonly Dictionary<Source, List<string>> _targets = new(Statements.BySaying);
    private readonly List<Source> _order = [];

    public void Add(string target, IEnumerable<Source> sources)
    {
        foreach (var source in sources)
        {
            if (!_targets.TryGetValue(source, out var targets))
            {
                _targets[source] = targets = [];
                _order.Add(source);
            }

            if (!targets.Contains(target)) targets.Add(target);
        }
    }

    public void AddTo(BundleEntries entries, string device, string recorded, Func<Source, string> nameOf)
    {
        foreach (var source in _order)
        {
            var json = entries.Begin("Provenance").OpenList("target");
            foreach (var target in _targets[source]) json.Reference(target);
            json.CloseList().With("recorded", recorded);
            json.OpenList("agent").Open()
                .Name("type").Coded("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "assembler")
                .Name("who").Reference(device).Close().CloseList();
            json.OpenList("entity").Open().OpenList("extension");
            Where(json, source);
            json.CloseList().With("role", "source");
            json.Name("what").Open().Name("identifier").Open().With("system", "urn:medledger:document-sha256").With("value", source.Document.Hex).Close().WithText("display", nameOf(source)).Close();
            json.Close().CloseList();
            entries.End([]);
        }
    }

    private static void Where(Utf8JsonWriter json, Source source)
    {
        json.Open().With("url", "urn:medledger:source").OpenList("extension");
        Part(json, "documentSha256", "valueString", source.Document.Hex);
        Part(json, "method", "valueCode", Method(source.Method));
        json.Open().With("url", "confidence").WriteNumber("valueDecimal", (decimal)Math.Round(Math.Clamp(double.IsFinite(source.Confidence) ? source.Confidence : 0, 0, 1), 4));
        json.Close();
        switch (source.Span)
        {
            case SourceSpan.Characters characters:
                Part(json, "page", "valuePositiveInt", characters.Page);
                Part(json, "start", "valueUnsignedInt", characters.Start);
                Part(json, "end", "valueUnsignedInt", characters.End);
                break;
            case SourceSpan.BoxesOnPage boxes:
                Part(json, "page", "valuePositiveInt", boxes.Page);
                foreach (var box in boxes.Boxes) Part(json, "box", "valueString", $"{box.X},{box.Y},{box.Width},{box.Height}");
                break;
            case SourceSpan.ElementPath element:
                if (Json.Clean(element.Path) is { } path) Part(json, "path", "valueString", path);
                break;
            case SourceSpan.SegmentField field:
                Part(json, "segment", "valueString", field.Field is { } number ? $"{field.Segment}[{field.Ordinal}]-{number}" : $"{field.Segment}[{field.Ordinal}]");
                break;
        }

        if (Json.Clean(source.Quote) is { } quote) Part(json, "quote", "valueString", quote);
        json.CloseList().Close();
    }

    private static string Method(ReadingMethod method) => method switch
    {
        ReadingMethod.Ocr => "ocr",
        ReadingMethod.Nlp => "nlp",
        _ => "coded",
    };

    private static void Part(Utf8JsonWriter json, string url, string name, string value) => json.Open().With("url", url).With(name, value).Close();

    private static void Part(Utf8JsonWriter json, string url, string name, int value)
    {
        json.Open().With("url", url).WriteNumber(name, value);
        json.Close();
    }
}
