using System.CommandLine;
using System.Text;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Confinement;
using MedLedger.Ingestion.Intake;
using MedLedger.Server.Composition;

namespace MedLedger.Server.Commands;

/// <summary>One document, or every file of a folder, to its text in reading order, its words as JSON, or a page to look at.</summary>
internal static class ReadCommand
{
    // Wide enough to check a digit by eye.
    private const int ViewerWidth = 1600;
    private const int MostWorkers = 64;

    private static readonly Argument<string[]> _paths = new("path") { Description = "FILE, or with --batch: DIR OUTDIR.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<bool> _batch = new("--batch") { Description = "Read every file of DIR into OUTDIR, in one process." };
    private static readonly Option<string> _format = new Option<string>("--format") { Description = "text, json, or html: the scan with its words highlighted.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json", "html");
    private static readonly Option<string?> _out = new("--out") { Description = "Write there instead of to standard output.", HelpName = "FILE" };
    private static readonly Option<int> _readers = new("--readers") { Description = "1: the page is read once, faster, and fewer numbers are sure. 2: doubtful words and every number are read again by other readers.", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> _workers = new("--workers") { Description = "Documents read at the same time (default: one per core).", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Create()
    {
        var command = new Command("read", "Reads a document: text, words, boxes, confidence.") { _paths, _batch, _format, _out, _readers, _workers };
        command.Validators.Add(result =>
        {
            var count = result.GetValue(_paths)?.Length ?? 0;
            var batch = result.GetValue(_batch);
            if (count != (batch ? 2 : 1)) result.AddError(batch ? "read --batch wants DIR and OUTDIR." : "read wants one FILE; for a folder use --batch DIR OUTDIR.");
            if (batch && result.GetValue(_out) is not null) result.AddError("--out goes with one FILE; --batch writes into OUTDIR.");
        });
        _readers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (1 or 2)) result.AddError("--readers wants 1 or 2.");
        });
        _workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostWorkers) result.AddError($"--workers wants a number from 1 to {MostWorkers}.");
        });
        command.SetAction((parse, cancellationToken) =>
        {
            var paths = parse.GetValue(_paths)!;
            return parse.GetValue(_batch) ? BatchAsync(paths[0], paths[1], parse, cancellationToken) : OneAsync(paths[0], parse, cancellationToken);
        });
        return command;
    }

    private static string Format(ParseResult parse) => parse.WantsJson() ? "json" : parse.GetValue(_format)!;

    private static Task<ConfinedReader> ReaderAsync(ParseResult parse, int workers, CancellationToken cancellationToken)
    {
        var limits = new ReaderLimits { Readers = parse.GetValue(_readers), PreviewWidth = Format(parse) == "html" ? ViewerWidth : 0 };
        return Readers.ConfinedAsync(workers, limits, cancellationToken, parse.DataDirectory());
    }

    private static async Task<int> OneAsync(string path, ParseResult parse, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path)) throw new CommandFailedException($"{path} is a folder. Use: medledger read --batch {path} OUTDIR");
        if (!File.Exists(path)) throw new CommandFailedException($"{path}: there is no such file. Check the path, then run it again.");
        await using var reader = await ReaderAsync(parse, workers: 1, cancellationToken);
        var outcome = await reader.ReadAsync(IncomingDocument.FromFile(path), cancellationToken);
        var view = ReadView.Of(outcome);
        var answer = Render(Path.GetFileName(path), outcome, view, Format(parse));
        if (parse.GetValue(_out) is { } file) await Output.WriteFileAsync(file, Encoding.UTF8.GetBytes(answer), cancellationToken);
        else await Output.WriteAsync(answer);
        if (view.Reason is not null) await Output.SayAsync($"medledger: {path}: {view.Status}: {view.Reason} {view.NextStep}");
        foreach (var note in view.Notes ?? []) await Output.SayAsync($"medledger: {path}: not used: {note}");
        return outcome is ReadOutcome.Read ? ExitCode.Done : ExitCode.SomeRefused;
    }

    private static async Task<int> BatchAsync(string folder, string outFolder, ParseResult parse, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) throw new CommandFailedException($"{folder}: there is no such folder. Check the path, then run it again.");
        var files = Directory.GetFiles(folder).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0) await Output.SayAsync($"medledger: {folder} holds no files; nothing was read.");
        var names = ReadBatch.Names(files);
        Directory.CreateDirectory(outFolder);
        var workers = parse.GetValue(_workers);
        var report = new BatchLine[files.Count];
        var done = 0;
        await using var reader = await ReaderAsync(parse, workers, cancellationToken);
        await Parallel.ForAsync(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, async (i, token) =>
        {
            var outcome = await ReadBatch.ReadAsync(reader, files[i], token);
            var view = ReadView.Of(outcome);
            var target = Path.Combine(outFolder, names[i]);
            await Output.WriteFileAsync(target + ".txt", Encoding.UTF8.GetBytes(view.Text()), token);
            if (Format(parse) is not "text" and var format)
                await Output.WriteFileAsync($"{target}.{format}", Encoding.UTF8.GetBytes(Render(Path.GetFileName(files[i]), outcome, view, format)), token);
            report[i] = new(Path.GetFileName(files[i]), view.Status, view.Code, view.Reason, view.NextStep, view.Pages.Count);
            await Output.SayAsync($"[{Interlocked.Increment(ref done)}/{files.Count}] {report[i].Path}: {view.Status}{(view.Reason is null ? "" : $": {view.Reason} {view.NextStep}")}");
        });

        // In the order of the folder, whoever was ready first.
        if (parse.WantsJson()) await Output.WriteJsonAsync(report);
        return report.All(line => line.Status == "read") ? ExitCode.Done : ExitCode.SomeRefused;
    }

    private static string Render(string name, ReadOutcome outcome, ReadView view, string format) => format switch
    {
        "json" => System.Text.Json.JsonSerializer.Serialize(view, Output.Json) + "\n",
        "html" => ReadPage.Html(name, outcome, view),
        _ => view.Text(),
    };
}

/// <summary>What `read --batch --json` prints for each file.</summary>
internal sealed record BatchLine(string Path, string Status, string? Code, string? Reason, string? NextStep, int Pages);
