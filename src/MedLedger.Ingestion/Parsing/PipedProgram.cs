using System.Diagnostics;
using System.Text;

namespace MedLedger.Ingestion.Parsing;

/// <summary>Runs a program on a document given on its standard input: nothing of the document touches a disk.</summary>
internal static class PipedProgram
{
    private const int MostErrorText = 64 * 1024;

    public static async Task<Finished> RunAsync(string program, byte[] document, long mostOutput, CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            var feeding = FeedAsync(process, document, cancellationToken);
            var errors = ReadAsync(process.StandardError.BaseStream, MostErrorText, cancellationToken);
            var (output, overflow) = await ReadAsync(process.StandardOutput.BaseStream, mostOutput, cancellationToken);
            await feeding;
            var (errorText, _) = await errors;
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, output, Encoding.Latin1.GetString(errorText), overflow);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static async Task FeedAsync(Process process, byte[] document, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(document, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It may stop reading early; its exit code tells.
        }
    }

    // Reads everything so that the program never blocks, and keeps no more than asked for.
    private static async Task<(byte[] Bytes, bool Overflow)> ReadAsync(Stream stream, long most, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        var overflow = false;
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (kept.Length + read <= most) kept.Write(buffer, 0, read);
            else overflow = true;
        }

        return (kept.ToArray(), overflow);
    }

    internal sealed record Finished(int ExitCode, byte[] Output, string Errors, bool Overflow)
    {
        public string Text => Encoding.UTF8.GetString(Output);

        /// <summary>Whether a signal ended it: what it did not say then means nothing.</summary>
        public bool WasKilled => ExitCode > 128;
    }
}
