using System.Diagnostics;
using MedLedger.TestKit;

namespace MedLedger.EndToEnd.Tests;

/// <summary>The built product, started as its users start it.</summary>
internal static class Product
{
    public static string Medledger { get; } = Repository.Path("out", "medledger");

    public static string Verifier { get; } = Repository.Path("out", "medledger-verify");

    public static Task<Ended> RunAsync(params string[] arguments) => RunAsync(Medledger, TimeSpan.FromMinutes(8), arguments);

    public static async Task<Ended> RunAsync(string program, TimeSpan patience, params string[] arguments)
    {
        Assert.True(!Path.IsPathRooted(program) || File.Exists(program), $"{program} is not built; run 'make build' first.");
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{Path.GetFileName(program)} {string.Join(' ', arguments)} did not end within {patience.TotalMinutes:0} minutes:\n{await error}");
        }

        return new Ended(process.ExitCode, await output, await error);
    }

    public static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
}

internal sealed record Ended(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Error}";
}

/// <summary>A folder that is gone when the test ends.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("medledger-e2e-").FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
