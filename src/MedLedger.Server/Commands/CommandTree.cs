using System.CommandLine;
using System.CommandLine.Parsing;
using MedLedger.Server.Commands.Bench;
using MedLedger.Server.Commands.Extract;

namespace MedLedger.Server.Commands;

/// <summary>Every command of the one binary. A command's class holds its arguments and calls one method of the inside.</summary>
internal static class CommandTree
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            // The verifier parses its own arguments: it is also shipped alone and must behave the same there.
            return args is ["verify", .. var rest] ? await VerifyCommand.RunAsync(rest) : await RunParsedAsync(args);
        }
        catch (CommandFailedException failed)
        {
            await Console.Error.WriteLineAsync($"medledger: {failed.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("medledger: stopped before it was done; run the same command again to go on.");
            return ExitCode.Failed;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
        {
            await Console.Error.WriteLineAsync($"medledger: {OneLine(trouble.Message)} Check disk, permissions and whether another program uses the folder; then run it again.");
            return ExitCode.Failed;
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync($"medledger: {OneLine(trouble.Message)} ({trouble.GetType().Name}) Run 'medledger doctor'; where it finds nothing, report this line and the command.");
            return ExitCode.Failed;
        }
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static async Task<int> RunParsedAsync(string[] args)
    {
        var parse = Build().Parse(args);
        var complaints = parse.Errors.Select(error => error.Message).Concat(Misspelt(parse)).ToList();
        if (complaints.Count > 0)
        {
            foreach (var complaint in complaints) await Console.Error.WriteLineAsync($"medledger: {complaint}");
            await Console.Error.WriteLineAsync("medledger: run 'medledger --help', or 'medledger COMMAND --help', for what is understood.");
            return ExitCode.Usage;
        }

        return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    // A misspelt option would else pass for a path, and its complaint would be about a missing file.
    private static IEnumerable<string> Misspelt(ParseResult parse) =>
        parse.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => $"there is no option '{token.Value}'.");

    private static RootCommand Build()
    {
        var root = new RootCommand("MedLedger: a patient's papers in, one verified page out.");
        root.Options.Add(CommonOptions.Data);
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(CommonOptions.AsOf);
        foreach (var command in Commands()) root.Subcommands.Add(command);
        return root;
    }

    private static IEnumerable<Command> Commands() =>
    [
        ReadCommand.Create(),
        ExtractCommand.Create(),
        SummarizeCommand.Create(),
        PatientCommand.Create(),
        IngestCommand.Create(),
        SummaryCommand.Create(),
        CorrectCommand.Create(),
        GrantCommand.Create(),
        RevokeCommand.Create(),
        AccessCommand.Create(),
        ProofCommand.Create(),
        VerifyCommand.Create(),
        ServeCommand.Create(),
        WatchCommand.Create(),
        MllpCommand.Create(),
        OrthancCommand.Create(),
        LinkCommands.Held(),
        LinkCommands.Link(),
        LinkCommands.Unlink(),
        TokenCommand.Create(),
        DoctorCommand.Create(),
        BenchCommand.Create(),
        DemoCommand.Create(),
        ReaderProcessCommand.Create(),
    ];
}

/// <summary>A command cannot do its work: the message names what, why and the next step.</summary>
internal sealed class CommandFailedException(string message, Exception? inner = null) : Exception(message, inner);
