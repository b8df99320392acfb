using System.CommandLine;

namespace MedLedger.Server.Commands;

/// <summary>The auditor's checks; the verifier is a project of its own that knows neither store nor keys.</summary>
internal static class VerifyCommand
{
    /// <summary>Stands in the help; the verifier reads its own arguments.</summary>
    public static Command Create() => new("verify", "The auditor's checks: verify record|log|grant|proof … (medledger verify --help).");

    public static Task<int> RunAsync(string[] args) => Cli.Commands.VerifierCommands.RunAsync(args, Console.Out, Console.Error, anchors: null, CancellationToken.None);
}
