using System.CommandLine;
using System.Text;
using System.Text.Json;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Server.Commands.Extract;

/// <summary>Plain text to mentions and facts, each with its words, rule or model, and confidence.</summary>
internal static class ExtractCommand
{
    // What is no UTF-8 is taken for Latin-1, byte by byte: old systems mix the two in one note.
    private static readonly Encoding _encoding = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new LatinFallback());

    private static readonly Argument<string> _file = new("file") { Description = "A text file, or - for standard input.", DefaultValueFactory = _ => "-" };
    private static readonly Option<bool> _lines = new("--jsonl") { Description = "Read lines {\"id\",\"text\"} and write a line each." };
    private static readonly Option<string> _format = new("--format") { Description = "json, or html: the text with its findings marked.", DefaultValueFactory = _ => "json" };
    private static readonly JsonSerializerOptions _oneLine = new(Output.Json) { WriteIndented = false };

    public static Command Create()
    {
        _format.AcceptOnlyFromAmong("json", "html");
        var command = new Command("extract", "Plain text to coded, qualified mentions and facts.") { _file, _lines, _format };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var file = parse.GetValue(_file)!;
            if (file != "-" && !File.Exists(file)) throw new CommandFailedException($"{file}: there is no such file. Check the path, then run it again.");
            using var input = new StreamReader(file == "-" ? Console.OpenStandardInput() : File.OpenRead(file), _encoding);
            var analyzer = ClinicalTextAnalyzer.CreateWithModels();
            return parse.GetValue(_lines) ? await LinesAsync(analyzer, input, cancellationToken) : await WholeAsync(analyzer, input, parse.GetValue(_format) == "html", cancellationToken);
        });
        return command;
    }

    private static async Task<int> WholeAsync(ClinicalTextAnalyzer analyzer, StreamReader input, bool asPage, CancellationToken cancellationToken)
    {
        var text = await input.ReadToEndAsync(cancellationToken);
        var view = ExtractView.Of(analyzer.Analyze(new ClinicalText(text)), null);
        if (asPage) await Output.WriteAsync(ExtractPage.Of(text, view));
        else await Output.WriteJsonAsync(view);
        return ExitCode.Done;
    }

    private static async Task<int> LinesAsync(ClinicalTextAnalyzer analyzer, StreamReader input, CancellationToken cancellationToken)
    {
        var number = 0;
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            var (id, text) = Parse(line, number);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ExtractView.Of(analyzer.Analyze(new ClinicalText(text)), id), _oneLine));
        }

        return ExitCode.Done;
    }

    private static (string Id, string Text) Parse(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty("id").ToString(), json.RootElement.GetProperty("text").GetString()!);
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailedException($"line {number} is not {{\"id\",\"text\"}}. Correct it, then run it again.");
        }
    }
}
