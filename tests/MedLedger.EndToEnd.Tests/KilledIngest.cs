using System.Text.Json;
using MedLedger.TestKit;

namespace MedLedger.EndToEnd.Tests;

/// <summary>kill -9 at any moment of an ingest: the next one opens the store, completes it, and the log verifies.</summary>
public sealed class KilledIngest
{
    /// <summary>Milliseconds after the start: four fixed moments, in a soak 200 seeded ones.</summary>
    public static TheoryData<int> Moments()
    {
        var moments = new TheoryData<int> { 300, 900, 1800, 3500 };
        var random = new Random(11);
        for (var i = 4; i < Soak.Times(4, 200); i++) moments.Add(random.Next(100, 6000));
        return moments;
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_killed_ingest_is_completed_by_the_next(int milliseconds)
    {
        using var scratch = new ScratchFolder();
        var data = scratch.At("data");
        string[] ingest = ["ingest", "--patient", "LS-20418", "--data", data, "--as-of", "2025-09-14", "--json", Repository.Path("tests", "corpus", "demo", "docs")];

        using (var process = Product.Start(Product.Medledger, ingest))
        {
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await Task.Delay(milliseconds);
            process.Kill();
            await process.WaitForExitAsync();
        }

        var ended = await Product.RunAsync(ingest);
        Assert.True(ended.ExitCode == 3, ended.ToString());
        using var receipts = JsonDocument.Parse(ended.Output);
        var documents = receipts.RootElement.GetProperty("documents").EnumerateArray().ToList();
        Assert.Equal(10, documents.Count);
        // Nine different contents, each with exactly one leaf.
        var leaves = documents.Select(one => one.GetProperty("leaf").GetUInt64()).ToList();
        Assert.Equal(9, leaves.Distinct().Count());

        await File.WriteAllTextAsync(scratch.At("vkey"), await VerifierKeyAsync(data, leaves[0]));
        var verified = await Product.RunAsync(Product.Verifier, TimeSpan.FromMinutes(2), "log", Path.Combine(data, "log"), "--vkey", scratch.At("vkey"));
        Assert.True(verified.ExitCode == 0, verified.ToString());

        var again = await Product.RunAsync(ingest);
        using var repeated = JsonDocument.Parse(again.Output);
        Assert.Equal(leaves, repeated.RootElement.GetProperty("documents").EnumerateArray().Select(one => one.GetProperty("leaf").GetUInt64()));
        Assert.Equal(receipts.RootElement.GetProperty("summaryLeaf").GetUInt64(), repeated.RootElement.GetProperty("summaryLeaf").GetUInt64());
    }

    private static async Task<string> VerifierKeyAsync(string data, ulong leaf)
    {
        var ended = await Product.RunAsync("proof", $"{leaf}", "--data", data, "--out", Path.Combine(data, "proof.json"), "--json");
        Assert.True(ended.ExitCode == 0, ended.ToString());
        using var proof = JsonDocument.Parse(ended.Output);
        return proof.RootElement.GetProperty("vkey").GetString()!;
    }
}
