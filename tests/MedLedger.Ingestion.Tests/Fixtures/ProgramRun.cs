using System.Diagnostics;

namespace MedLedger.Ingestion.Tests.Fixtures;

/// <summary>A program run on bytes: bytes in, bytes out.</summary>
internal static class ProgramRun
{
    public static async Task<byte[]> RunAsync(string program, byte[] input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await reading;
        await process.WaitForExitAsync();
        return output.ToArray();
    }

    /// <summary>The first page of a PDF as a grey image.</summary>
    public static Task<byte[]> RasterAsync(byte[] pdf, int dpi, string format) =>
        RunAsync("pdftoppm", pdf, "-gray", $"-{format}", "-r", dpi.ToString(System.Globalization.CultureInfo.InvariantCulture), "-f", "1", "-l", "1", "-");
}
