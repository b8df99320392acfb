using System.Text.Json;
using MedLedger.TestKit;

namespace MedLedger.EndToEnd.Tests;

/// <summary>The page of the demo's patient in a real browser: no accessibility fault, and everything within reach of a keyboard.</summary>
public sealed class ThePage
{
    [Fact]
    public async Task Page_and_sources_have_no_accessibility_fault_and_need_no_mouse_and_no_script()
    {
        using var scratch = new ScratchFolder();
        var pages = new List<string>();
        foreach (var language in (string[])["en", "de"])
        {
            var page = scratch.At($"page-{language}.html");
            var made = await Product.RunAsync("summarize", Repository.Path("tests", "corpus", "demo", "docs"), "--as-of", "2025-09-14", "--format", "html", "--lang", language, "--out", page);
            Assert.True(made.ExitCode is 0 or 3, made.ToString());
            Assert.DoesNotContain("<script", await File.ReadAllTextAsync(page), StringComparison.OrdinalIgnoreCase);
            pages.Add(page);
        }

        var judged = await Product.RunAsync("node", TimeSpan.FromMinutes(3), [Repository.Path("tests", "oracles", "page.mjs"), .. pages]);
        Assert.True(judged.ExitCode == 0, judged.ToString());
        using var found = JsonDocument.Parse(judged.Output);
        Assert.Equal(pages.Count, found.RootElement.GetArrayLength());
        foreach (var page in found.RootElement.EnumerateArray())
        {
            Assert.True(page.GetProperty("violations").GetArrayLength() == 0, page.ToString());
            var keyboard = page.GetProperty("keyboard");
            Assert.True(keyboard.GetProperty("lines").GetInt32() > 20, page.ToString());
            Assert.True(keyboard.GetProperty("missed").GetArrayLength() == 0, page.ToString());
            Assert.True(keyboard.GetProperty("opened").GetBoolean() && keyboard.GetProperty("closed").GetBoolean() && keyboard.GetProperty("onClose").GetString() == "close", page.ToString());
        }
    }
}
