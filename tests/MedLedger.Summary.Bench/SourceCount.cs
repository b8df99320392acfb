using System.Text.Json;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Content;
using MedLedger.Domain.Provenance;

namespace MedLedger.Summary.Bench;

/// <summary>Whether what a line names as its source is there: the digest of the very bytes, the element, the words.</summary>
internal sealed partial class SourceCount
{
    public int All { get; private set; }

    public int Resolved { get; private set; }

    public void Add(PatientRecord record, byte[] bytes)
    {
        var pages = record.Documents.ToDictionary(one => one.Document.Reading.Document, one => one.Document.Reading.Pages);
        var digest = Sha256Digest.Of(bytes);
        using var json = Parse(bytes);
        if (json is null) return;
        foreach (var line in record.Lines)
        {
            All++;
            if (line.Sources.Count > 0 && line.Sources.All(source => source.Document == digest && source.Span switch
            {
                SourceSpan.ElementPath element => Leads(json.RootElement, element.Path),
                SourceSpan.Characters span => pages[source.Document].First(page => page.Number == span.Page).Text[span.Start..span.End] == source.Quote,
                _ => false,
            })) Resolved++;
        }
    }

    private static JsonDocument? Parse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            // XML: the paths are those of another tree, and not counted here.
            return null;
        }
    }

    private static bool Leads(JsonElement at, string path)
    {
        foreach (var step in path.Split('.').Skip(1))
        {
            var parts = Step().Match(step);
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(parts.Groups["name"].Value, out at)) return false;
            if (!parts.Groups["at"].Success) continue;
            var place = int.Parse(parts.Groups["at"].Value, System.Globalization.CultureInfo.InvariantCulture);
            if (at.ValueKind == JsonValueKind.Array ? place >= at.GetArrayLength() : place > 0) return false;
            if (at.ValueKind == JsonValueKind.Array) at = at[place];
        }

        return true;
    }

    [GeneratedRegex(@"^(?<name>\w+)(\[(?<at>[0-9]+)\])?$")]
    private static partial Regex Step();
}
