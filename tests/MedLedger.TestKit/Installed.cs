using System.Diagnostics;
using Xunit;

namespace MedLedger.TestKit;

/// <summary>Programs that `make test` installs before it begins. Where one is missing its tests fail: what never ran proves nothing.</summary>
public static class Installed
{
    /// <exception cref="InvalidOperationException">when the program is on no path.</exception>
    public static string Program(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{name} is not installed. `make test` installs what the tests need; run that first.");

    /// <summary>What the program printed; the test fails where the program does.</summary>
    public static string Run(string name, params IEnumerable<string> arguments) => Run(new ProcessStartInfo(Program(name), arguments));

    /// <summary>The same with an environment of its own.</summary>
    public static string Run(ProcessStartInfo start)
    {
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        return output;
    }
}
