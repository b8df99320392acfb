using System.Diagnostics;
using MedLedger.Domain.Documents;
using MedLedger.TestKit;

namespace MedLedger.Interop.Bench;

/// <summary>
/// Seeded mutants of real files of every format: an exception, more than two seconds or more than 256 MiB for one is a failure. A sample, or
/// ten thousand of each format in a soak. A picture that is still whole, a DICOM object's or one inside a message or document, goes on to the reader
/// of scans, which takes seconds for any page: there that reader's limits hold.
/// </summary>
internal static class MutantFigures
{
    public const string Failures = "interop.mutants.failures";

    private const double MostMebibytes = 256;
    private const double MostPictureMebibytes = 700;
    private const int MostReported = 20;
    private const string Kept = "out/mutants";
    private static readonly int EachFormat = Soak.Times(500, 10_000);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPicture = TimeSpan.FromSeconds(60);
    private static readonly (string Format, string[] Sets)[] Formats =
        [("C-CDA", ["ccda"]), ("DICOM", ["dicom"]), ("HL7 v2", ["hl7v2"]), ("FHIR", ["fhir-ips-vendors", "fhir-synthea", "smart-health"])];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string folder)
    {
        using var reader = Material.Reader();
        int tried = 0, failed = 0, pictures = 0;
        var longestPicture = TimeSpan.Zero;
        var largestPicture = 0.0;
        var costs = new List<(string Format, double Milliseconds, double Mebibytes)>();
        foreach (var (format, sets) in Formats)
        {
            var originals = sets.SelectMany(set => Material.Files(folder, set)).Where(file => file.Bytes.Length > 100).Select(file => file.Bytes).ToList();
            if (originals.Count == 0) continue;
            await Material.ReadAsync(reader, originals[0]);
            var random = new Random(20260101);
            double slowest = 0, largest = 0;
            for (var i = 0; i < EachFormat; i++)
            {
                var mutant = Mutant.Of(originals[random.Next(originals.Count)], random);
                tried++;
                var allocated = GC.GetTotalAllocatedBytes(precise: true);
                var begin = Stopwatch.GetTimestamp();
                try
                {
                    var (outcome, reading) = await Material.ReadAsync(reader, mutant);
                    var took = Stopwatch.GetElapsedTime(begin);
                    // All that was ever allocated: no less than what was held at once.
                    var mebibytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0 / 1024.0;
                    var picture = IsPicture(outcome, reading);
                    if (picture) (pictures, longestPicture, largestPicture) = (pictures + 1, took > longestPicture ? took : longestPicture, Math.Max(largestPicture, mebibytes));
                    else (slowest, largest) = (Math.Max(slowest, took.TotalMilliseconds), Math.Max(largest, mebibytes));
                    if (took > (picture ? LongestPicture : Longest)) throw new TimeoutException($"{took} for {mutant.Length} bytes");
                    if (mebibytes > (picture ? MostPictureMebibytes : MostMebibytes)) throw new InvalidOperationException($"{mebibytes:0} MiB for {mutant.Length} bytes");
                }
                catch (Exception crash)
                {
                    if (++failed > MostReported) continue;
                    await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Kept).FullName, $"{format.Replace(' ', '-')}-{i}"), mutant);
                    await Console.Error.WriteLineAsync($"mutant {i} of {format}: {crash}");
                }

                if (Soak.IsOn && (i + 1) % 1_000 == 0) await Console.Error.WriteLineAsync($"{format}: {i + 1} of {EachFormat}, {failed} failed, slowest {slowest:0} ms, at most {largest:0} MiB");
            }

            costs.Add((format, slowest, largest));
        }

        if (costs.Count == 0) return [];
        return
        [
            new(Failures, failed, "count", tried),
            new("interop.mutants.slowest_ms", Math.Round(costs.Max(cost => cost.Milliseconds)), "ms", tried, $"{Each(cost => cost.Milliseconds)}; {pictures} with pictures were read as scans, the slowest in {longestPicture.TotalMilliseconds:0} ms"),
            new("interop.mutants.most_allocated_mib", Math.Round(costs.Max(cost => cost.Mebibytes)), "MiB", tried, $"{Each(cost => cost.Mebibytes)}; with pictures {largestPicture:0}"),
        ];
        string Each(Func<(string Format, double Milliseconds, double Mebibytes), double> value) => string.Join(", ", costs.Select(cost => $"{cost.Format} {value(cost):0}"));
    }

    private static bool IsPicture(ReadOutcome outcome, DocumentReading reading) =>
        reading.Pages.Any(page => page.Origin == PageOrigin.Ocr) || outcome is ReadOutcome.PartlyRead { Problem.Code: "blank" or "unreadable" };
}
