using System.Text.Json;
using System.Text.RegularExpressions;
using MedLedger.TestKit;

namespace MedLedger.EndToEnd.Tests;

/// <summary>The whole sentence on the sample patient, by the command that a newcomer runs.</summary>
public sealed class Demo
{
    [Fact]
    public async Task The_demo_goes_the_whole_way_and_every_step_holds()
    {
        using var scratch = new ScratchFolder();
        var ended = await Product.RunAsync("demo", "--once", "--port", "0", "--data", scratch.At("demo"));

        Assert.True(ended.ExitCode == 0, ended.ToString());
        string[] steps =
        [
            "registry deployed at 0x", "clinic-letter-2025-08.pdf: held", "ct-report-2024.pdf: unreadable", "scan0007.pdf: refused", "duplicate",
            "anchored as epoch", "accepted: grant", "Dr Abena Osei: 200", "Dr Nils Lindqvist: 403", "without a reason: 403", "with a reason: 200",
            "403 from the next request on", "break-glass permitted", "medledger-verify log: VERIFIED", "medledger-verify record: VERIFIED", "medledger-verify record: FAILED",
        ];
        foreach (var step in steps) Assert.Contains(step, ended.Output, StringComparison.Ordinal);

        var html = await File.ReadAllTextAsync(scratch.At("demo/page.html"));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        using var ips = JsonDocument.Parse(await File.ReadAllBytesAsync(scratch.At("demo/ips.json")));
        Assert.Equal("document", ips.RootElement.GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_sample_page_shows_what_saves_and_hides_what_harms()
    {
        var ended = await Product.RunAsync("summarize", Repository.Path("tests", "corpus", "demo", "docs"), "--as-of", "2025-09-14", "--format", "json");
        Assert.True(ended.ExitCode == 3, ended.ToString());
        using var page = JsonDocument.Parse(ended.Output);
        var allergies = Lines(page, "allergies");
        var medicines = Lines(page, "medications");

        Assert.Contains(allergies, line => line.Contains("cefuroxime", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(allergies, line => line.Contains("chlorhexidine", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(medicines, line => Regex.IsMatch(line, "rivaroxaban 15 mg", RegexOptions.IgnoreCase));
        Assert.DoesNotContain(medicines, line => line.Contains("diltiazem", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(medicines, line => line.Contains("insulin", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(medicines, line => line.Contains("chlorhexidine", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_same_documents_give_the_same_bytes()
    {
        string[] arguments = ["summarize", Repository.Path("tests", "corpus", "demo", "docs"), "--as-of", "2025-09-14", "--format", "fhir"];
        var first = await Product.RunAsync(arguments);
        var second = await Product.RunAsync(arguments);
        Assert.Equal(first.Output, second.Output);
    }

    private static List<string> Lines(JsonDocument page, string block) =>
        [.. page.RootElement.GetProperty("blocks").EnumerateArray().Where(one => one.GetProperty("kind").GetString() == block)
            .SelectMany(one => one.GetProperty("lines").EnumerateArray()).Select(line => $"{line.GetProperty("text").GetString()} {(line.TryGetProperty("detail", out var detail) ? detail.GetString() : "")}")];
}
