using System.CommandLine;
using MedLedger.Ingestion.Intake;
using MedLedger.Server.Composition;
using MedLedger.Server.Pipeline;

namespace MedLedger.Server.Commands;

/// <summary>Takes documents into the store; the same documents again change nothing.</summary>
internal static class IngestCommand
{
    private static readonly Option<string> _patient = new("--patient") { Description = "The patient, by your own reference (a record number, not a name).", Required = true, HelpName = "REF" };
    private static readonly Argument<string[]> _paths = new("path") { Description = "Files and folders of this one patient.", Arity = ArgumentArity.OneOrMore };

    public static Command Create()
    {
        var command = new Command("ingest", "Takes documents into the store: sealed, logged, read, summarized; a receipt per document.") { _patient, _paths };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        if (parse.GetValue(_patient)!.Trim() is { Length: 0 or > 200 }) throw new CommandFailedException("--patient wants a reference of 1 to 200 characters, such as a record number.");
        IReadOnlyList<string> files;
        try
        {
            files = DocumentFiles.Enumerate(parse.GetValue(_paths)!);
        }
        catch (FileNotFoundException missing)
        {
            throw new CommandFailedException($"{missing.FileName}: there is no such file or folder. Check the path, then run it again.", missing);
        }

        await using var store = await parse.OpenStoreAsync(cancellationToken, mayBegin: true);
        await using var reader = await Readers.ConfinedAsync(Environment.ProcessorCount, cancellationToken, store.Data);
        var pipeline = new RecordPipeline(store, Readers.ReadAndUnderstand(reader, Environment.ProcessorCount));
        await pipeline.ResumeAsync(line => Console.Error.WriteLine(line), cancellationToken);
        var patient = await store.Patients.FindOrAddAsync(parse.GetValue(_patient)!, TimeProvider.System.GetUtcNow(), cancellationToken);
        var result = await pipeline.IngestAsync(patient, [.. files.Select(IncomingDocument.FromFile)], line => Console.Error.WriteLine(line), cancellationToken);

        if (parse.WantsJson()) await Output.WriteJsonAsync(new { result.Reference, result.Patient, result.SummaryVersion, result.SummaryLeaf, documents = result.Documents });
        else foreach (var receipt in result.Documents) await Output.WriteAsync($"{(receipt.Leaf is { } leaf ? $"leaf {leaf,-5}" : "no leaf   ")} {receipt.Report.Line()}");
        return result.Documents.Any(receipt => receipt.Report.NeedsAttention) ? ExitCode.SomeRefused : ExitCode.Done;
    }
}
