using System.CommandLine;
using System.Text;
using System.Text.Json;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Server.Commands;

/// <summary>Plain text to mentions and facts, each with its words, rule and confidence.</summary>
internal static class ExtractCommand
{
    private static readonly Argument<string> _file = new("file") { Description = "A text file, or - for standard input.", DefaultValueFactory = _ => "-" };
    private static readonly Option<bool> _lines = new("--jsonl") { Description = "Read lines {\"id\",\"text\"} and write a line each." };
    private static readonly JsonSerializerOptions _oneLine = new(Output.Json) { WriteIndented = false };

    public static Command Create()
    {
        var command = new Command("extract", "Plain text to coded, qualified mentions and facts.") { _file, _lines };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var file = parse.GetValue(_file)!;
            if (file != "-" && !File.Exists(file)) throw new CommandFailedException($"{file}: there is no such file. Check the path, then run it again.");
            using var input = file == "-" ? new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)) : new StreamReader(file);
            var analyzer = ClinicalTextAnalyzer.Create();
            if (!parse.GetValue(_lines))
            {
                await Output.WriteJsonAsync(ExtractView.Of(analyzer.Analyze(new ClinicalText(await input.ReadToEndAsync(cancellationToken), null)), null));
                return ExitCode.Done;
            }

            var number = 0;
            while (await input.ReadLineAsync(cancellationToken) is { } line)
            {
                number++;
                var (id, text) = Parse(line, number);
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ExtractView.Of(analyzer.Analyze(new ClinicalText(text, null)), id), _oneLine));
            }

            return ExitCode.Done;
        });
        return command;
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
