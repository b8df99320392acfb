using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MedLedger.Server.Composition;
using MedLedger.Server.Demo;
using MedLedger.Server.SignIn;

namespace MedLedger.Server.Commands;

/// <summary>The whole way on the sample patient, then goes on serving it.</summary>
internal static class DemoCommand
{
    /// <summary>The clinical day that the sample patient's papers were written for.</summary>
    private static readonly DateOnly _sampleDay = new(2025, 9, 14);

    private static readonly Option<bool> _once = new("--once") { Description = "End after the run instead of serving until Ctrl-C." };
    private static readonly Option<int> _port = new("--port") { Description = "Where to listen on 127.0.0.1; another free port is taken when it is busy.", DefaultValueFactory = _ => 5080 };

    public static Command Create()
    {
        var command = new Command("demo", "Shows the whole way on an invented patient, from papers to a verified page.") { _once, _port };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var places = Places(parse);
        var asOf = parse.GetValue(CommonOptions.AsOf) ?? _sampleDay;
        var tell = new Narrator(Console.Out, colours: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null);
        await Output.WriteAsync("MedLedger: a patient's papers in, one verified page out. Everybody in this story is invented.");

        await using var store = await Installation.OpenAsync(places.Data, TimeProvider.System, cancellationToken, asOf);
        using var issuer = DevelopmentIssuer.Open(places.Data);
        await store.Anchoring.ConnectDevelopmentChainAsync(cancellationToken);
        var address = new Uri($"http://127.0.0.1:{FreePort(parse.GetValue(_port))}");
        await using var server = WebServer.Build(store, address);
        await server.StartAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = address };

        var run = new DemoRun(store, places, http, issuer, tell);
        var patient = await run.RunAsync(cancellationToken);

        tell.Chapter(parse.GetValue(_once) ? "What was made" : "Open in a browser");
        tell.Say($"the page as a file          {new Uri(places.Html).AbsoluteUri}");
        if (!parse.GetValue(_once))
        {
            var stranger = run.Reader("dr.hale", "Dr Imogen Hale");
            tell.Say($"the page, behind the gate   {address}open.html#{run.Reader("dr.lindqvist", "Dr Nils Lindqvist").Token}!/page/{patient.Id}");
            tell.Say("                            (Dr Lindqvist, who broke the glass; a link holds for an hour)");
            tell.Say($"no grant: break the glass   {address}open.html#{stranger.Token}!/page/{patient.Id}");
            tell.Say($"the public log              {address}log/checkpoint");
            tell.Say($"health                      {address}health/ready");
            tell.Say("");
            tell.Say("Ctrl-C ends it.");
            // The web host takes the signals that end a process, and only its own token then says so.
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, server.Lifetime.ApplicationStopping);
            await store.Anchoring.RunAsync(_ => Task.CompletedTask, stop.Token);
        }

        await server.StopAsync(CancellationToken.None);
        return ExitCode.Done;
    }

    // The demo begins anew each time, in a folder that only it uses and that it marks as its own.
    private static DemoPlaces Places(ParseResult parse)
    {
        var folder = parse.GetValue(CommonOptions.Data) is { } named ? Path.GetFullPath(named) : Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "demo"));
        var mark = Path.Combine(folder, ".medledger-demo");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(mark)) throw new CommandFailedException($"{folder} is not empty and not a demo of ours. Name an empty folder with --data.");
            if (DataClaim.IsHeld(Path.Combine(folder, "data"))) throw new CommandFailedException($"another demo is running in {folder}. End it with Ctrl-C, or name another folder with --data.");
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(mark, "Made by 'medledger demo', and removed by its next run.\n");
        var samples = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "samples"));
        if (!Directory.Exists(samples)) throw new CommandFailedException($"the sample documents are missing at {samples}. Run 'make build'.");
        return new DemoPlaces(folder, samples);
    }

    private static int FreePort(int wanted)
    {
        foreach (var port in new[] { wanted, 0 })
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException) when (port != 0)
            {
                Console.Error.WriteLine($"medledger: port {port.ToString(CultureInfo.InvariantCulture)} is busy, taking another.");
            }
        }

        throw new CommandFailedException("no free port on 127.0.0.1.");
    }
}
