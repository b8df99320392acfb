using System.Text.Json;
using MedLedger.TestKit;

namespace MedLedger.EndToEnd.Tests;

/// <summary>Every bad input gets one line with document, reason and next step; the rest is done; the exit code says so.</summary>
public sealed class BadInput
{
    [Fact]
    public async Task Bad_documents_are_named_and_the_good_one_is_still_used()
    {
        using var scratch = new ScratchFolder();
        var docs = Directory.CreateDirectory(scratch.At("docs")).FullName;
        foreach (var bad in Directory.GetFiles(Repository.Path("tests", "corpus", "bad")).Where(file => !file.EndsWith("README.md", StringComparison.Ordinal)))
            File.Copy(bad, Path.Combine(docs, Path.GetFileName(bad)));
        using (var huge = File.Create(Path.Combine(docs, "huge.pdf"))) huge.SetLength(200L * 1024 * 1024);
        await File.WriteAllTextAsync(Path.Combine(docs, "note.txt"), "Clinic note 2025-05-02\nPatient: Orla Finch  DOB 1961-02-03\nAllergies: penicillin (rash)\nMedications: ramipril 5 mg po daily\n");

        var ended = await Product.RunAsync("summarize", docs, "--as-of", "2025-06-01", "--format", "text", "--report", scratch.At("report.json"));
        Assert.True(ended.ExitCode == 3, ended.ToString());
        Assert.Contains("penicillin", ended.Output, StringComparison.OrdinalIgnoreCase);

        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(scratch.At("report.json")));
        var documents = report.RootElement.GetProperty("documents").EnumerateArray().ToDictionary(one => Path.GetFileName(one.GetProperty("path").GetString()!), StringComparer.Ordinal);
        foreach (var name in (string[])["empty.txt", "truncated.pdf", "truncated.png", "password.pdf", "random.bin", "huge-header.png", "illegible.png", "huge.pdf"])
        {
            Assert.NotEqual("read", documents[name].GetProperty("status").GetString());
            Assert.False(string.IsNullOrWhiteSpace(documents[name].GetProperty("reason").GetString()), name);
            Assert.False(string.IsNullOrWhiteSpace(documents[name].GetProperty("nextStep").GetString()), name);
        }

        Assert.Equal("too-large", documents["huge.pdf"].GetProperty("code").GetString());
        Assert.Equal("password-protected", documents["password.pdf"].GetProperty("code").GetString());
        Assert.Equal("read", documents["note.txt"].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Wrong_usage_ends_with_two_and_says_what_is_understood()
    {
        var ended = await Product.RunAsync("summarize", "--frmat", "html");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("--help", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_ends_with_one_and_names_it()
    {
        var ended = await Product.RunAsync("read", "no-such-file.pdf");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("no-such-file.pdf", ended.Error, StringComparison.Ordinal);
    }
}
