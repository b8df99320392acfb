using System.IO.Compression;
using System.Text.Json;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Tests.Fixtures;
using MedLedger.TestKit;
using Xunit.Abstractions;

namespace MedLedger.Ingestion.Tests.FhirStatements;

/// <summary>Documents that vendors brought to connectathons: what they curated is not lost.</summary>
public class FhirVendorTests(ITestOutputHelper output)
{
    private static readonly string[] Curated = ["AllergyIntolerance", "MedicationStatement", "MedicationRequest", "Flag", "Consent"];

    [SharedFact]
    public async Task No_curated_allergy_medication_flag_or_consent_is_lost()
    {
        int documents = 0, curated = 0;
        var lost = new List<string>();
        foreach (var path in Directory.GetFiles(SharedData.Path("data", "health", "fhir-ips-vendors"), "*.json.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var unzipped = new MemoryStream();
            await using (var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress)) await file.CopyToAsync(unzipped);
            if (await Reads.Bytes(unzipped.ToArray()) is not (ReadOutcome.Read or ReadOutcome.PartlyRead) and var refused)
            {
                output.WriteLine($"{Path.GetFileName(path)}: {Reads.Code(refused)}");
                continue;
            }

            var outcome = await Reads.Bytes(unzipped.ToArray());
            var kept = Reads.Of(outcome).Statements.SelectMany(one => one.Sources).Select(source => ((SourceSpan.ElementPath)source.Span).Path).ToHashSet(StringComparer.Ordinal);
            documents++;
            using var json = JsonDocument.Parse(unzipped.ToArray());
            foreach (var (resource, index) in json.RootElement.GetProperty("entry").EnumerateArray().Select((entry, index) => (entry.GetProperty("resource"), index)))
            {
                var type = resource.GetProperty("resourceType").GetString()!;
                if (!Curated.Contains(type) || SaysNothing(resource)) continue;
                curated++;
                if (!kept.Contains($"Bundle.entry[{index}].resource")) lost.Add($"{Path.GetFileName(path)}: {type} {index}");
            }
        }

        output.WriteLine($"{documents} documents, {curated} curated statements, {lost.Count} lost");
        lost.ForEach(output.WriteLine);
        Assert.InRange(documents, 40, int.MaxValue);
        Assert.Empty(lost);
    }

    // "No information", a statement without any name say nothing that could be kept.
    private static bool SaysNothing(JsonElement resource)
    {
        var text = resource.GetRawText();
        return System.Text.RegularExpressions.Regex.IsMatch(text, "no-(allergy|medication)-info") || !(text.Contains("\"code\"", StringComparison.Ordinal) || text.Contains("\"display\"", StringComparison.Ordinal) || text.Contains("\"text\"", StringComparison.Ordinal));
    }
}
