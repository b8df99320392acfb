using System.IO.Compression;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;

namespace MedLedger.Interop.Bench;

internal sealed record Figure(string Name, double Value, string Unit, int N, string? Note = null);

/// <summary>The files of one set, unpacked, and the reader that takes them all.</summary>
internal static class Material
{
    public static IEnumerable<(string Name, byte[] Bytes)> Files(string folder, string set)
    {
        var path = Path.Combine(folder, set);
        if (!Directory.Exists(path)) yield break;
        foreach (var file in Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (name is "MANIFEST.tsv" || name.StartsWith("README", StringComparison.Ordinal)) continue;
            yield return (name, name.EndsWith(".gz", StringComparison.Ordinal) ? Unzip(file) : File.ReadAllBytes(file));
        }
    }

    public static async Task<(ReadOutcome Outcome, DocumentReading Reading)> ReadAsync(DocumentReader reader, byte[] bytes)
    {
        var outcome = await reader.ReadAsync(IncomingDocument.FromBytes("a document", bytes), CancellationToken.None);
        return (outcome, outcome switch
        {
            ReadOutcome.Read one => one.Reading,
            ReadOutcome.PartlyRead one => one.Reading,
            ReadOutcome.Unreadable one => one.Reading,
            ReadOutcome.Refused one => one.Reading,
            _ => throw new InvalidOperationException("There is no fifth outcome."),
        });
    }

    public static bool IsRead(ReadOutcome outcome) => outcome is ReadOutcome.Read or ReadOutcome.PartlyRead;

    public static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 4);

    public static DocumentReader Reader() => new(new() { PreviewWidth = 0 });

    private static byte[] Unzip(string file)
    {
        using var unzipped = new MemoryStream();
        using (var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress)) gzip.CopyTo(unzipped);
        return unzipped.ToArray();
    }
}
