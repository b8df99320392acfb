using System.CommandLine;
using MedLedger.Ingestion.Confinement;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Server.Commands;

/// <summary>The confined child: reads hostile bytes without keys, network or data directory. Started by the reader pool, never by people.</summary>
internal static class ReaderProcessCommand
{
    private static readonly Option<int> _readers = new(ReaderProcess.ReadersOption) { DefaultValueFactory = _ => new ReaderLimits().Readers };
    private static readonly Option<int> _previews = new(ReaderProcess.PreviewOption) { DefaultValueFactory = _ => new ReaderLimits().PreviewWidth };

    public static Command Create()
    {
        var command = new Command(ReaderProcess.Command, "Internal: the confined reader.") { _readers, _previews };
        command.Hidden = true;
        command.SetAction(async (parse, cancellationToken) =>
        {
            var limits = new ReaderLimits { Readers = parse.GetValue(_readers), PreviewWidth = parse.GetValue(_previews) };
            await ReaderProcess.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), limits, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
