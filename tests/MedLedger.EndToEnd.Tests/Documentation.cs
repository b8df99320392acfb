using System.Text.RegularExpressions;
using MedLedger.TestKit;

namespace MedLedger.EndToEnd.Tests;

/// <summary>What the documents point at is there.</summary>
public sealed partial class Documentation
{
    [Fact]
    public void Every_relative_link_of_a_document_leads_somewhere()
    {
        string[] skipped = ["node_modules", "out", "bin", "obj", ".git"];
        var broken = from file in Directory.EnumerateFiles(Repository.Root, "*.md", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 6, AttributesToSkip = FileAttributes.ReparsePoint })
                     where !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Any(skipped.Contains)
                     from Match link in Link().Matches(File.ReadAllText(file))
                     let target = link.Groups[1].Value.Split('#')[0]
                     where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
                     where !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, Uri.UnescapeDataString(target)))
                     select $"{Path.GetRelativePath(Repository.Root, file)}: {target}";
        Assert.Empty(broken);
    }

    [Fact]
    public async Task Every_command_that_the_readme_names_exists()
    {
        var help = await Product.RunAsync("--help");
        foreach (Match command in Command().Matches(await File.ReadAllTextAsync(Repository.Path("README.md"))))
            Assert.Contains($"  {command.Groups[1].Value}", help.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"^out/medledger ([a-z-]+)", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Command();
}
