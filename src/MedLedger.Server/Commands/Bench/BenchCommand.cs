using System.CommandLine;

namespace MedLedger.Server.Commands.Bench;

/// <summary>One measurement of this build: a line per figure on standard output, or one JSON document.</summary>
internal static class BenchCommand
{
    private static readonly Argument<string> _name = new("name") { Description = "What is measured: nlp." };
    private static readonly Option<string?> _corpus = new("--corpus") { Description = "For nlp: " + string.Join(", ", NlpBench.Corpora) + ".", HelpName = "C" };
    private static readonly Option<string?> _predictions = new("--predictions") { Description = "Write what was found there, as the scorers read it.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("bench", "Measures this build on a corpus; --data names the corpus' file or folder.") { _name, _corpus, _predictions };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var name = parse.GetValue(_name);
            var corpus = parse.GetValue(_corpus);
            if (name != "nlp") return await RefuseAsync($"there is no measurement '{name}'; there is: nlp.");
            if (corpus is null || !NlpBench.Corpora.Contains(corpus)) return await RefuseAsync($"--corpus wants one of {string.Join(", ", NlpBench.Corpora)}.");
            var result = await NlpBench.RunAsync(corpus, parse.GetValue(CommonOptions.Data) ?? NlpFiles.Default(corpus), cancellationToken);
            if (parse.GetValue(_predictions) is { } file) await Output.WriteFileAsync(file, System.Text.Encoding.UTF8.GetBytes(string.Concat(result.Predictions.Select(line => line + "\n"))), cancellationToken);
            if (parse.WantsJson()) await Output.WriteJsonAsync(new { Area = "nlp", Corpus = corpus, result.Figures });
            else
                foreach (var figure in result.Figures) await Output.WriteAsync($"{figure.Name,-36} {figure.Value,10:0.###} {figure.Unit}{(figure.Note is null ? "" : $"  ({figure.Note})")}");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync($"medledger: {why}");
        return ExitCode.Usage;
    }
}
