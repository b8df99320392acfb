using System.Diagnostics;

namespace MedLedger.Interop.Bench;

/// <summary>Seeded mutants of small files of every format: an exception or more than two seconds is a failure.</summary>
internal static class MutantFigures
{
    private const int EachFormat = 500;
    private const int MostBytes = 60_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string folder)
    {
        using var reader = Material.Reader();
        int tried = 0, failed = 0;
        foreach (var set in (string[])["ccda", "dicom", "hl7v2", "fhir-ips-vendors"])
        {
            var originals = Material.Files(folder, set).Where(file => file.Bytes.Length is > 100 and < MostBytes).Select(file => file.Bytes).ToList();
            var random = new Random(20260101);
            for (var i = 0; i < EachFormat && originals.Count > 0; i++)
            {
                var mutant = Mutate(originals[random.Next(originals.Count)], random);
                tried++;
                var clock = Stopwatch.StartNew();
                try
                {
                    await Material.ReadAsync(reader, mutant);
                    if (clock.Elapsed > Longest) throw new TimeoutException($"{clock.Elapsed}");
                }
                catch (Exception crash) when (crash is not OutOfMemoryException)
                {
                    failed++;
                    await Console.Error.WriteLineAsync($"mutant {i} of {set}: {crash}");
                }
            }
        }

        return [new("interop.mutants.failures", failed, "count", tried)];
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        if (random.Next(4) == 0) return original[..random.Next(original.Length)];
        var mutant = original.ToArray();
        for (var flips = random.Next(1, 6); flips > 0; flips--) mutant[random.Next(mutant.Length)] ^= (byte)(1 << random.Next(8));
        return mutant;
    }
}
