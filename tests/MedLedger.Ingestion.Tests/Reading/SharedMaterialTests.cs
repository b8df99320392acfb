using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;
using MedLedger.Ingestion.Tests.Fixtures;
using MedLedger.TestKit;

namespace MedLedger.Ingestion.Tests.Reading;

/// <summary>Real and synthetic material outside the repository.</summary>
public class SharedMaterialTests
{
    [SharedFact]
    public async Task Every_document_of_the_development_patients_ends_as_its_manifest_says()
    {
        using var reader = new DocumentReader(new() { PreviewWidth = 0 });
        foreach (var patient in Directory.GetDirectories(SharedData.Path("data", "patients")).Order(StringComparer.Ordinal))
        {
            using var truth = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(patient, "truth.json")));
            var skipped = truth.RootElement.GetProperty("skip").EnumerateArray().ToDictionary(
                item => item.GetProperty("document").GetString()!, item => item.GetProperty("why").GetString()!);
            foreach (var path in DocumentFiles.Enumerate([Path.Combine(patient, "docs")]))
            {
                var name = Path.GetFileName(path);
                var outcome = await reader.ReadAsync(IncomingDocument.FromFile(path), CancellationToken.None);
                var expected = skipped.GetValueOrDefault(name) switch
                {
                    "empty file" => "empty",
                    "unreadable page" => "unreadable",
                    "truncated PDF" => "truncated",
                    _ => null,
                };
                Assert.True(Reads.Code(outcome) == expected, $"{name}: {Reads.Code(outcome) ?? "read"} instead of {expected ?? "read"}");
            }
        }
    }

    [SharedFact]
    public async Task Clean_scans_are_read_with_at_most_three_percent_character_errors()
    {
        using var reader = new DocumentReader(new() { PreviewWidth = 0 });
        foreach (var path in Directory.GetFiles(SharedData.Path("data", "ocr", "synthetic"), "*_clean300.png"))
        {
            var text = Reads.Of(await reader.ReadAsync(IncomingDocument.FromFile(path), CancellationToken.None)).Pages[0].Text;
            var truth = await File.ReadAllTextAsync(Path.ChangeExtension(path, ".gt.txt"));
            Assert.InRange(CharacterErrors(Plain(truth), Plain(text)), 0, 0.03);
        }
    }

    [SharedFact]
    public async Task Every_HL7_message_ends_as_an_outcome_and_nearly_all_are_read()
    {
        var files = Directory.GetFiles(SharedData.Path("data", "health", "hl7v2"), "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path).Equals(".hl7", StringComparison.OrdinalIgnoreCase)).ToList();
        var read = 0;
        foreach (var path in files)
            if (await Reads.Bytes(await File.ReadAllBytesAsync(path)) is ReadOutcome.Read { Reading.MediaType: "x-application/hl7-v2+er7" }) read++;
        Assert.InRange(read, (int)(files.Count * 0.9), files.Count);
    }

    [SharedFact]
    public async Task Foreign_FHIR_documents_are_read()
    {
        string[] folders = ["fhir-ips-vendors", "fhir-synthea", "fhir-r4-examples"];
        foreach (var path in folders.SelectMany(folder => Directory.GetFiles(SharedData.Path("data", "health", folder), "*.json.gz", SearchOption.AllDirectories)))
        {
            using var unzipped = new MemoryStream();
            await using (var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress)) await file.CopyToAsync(unzipped);
            Assert.True(await Reads.Bytes(unzipped.ToArray()) is ReadOutcome.Read or ReadOutcome.PartlyRead or ReadOutcome.Refused, path);
        }
    }

    private static string Plain(string text) => string.Join(' ', text.Normalize(NormalizationForm.FormKC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('–', '-').Replace('—', '-').Replace('•', '-').Replace('’', '\'');

    private static double CharacterErrors(string truth, string text)
    {
        var row = Enumerable.Range(0, text.Length + 1).ToArray();
        for (var i = 1; i <= truth.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= text.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (truth[i - 1] == text[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[^1] / (double)truth.Length;
    }
}
