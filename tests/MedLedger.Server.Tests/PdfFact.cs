using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MedLedger.Server.Tests;

/// <summary>Needs Chromium and pdfinfo; skipped and counted where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed partial class PdfFactAttribute : FactAttribute
{
    public PdfFactAttribute()
    {
        if (!File.Exists("/usr/bin/chromium") || !File.Exists("/usr/bin/pdfinfo")) Skip = "needs chromium and pdfinfo";
    }

    internal static int Pages(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/pdfinfo", [file]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            return int.Parse(PageCount().Match(process.StandardOutput.ReadToEnd()).Groups[1].Value);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"Pages:\s+(\d+)")]
    private static partial Regex PageCount();
}
