using System.CommandLine;
using MedLedger.Server.Anchoring;
using MedLedger.Server.Composition;
using MedLedger.Server.Doors;
using MedLedger.Server.Pipeline;
using MedLedger.Server.SignIn;

namespace MedLedger.Server.Commands;

/// <summary>The server: one process with every role. Further roles come with the queue.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> _url = new("--url") { Description = "Where to listen, http only: TLS is a reverse proxy's.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
    private static readonly Option<string> _role = new Option<string>("--role") { Description = "all: everything in one process.", DefaultValueFactory = _ => "all" }.AcceptOnlyFromAmong("all");
    private static readonly Option<bool> _devChain = new("--dev-chain") { Description = "Start the development chain of this data directory and anchor to it." };
    private static readonly Option<string?> _rpc = new("--rpc") { Description = "Anchor to this node (MEDLEDGER_ANCHOR_KEY and MEDLEDGER_CHAIN_ID are needed).", HelpName = "URL" };

    private static readonly Option<string?> _mllp = new("--mllp") { Description = "Take HL7 v2 messages over MLLP: PORT (this machine only) or ADDRESS:PORT.", HelpName = "PORT" };
    private static readonly Option<string[]> _mllpFrom = new("--mllp-from") { Description = "Who may send besides this machine: an address or a network such as 10.1.2.0/24. May be repeated.", HelpName = "NETWORK" };
    private static readonly Option<string[]> _watch = new("--watch") { Description = "File what is dropped into this folder. May be repeated.", HelpName = "DIR" };
    private static readonly Option<string?> _orthanc = new("--orthanc") { Description = "File what this Orthanc server receives.", HelpName = "URL" };

    public static Command Create()
    {
        var command = new Command("serve", "Serves the one page behind the gate, the public log and the health of both.") { _url, _role, _devChain, _rpc, _mllp, _mllpFrom, _watch, _orthanc };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var address = Address(parse.GetValue(_url)!, "--url");
        var rpc = parse.GetValue(_rpc) is { } named ? Address(named, "--rpc") : null;
        if (rpc is not null) _ = ChainConnection.Settings();
        await using var store = await parse.OpenStoreAsync(cancellationToken, mayBegin: true);
        var options = Doors(parse, store);
        DevelopmentIssuer.Open(store.Data).Dispose();
        await using var server = WebServer.Build(store, address);
        await server.StartAsync(cancellationToken);
        await Output.SayAsync($"medledger: serving {address} from {store.Data}; Ctrl-C ends it.");
        if (!address.IsLoopback) await Output.SayAsync("medledger: this address is reachable from outside and speaks plain HTTP. Put a TLS proxy in front of it, or listen on 127.0.0.1.");

        // Serving comes first: neither a chain that is away nor documents that wait may keep an emergency from the page.
        // The web host takes the signals that end a process, and only its own token then says so.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, server.Lifetime.ApplicationStopping);
        var finishing = FileAsync(store, options, stop.Token);
        await store.Anchoring.RunAsync(token => ConnectAsync(store, parse.GetValue(_devChain), rpc, token), stop.Token);
        await finishing;
        await server.StopAsync(CancellationToken.None);
        return ExitCode.Done;
    }

    private static Task ConnectAsync(Installation store, bool devChain, Uri? rpc, CancellationToken cancellationToken) =>
        devChain ? store.Anchoring.ConnectDevelopmentChainAsync(cancellationToken)
        : rpc is not null ? store.Anchoring.ConnectAsync(rpc, cancellationToken)
        : Task.CompletedTask;

    private static DoorOptions Doors(ParseResult parse, Installation store) => new()
    {
        Mllp = parse.GetValue(_mllp) is { } at ? MllpCommand.Address(at, "--mllp") : null,
        MllpFrom = [.. parse.GetValue(_mllpFrom)!.Select(Network)],
        Folders = [.. parse.GetValue(_watch)!.Select(folder => WatchCommand.Folder(folder, store))],
        Orthanc = parse.GetValue(_orthanc) is { } server ? OrthancCommand.Server(server) : null,
    };

    private static System.Net.IPNetwork Network(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : System.Net.IPAddress.TryParse(text, out var one) ? new System.Net.IPNetwork(one, one.GetAddressBytes().Length * 8)
        : throw new CommandFailedException($"--mllp-from wants an address or a network such as 10.1.2.0/24, not '{text}'.");

    // First what an earlier run left, then what comes in: the doors open when the clerk is there.
    private static async Task FileAsync(Installation store, DoorOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await UnfinishedDocuments.FinishAsync(store, line => Console.Error.WriteLine($"medledger: {line}"), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop: the next start takes the documents up again.
            return;
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            await Output.SayAsync($"medledger: documents of an earlier run wait unread: {trouble.Message} Run 'medledger doctor', then start again.");
        }

        try
        {
            await using var doors = await DoorHost.StartAsync(store, cancellationToken);
            doors.Open(store, options);
            if (doors.Mllp is { } mllp) await Output.SayAsync($"medledger: taking HL7 v2 messages at {mllp.Address}.");
            await WatchCommand.UntilStopped(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop while the doors were opening.
        }
        catch (CommandFailedException closed)
        {
            // The page is served all the same: a door that cannot open must not keep an emergency from it.
            await Output.SayAsync($"medledger: {closed.Message}");
        }
    }

    private static Uri Address(string text, string option) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == "http" || (option == "--rpc" && address.Scheme == "https"))
        ? address
        : throw new CommandFailedException($"{option} wants an address such as http://127.0.0.1:5080, not '{text}'.");
}
