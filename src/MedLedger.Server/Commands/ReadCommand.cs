using System.CommandLine;
using System.Text;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Server.Composition;

namespace MedLedger.Server.Commands;

/// <summary>One document, or every file of a folder, to its text in reading order.</summary>
internal static class ReadCommand
{
    private static readonly Argument<string[]> _paths = new("path") { Description = "FILE, or with --batch: DIR OUTDIR.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<bool> _batch = new("--batch") { Description = "Read every file of DIR into OUTDIR, in one process." };
    private static readonly Option<string> _format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");

    public static Command Create()
    {
        var command = new Command("read", "Reads a document: text, words, boxes, confidence.") { _paths, _batch, _format };
        command.Validators.Add(result =>
        {
            var count = result.GetValue(_paths)?.Length ?? 0;
            if (count != (result.GetValue(_batch) ? 2 : 1)) result.AddError(result.GetValue(_batch) ? "read --batch wants DIR and OUTDIR." : "read wants one FILE; for a folder use --batch DIR OUTDIR.");
        });
        command.SetAction((parse, cancellationToken) =>
        {
            var paths = parse.GetValue(_paths)!;
            var json = parse.WantsJson() || parse.GetValue(_format) == "json";
            return parse.GetValue(_batch) ? BatchAsync(paths[0], paths[1], json, parse.DataDirectory(), cancellationToken) : OneAsync(paths[0], json, parse.DataDirectory(), cancellationToken);
        });
        return command;
    }

    private static async Task<int> OneAsync(string path, bool json, string data, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new CommandFailedException($"{path}: there is no such file. Check the path, then run it again.");
        await using var reader = await Readers.ConfinedAsync(workers: 1, cancellationToken, data);
        var outcome = await reader.ReadAsync(IncomingDocument.FromFile(path), cancellationToken);
        var view = ReadView.Of(outcome);
        if (json) await Output.WriteJsonAsync(view);
        else await Output.WriteAsync(view.Text());
        if (view.Reason is not null) await Output.SayAsync($"medledger: {path}: {view.Status}: {view.Reason} {view.NextStep}");
        return outcome is ReadOutcome.Read ? ExitCode.Done : ExitCode.SomeRefused;
    }

    private static async Task<int> BatchAsync(string folder, string outFolder, bool json, string data, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) throw new CommandFailedException($"{folder}: there is no such folder. Check the path, then run it again.");
        var files = Directory.GetFiles(folder).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal).ToList();
        var collisions = files.GroupBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        Directory.CreateDirectory(outFolder);
        await using var reader = await Readers.ConfinedAsync(Environment.ProcessorCount, cancellationToken, data);
        int done = 0, refused = 0;
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, async (path, token) =>
        {
            var outcome = await reader.ReadAsync(IncomingDocument.FromFile(path), token);
            var view = ReadView.Of(outcome);
            var plain = Path.GetFileNameWithoutExtension(path);
            var name = Path.Combine(outFolder, collisions.Contains(plain) ? Path.GetFileName(path) : plain);
            await File.WriteAllTextAsync(name + ".txt", view.Text(), new UTF8Encoding(false), token);
            if (json) await File.WriteAllTextAsync(name + ".json", System.Text.Json.JsonSerializer.Serialize(view, Output.Json), new UTF8Encoding(false), token);
            if (outcome is not ReadOutcome.Read) Interlocked.Increment(ref refused);
            await Output.SayAsync($"[{Interlocked.Increment(ref done)}/{files.Count}] {Path.GetFileName(path)}: {view.Status}{(view.Reason is null ? "" : $": {view.Reason} {view.NextStep}")}");
        });
        return refused == 0 ? ExitCode.Done : ExitCode.SomeRefused;
    }
}
