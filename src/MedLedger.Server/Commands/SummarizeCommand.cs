using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MedLedger.Ingestion.Intake;
using MedLedger.Server.Composition;
using MedLedger.Server.Pipeline;
using MedLedger.Server.Records;

namespace MedLedger.Server.Commands;

/// <summary>One patient's files to the one page, or a folder of patients to a folder of pages; nothing is kept.</summary>
internal static class SummarizeCommand
{
    private static readonly Argument<string[]> _paths = new("path") { Description = "Files and folders of one patient, or with --batch: ROOT OUTDIR.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<bool> _batch = new("--batch") { Description = "Each sub-folder of ROOT is a patient (where it has a folder 'docs', only that is read)." };
    private static readonly Option<string?> _format = new Option<string?>("--format") { Description = "text (default), html, pdf, fhir (default with --batch), xml (FHIR) or json." }.AcceptOnlyFromAmong(SummaryFormat.All);
    private static readonly Option<string?> _lang = SummaryFormat.Language();
    private static readonly Option<string?> _out = new("--out") { Description = "Write the page to FILE instead of standard output.", HelpName = "FILE" };
    private static readonly Option<string?> _report = new("--report") { Description = "Write what became of each document to FILE (JSON).", HelpName = "FILE" };
    private static readonly Option<string?> _asOfFile = new("--as-of-file") { Description = "With --batch: lines 'sub-folder<TAB>date' give each patient's clinical day.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("summarize", "Makes the one page from the files of one patient; nothing is kept.") { _paths, _batch, _format, _lang, _out, _report, _asOfFile };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_batch) && result.GetValue(_paths)?.Length != 2) result.AddError("summarize --batch wants ROOT and OUTDIR.");
            if (!result.GetValue(_batch) && result.GetValue(_asOfFile) is not null) result.AddError("--as-of-file goes with --batch; for one patient use --as-of DATE.");
        });
        command.SetAction((parse, cancellationToken) => parse.GetValue(_batch) ? BatchAsync(parse, cancellationToken) : OneAsync(parse, cancellationToken));
        return command;
    }

    private static async Task<int> OneAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var files = Enumerate(parse.GetValue(_paths)!);
        await using var reader = await Readers.ConfinedAsync(Environment.ProcessorCount, cancellationToken, parse.DataDirectory());
        var step = Readers.ReadAndUnderstand(reader, Environment.ProcessorCount);
        var (record, reports) = await FolderSummary.MakeAsync(step, files, parse.Today(TimeProvider.System), line => Console.Error.WriteLine(line), cancellationToken);

        var format = parse.GetValue(_format) ?? (parse.WantsJson() ? "json" : "text");
        var page = await SummaryDocument.Of(record, parse.WordsOf(_lang)).InAsync(format, cancellationToken);
        if (parse.GetValue(_out) is { } file) await Output.WriteFileAsync(file, page, cancellationToken);
        else await WriteRawAsync(page, cancellationToken);

        foreach (var report in reports.Where(report => report.NeedsAttention)) await Output.SayAsync($"medledger: {report.Line()}");
        if (parse.GetValue(_report) is { } reportFile) await WriteReportAsync(reportFile, reports, cancellationToken);
        return reports.Any(report => report.NeedsAttention) ? ExitCode.SomeRefused : ExitCode.Done;
    }

    private static async Task<int> BatchAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var (root, outFolder) = (parse.GetValue(_paths)![0], parse.GetValue(_paths)![1]);
        if (!Directory.Exists(root)) throw new CommandFailedException($"{root}: there is no such folder. Check the path, then run it again.");
        var days = Days(parse.GetValue(_asOfFile));
        var format = parse.GetValue(_format) ?? "fhir";
        var patients = Directory.GetDirectories(root).Order(StringComparer.Ordinal).ToList();
        Directory.CreateDirectory(outFolder);

        await using var reader = await Readers.ConfinedAsync(Environment.ProcessorCount, cancellationToken, parse.DataDirectory());
        var step = Readers.ReadAndUnderstand(reader, Environment.ProcessorCount);
        var attention = 0;
        foreach (var (patient, at) in patients.Select((patient, at) => (patient, at)))
        {
            var name = Path.GetFileName(patient);
            var docs = Path.Combine(patient, "docs");
            var files = Enumerate([Directory.Exists(docs) ? docs : patient]);
            var asOf = days.TryGetValue(name, out var day) ? day : parse.Today(TimeProvider.System);
            var (record, reports) = await FolderSummary.MakeAsync(step, files, asOf, _ => { }, cancellationToken);
            var page = await SummaryDocument.Of(record, parse.WordsOf(_lang)).InAsync(format, cancellationToken);
            await Output.WriteFileAsync(Path.Combine(outFolder, name + Extension(format)), page, cancellationToken);
            await WriteReportAsync(Path.Combine(outFolder, name + ".report.json"), reports, cancellationToken);
            var odd = reports.Where(report => report.NeedsAttention).ToList();
            attention += odd.Count;
            await Output.SayAsync($"[{at + 1}/{patients.Count}] {name}: {reports.Count} documents, {record.Lines.Count()} lines");
            foreach (var report in odd) await Output.SayAsync($"  {report.Line()}");
        }

        return attention == 0 ? ExitCode.Done : ExitCode.SomeRefused;
    }

    private static IReadOnlyList<string> Enumerate(IReadOnlyList<string> paths)
    {
        try
        {
            return DocumentFiles.Enumerate(paths);
        }
        catch (FileNotFoundException missing)
        {
            throw new CommandFailedException($"{missing.FileName}: there is no such file or folder. Check the path, then run it again.", missing);
        }
    }

    private static Dictionary<string, DateOnly> Days(string? file)
    {
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        if (file is null) return days;
        foreach (var line in File.ReadAllLines(file).Where(line => line.Trim().Length > 0))
        {
            if (line.Split('\t') is not [var name, var text] || !DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                throw new CommandFailedException($"{file}: '{line}' is not 'sub-folder<TAB>YYYY-MM-DD'. Correct the line, then run it again.");
            days[name] = day;
        }

        return days;
    }

    private static string Extension(string format) => format switch { "text" => ".txt", "html" => ".html", "pdf" => ".pdf", "xml" => ".xml", _ => ".json" };

    private static Task WriteReportAsync(string file, IReadOnlyList<DocumentReport> reports, CancellationToken cancellationToken) =>
        Output.WriteFileAsync(file, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { documents = reports }, Output.Json) + "\n"), cancellationToken);

    private static async Task WriteRawAsync(byte[] page, CancellationToken cancellationToken)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(page, cancellationToken);
    }
}
