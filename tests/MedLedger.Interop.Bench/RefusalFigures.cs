using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using MedLedger.Domain.Documents;

namespace MedLedger.Interop.Bench;

/// <summary>Documents that are made to cost or to reach more than they may: how long the slowest takes to be refused, once the reader is warm.</summary>
internal static class RefusalFigures
{
    private const int Rounds = 5;
    private const string Cda = "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"";
    private const string Resource = "{\"resourceType\":\"Patient\",";

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        using var reader = Material.Reader();
        var slowest = new List<(string Kind, double Milliseconds)>();
        var taken = 0;
        foreach (var (kind, bytes) in Inputs())
        {
            var fastest = double.MaxValue;
            for (var round = 0; round < Rounds; round++)
            {
                var begin = Stopwatch.GetTimestamp();
                var (outcome, _) = await Material.ReadAsync(reader, bytes);
                fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                if (outcome is ReadOutcome.Refused or ReadOutcome.Unreadable) continue;
                taken++;
                await Console.Error.WriteLineAsync($"not refused: {kind}");
            }

            slowest.Add((kind, fastest));
        }

        slowest.Sort((one, other) => other.Milliseconds.CompareTo(one.Milliseconds));
        return
        [
            new("interop.refusals.slowest_ms", Math.Round(slowest[0].Milliseconds, 1), "ms", slowest.Count, string.Join(", ", slowest.Select(one => $"{one.Kind} {one.Milliseconds:0.0}"))),
            new("interop.refusals.taken", taken, "count", slowest.Count),
        ];
    }

    private static IEnumerable<(string Kind, byte[] Bytes)> Inputs()
    {
        yield return ("external entity", Bytes($"<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{Cda}><title>&x;</title></ClinicalDocument>"));
        yield return ("billion laughs", Bytes($"<!DOCTYPE d [<!ENTITY a0 \"lol\">{string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY a{i} \"{Many($"&a{i - 1};", 10)}\">"))}]>{Cda}><title>&a9;</title></ClinicalDocument>"));
        yield return ("XML of 100,000 levels", Bytes($"{Cda}>{Many("<a>", 100_000)}"));
        yield return ("100,000 attributes", Bytes($"{Cda} {string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"xmlns:a{i}=\"u\""))}/>"));
        yield return ("JSON of 100,000 levels", Bytes($"{Resource}\"x\":{Many("[", 100_000)}{Many("]", 100_000)}}}"));
        yield return ("a property twice", Bytes($"{Resource}\"id\":\"a\",\"id\":\"b\"}}"));
        yield return ("ZIP bomb", Zip(("a", Packed(200)), ("b", Packed(200))));
        yield return ("ZIP bombs in a ZIP", Zip([.. Enumerable.Repeat(Zip(("a.txt", Packed(60))), 100).Select((inner, i) => ($"{i}.zip", inner))]));
        yield return ("2,000 members", Zip([.. Enumerable.Range(0, 2_000).Select(i => ($"{i}", Array.Empty<byte>()))]));
        yield return ("PNG of 1.6 billion pixels", [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0x9C, 0x40, 0, 0, 0x9C, 0x40, 8, 2, 0, 0, 0, 0, 0, 0, 0]);
        yield return ("gzip", [0x1F, 0x8B, 8, 0, .. new byte[60]]);
        yield return ("nothing", []);
    }

    private static byte[] Packed(int mebibytes) => new byte[mebibytes * 1024 * 1024];

    private static string Many(string one, int times) => string.Concat(Enumerable.Repeat(one, times));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip(params (string Name, byte[] Bytes)[] members)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in members)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }

        return zip.ToArray();
    }
}
