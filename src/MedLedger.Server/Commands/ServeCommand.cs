using System.CommandLine;
using MedLedger.Server.Composition;
using MedLedger.Server.SignIn;

namespace MedLedger.Server.Commands;

/// <summary>The server: one process with every role. Further roles come with the queue.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> _url = new("--url") { Description = "Where to listen.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
    private static readonly Option<string> _role = new Option<string>("--role") { Description = "all: everything in one process.", DefaultValueFactory = _ => "all" }.AcceptOnlyFromAmong("all");
    private static readonly Option<bool> _devChain = new("--dev-chain") { Description = "Start the development chain of this data directory and anchor to it." };
    private static readonly Option<string?> _rpc = new("--rpc") { Description = "Anchor to this node (MEDLEDGER_ANCHOR_KEY and MEDLEDGER_CHAIN_ID are needed).", HelpName = "URL" };

    public static Command Create()
    {
        var command = new Command("serve", "Serves the one page behind the gate, the public log and the health of both.") { _url, _role, _devChain, _rpc };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(parse.GetValue(_url), UriKind.Absolute, out var address)) throw new CommandFailedException("--url wants an address such as http://127.0.0.1:5080.");
        var data = parse.DataDirectory();
        await using var store = await Installation.OpenAsync(data, TimeProvider.System, cancellationToken);
        DevelopmentIssuer.Open(data).Dispose();
        if (parse.GetValue(_devChain)) await store.Anchoring.ConnectDevelopmentChainAsync(cancellationToken);
        else if (parse.GetValue(_rpc) is { } rpc) await store.Anchoring.ConnectAsync(new Uri(rpc), cancellationToken);
        await using var server = WebServer.Build(store, address);
        await server.StartAsync(cancellationToken);
        await Output.SayAsync($"medledger: serving {address} from {data}; Ctrl-C ends it.");
        await store.Anchoring.RunAsync(cancellationToken);
        await server.StopAsync(CancellationToken.None);
        return ExitCode.Done;
    }
}
