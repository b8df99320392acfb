using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary;
using MedLedger.Clinical.Summary.Ips;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;
using MedLedger.Summary.Bench;

// Summaries of whole bundles, in process: OUTDIR gets NAME.json (IPS) and NAME.html for each, standard output one JSON document.
if (args is not [var outFolder, var day, .. { Length: > 0 } folders])
{
    await Console.Error.WriteLineAsync("usage: MedLedger.Summary.Bench OUTDIR DAY FOLDER…");
    return 2;
}

const int repeats = 3;
const int warmingPasses = 3;
var asOf = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
using var reader = new DocumentReader(new() { PreviewWidth = 0 });
var understanding = new DocumentUnderstanding(ClinicalTextAnalyzer.Create());
var made = new List<object>();
var sources = new SourceCount();
Directory.CreateDirectory(outFolder);
var pairs = new HighPriorityPairs();
var files = folders.SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (Folder: folder, File: file))).ToList();
foreach (var (_, file) in files.Where(one => Path.GetFileName(one.File) == HighPriorityPairs.FileName)) pairs.Add(File.ReadLines(file));
files.RemoveAll(one => IsNoBundle(Path.GetFileName(one.File)));

// A server that writes summaries is warm; each bundle goes through so often before any is timed, as the peer's do (summary.mjs).
for (var pass = 0; pass < warmingPasses; pass++)
    foreach (var (_, file) in files) await SummarizeAsync(Bytes(file), Path.GetFileName(file));
foreach (var (folder, file) in files)
{
    var name = Path.GetFileName(file);
    var bytes = Bytes(file);
    var (record, ips, refused) = await SummarizeAsync(bytes, name);
    if (refused is not null)
    {
        made.Add(new { folder, name, refused, milliseconds = 0.0 });
        continue;
    }

    var times = new List<double>();
    for (var i = 0; i < repeats; i++)
    {
        var clock = Stopwatch.StartNew();
        await SummarizeAsync(bytes, name);
        times.Add(clock.Elapsed.TotalMilliseconds);
    }

    sources.Add(record!, bytes);
    await File.WriteAllBytesAsync(Path.Combine(outFolder, $"{made.Count}.json"), ips!);
    await File.WriteAllTextAsync(Path.Combine(outFolder, $"{made.Count}.html"), HtmlPage.Render(OnePage.From(record!)));
    made.Add(new { folder, name, refused, milliseconds = times.Order().ElementAt(repeats / 2) });
}

Console.WriteLine(JsonSerializer.Serialize(new { made, sources = sources.All, resolved = sources.Resolved, pairs = pairs.All, interrupting = pairs.Interrupting }, JsonSerializerOptions.Web));
return 0;

async Task<(PatientRecord? Record, byte[]? Ips, string? Refused)> SummarizeAsync(byte[] bytes, string name)
{
    var outcome = await reader.ReadAsync(IncomingDocument.FromBytes(name, bytes), CancellationToken.None);
    var (reading, problem) = outcome switch
    {
        ReadOutcome.Read read => (read.Reading, null),
        ReadOutcome.PartlyRead partly => (partly.Reading, partly.Problem),
        ReadOutcome.Unreadable unreadable => (unreadable.Reading, unreadable.Problem),
        ReadOutcome.Refused no => (no.Reading, no.Problem),
        _ => throw new InvalidOperationException("There is no fifth outcome."),
    };
    if (outcome is ReadOutcome.Refused or ReadOutcome.Unreadable) return (null, null, problem!.Code);
    var understood = understanding.Understand(reading, name) with { Problem = problem };
    if (understood.Patient is { Name: null, BirthDate: null, Identifiers.Count: 0 }) return (null, null, "names-no-patient");
    var record = Reconciler.Reconcile(IdentityGuard.Judge([understood]), asOf);
    return (record, IpsBundle.Write(record, IpsContext.For(record, "0.0.0")), null);
}

static bool IsNoBundle(string name) => Path.GetExtension(name) is ".tsv" || name.EndsWith(".tsv.gz", StringComparison.Ordinal) || name.StartsWith("README", StringComparison.Ordinal);

static byte[] Bytes(string file)
{
    if (!file.EndsWith(".gz", StringComparison.Ordinal)) return File.ReadAllBytes(file);
    using var unzipped = new MemoryStream();
    using (var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress)) gzip.CopyTo(unzipped);
    return unzipped.ToArray();
}
