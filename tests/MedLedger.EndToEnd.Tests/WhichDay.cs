namespace MedLedger.EndToEnd.Tests;

/// <summary>A date that can be read both ways is settled by the patient's other papers.</summary>
public sealed class WhichDay
{
    private const string Open = "PRESCRIPTION   Date: 05/03/2025\nPatient: Orla Finch  DOB 1961-02-03\nMedications: ramipril 10 mg po daily\n";
    private const string Proof = "Clinic letter   Date: 25/04/2025\nPatient: Orla Finch  DOB 1961-02-03\nMedications: ramipril 5 mg po daily\n";

    [Fact]
    public async Task The_older_prescription_is_not_taken_for_the_newer()
    {
        using var scratch = new ScratchFolder();
        var docs = await WriteAsync(scratch);
        // Month first, the prescription would be of 3 May and the newer of the two.
        var alone = await Product.RunAsync("summarize", Path.Combine(docs, "open.txt"), "--as-of", "2025-06-01");
        Assert.Contains("(2025-05-03)", alone.Output, StringComparison.Ordinal);

        var page = await Product.RunAsync("summarize", docs, "--as-of", "2025-06-01");
        Assert.True(page.ExitCode == 0, page.ToString());
        Assert.Contains("ramipril 5 mg", page.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ramipril 10 mg", page.Output, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(ScratchFolder scratch)
    {
        var docs = Directory.CreateDirectory(scratch.At("docs")).FullName;
        await File.WriteAllTextAsync(Path.Combine(docs, "open.txt"), Open);
        await File.WriteAllTextAsync(Path.Combine(docs, "proof.txt"), Proof);
        return docs;
    }
}
