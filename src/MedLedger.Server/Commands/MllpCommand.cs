using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using MedLedger.Server.Doors.Mllp;

namespace MedLedger.Server.Commands;

/// <summary>Sends HL7 v2 messages over MLLP, to try a receiver out.</summary>
internal static class MllpCommand
{
    private static readonly Argument<string[]> _files = new("file") { Description = "Files of messages; a file of several sends each.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> _to = new("--to") { Description = "The receiver.", HelpName = "HOST:PORT", Required = true };

    public static Command Create()
    {
        var send = new Command("send", "Sends messages one after another and prints each acknowledgement. Exit code 3 when one was not accepted.") { _files, _to };
        send.SetAction(RunAsync);
        return new Command("mllp", "HL7 v2 messages over MLLP.") { send };
    }

    /// <summary>HOST:PORT, or a port of this machine.</summary>
    public static IPEndPoint Address(string text, string option) =>
        ushort.TryParse(text, out var port) ? new IPEndPoint(IPAddress.Loopback, port)
        : text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out var at) ? at
        : throw new CommandFailedException($"{option} wants PORT or ADDRESS:PORT, not '{text}'.");

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var at = Address(parse.GetValue(_to)!, "--to");
        var messages = new List<(string File, byte[] Message)>();
        foreach (var file in parse.GetValue(_files)!)
        {
            if (!File.Exists(file)) throw new CommandFailedException($"{file}: there is no such file. Check the path, then run it again.");
            messages.AddRange(MllpClient.Messages(await File.ReadAllBytesAsync(file, cancellationToken)).Select(message => (Path.GetFileName(file), message)));
        }

        if (messages.Count == 0) throw new CommandFailedException("there is no HL7 v2 message in these files: none begins with MSH.");
        try
        {
            await using var client = await MllpClient.ConnectAsync(at, cancellationToken);
            var answers = new List<MllpAnswer>();
            foreach (var (file, message) in messages)
            {
                var answer = await client.SendAsync(message, cancellationToken);
                answers.Add(answer);
                if (!parse.WantsJson()) await Output.WriteAsync(AccessCommand.Plain($"{file}: {answer.Code} {answer.ControlId} {answer.Text}".TrimEnd()));
            }

            if (parse.WantsJson()) await Output.WriteJsonAsync(answers);
            return answers.All(answer => answer.Code is "AA" or "CA") ? ExitCode.Done : ExitCode.SomeRefused;
        }
        catch (Exception trouble) when (trouble is SocketException or IOException)
        {
            throw new CommandFailedException($"{at}: the receiver is not there, or ended the conversation ({trouble.GetType().Name}). What was not acknowledged was not taken: send it again.", trouble);
        }
    }
}
