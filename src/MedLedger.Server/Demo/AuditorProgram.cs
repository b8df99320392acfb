using System.Diagnostics;
using MedLedger.Server.Commands;

namespace MedLedger.Server.Demo;

/// <summary>The auditor's program, run as a program of its own: it gets files and an address, never the store or its keys.</summary>
internal static class AuditorProgram
{
    public static async Task<(int ExitCode, string Said)> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "verify", "medledger-verify"));
        if (!File.Exists(program)) throw new CommandFailedException($"the auditor's program is missing at {program}. Run 'make build'.");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var complained = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, (await said + await complained).Trim());
    }
}
