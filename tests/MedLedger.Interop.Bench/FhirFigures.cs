using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;

namespace MedLedger.Interop.Bench;

/// <summary>What vendors curated and is lost, and how fast bundles become facts on one core.</summary>
internal static partial class FhirFigures
{
    private static readonly string[] Curated = ["AllergyIntolerance", "MedicationStatement", "MedicationRequest", "Flag", "Consent"];
    private static readonly TimeSpan MeasuredFor = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string folder) => [await LostAsync(folder), await SpeedAsync(folder)];

    private static async Task<Figure> LostAsync(string folder)
    {
        using var reader = Material.Reader();
        int curated = 0, lost = 0;
        foreach (var (name, bytes) in Material.Files(folder, "fhir-ips-vendors").Where(file => file.Name.Contains(".json", StringComparison.Ordinal)))
        {
            var (_, reading) = await Material.ReadAsync(reader, bytes);
            var kept = reading.Statements.SelectMany(one => one.Sources).Select(source => source.Span).OfType<SourceSpan.ElementPath>().Select(span => span.Path).ToHashSet(StringComparer.Ordinal);
            if (!TryParse(bytes, out var json)) continue;
            using (json)
            {
                if (!json.RootElement.TryGetProperty("entry", out var entries)) continue;
                foreach (var (entry, index) in entries.EnumerateArray().Select((entry, index) => (entry, index)))
                {
                    if (!entry.TryGetProperty("resource", out var resource) || !Curated.Contains(resource.GetProperty("resourceType").GetString()) || NoInformation().IsMatch(resource.GetRawText())) continue;
                    curated++;
                    if (kept.Contains($"Bundle.entry[{index}].resource")) continue;
                    lost++;
                    await Console.Error.WriteLineAsync($"lost: {name} entry {index}");
                }
            }
        }

        return new("interop.ips.curated_lost", lost, "count", curated, "allergies, medications, flags and consents of vendors' documents");
    }

    private static async Task<Figure> SpeedAsync(string folder)
    {
        using var reader = Material.Reader();
        var bundles = Material.Files(folder, "fhir-synthea").Select(file => file.Bytes).ToList();
        var resources = 0;
        foreach (var bundle in bundles) resources += await CountAsync(bundle, reader);
        if (resources == 0) return new("interop.fhir.resources_per_second", 0, "1/s", 0);
        // The compiler optimises what runs often while it runs; a server has that behind it after its first documents.
        for (var warming = Stopwatch.StartNew(); warming.Elapsed < MeasuredFor;)
            foreach (var bundle in bundles) await Material.ReadAsync(reader, bundle);
        var clock = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        long read = 0;
        while (clock.Elapsed < MeasuredFor)
        {
            foreach (var bundle in bundles) await Material.ReadAsync(reader, bundle);
            read += resources;
        }

        var spent = Process.GetCurrentProcess().TotalProcessorTime - processor;
        return new("interop.fhir.resources_per_second", Math.Round(read / spent.TotalSeconds), "1/s", resources, $"per second of processor time; {Math.Round(read / clock.Elapsed.TotalSeconds)} per second of the clock");
    }

    private static async Task<int> CountAsync(byte[] bundle, Ingestion.Reading.DocumentReader reader)
    {
        var (outcome, _) = await Material.ReadAsync(reader, bundle);
        if (outcome is not ReadOutcome.Read) await Console.Error.WriteLineAsync("a Synthea bundle was not read in full");
        using var json = JsonDocument.Parse(bundle);
        return json.RootElement.TryGetProperty("entry", out var entries) ? entries.GetArrayLength() : 1;
    }

    private static bool TryParse(byte[] bytes, out JsonDocument json)
    {
        try
        {
            json = JsonDocument.Parse(bytes);
            return true;
        }
        catch (JsonException)
        {
            json = JsonDocument.Parse("{}");
            return true;
        }
    }

    [GeneratedRegex("no-(allergy|medication)-info", RegexOptions.CultureInvariant)]
    private static partial Regex NoInformation();
}
