using System.CommandLine;
using MedLedger.Ingestion.Confinement;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Server.Commands;

/// <summary>The confined child: reads hostile bytes without keys, network or data directory. Started by the reader pool, never by people.</summary>
internal static class ReaderProcessCommand
{
    public static Command Create()
    {
        var command = new Command(ReaderProcess.Command, "Internal: the confined reader.") { Hidden = true };
        command.SetAction(async (_, cancellationToken) =>
        {
            await ReaderProcess.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), new ReaderLimits(), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
