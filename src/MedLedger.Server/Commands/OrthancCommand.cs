using System.CommandLine;
using MedLedger.Server.Doors;
using MedLedger.Server.Doors.Feeds;

namespace MedLedger.Server.Commands;

/// <summary>Files what an Orthanc server receives, without a server of ours.</summary>
internal static class OrthancCommand
{
    private static readonly Argument<string> _server = new("url") { Description = "Its REST address, such as http://127.0.0.1:8042. MEDLEDGER_ORTHANC_LOGIN=name:password signs in." };
    private static readonly Option<bool> _once = new("--once") { Description = "Take what is new and end." };

    public static Command Create()
    {
        var follow = new Command("follow", "Files each new instance of the server, until Ctrl-C.") { _server, _once };
        follow.SetAction(RunAsync);
        return new Command("orthanc", "A PACS whose images are filed.") { follow };
    }

    public static Uri Server(string text) => Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "http" or "https" && server.UserInfo.Length == 0
        ? server
        : throw new CommandFailedException($"Orthanc's address is such as http://127.0.0.1:8042, not '{text}'; name and password go into MEDLEDGER_ORTHANC_LOGIN.");

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var server = Server(parse.GetValue(_server)!);
        await using var store = await parse.OpenStoreAsync(cancellationToken, mayBegin: true);
        await using var doors = await DoorHost.StartAsync(store, cancellationToken);
        if (parse.GetValue(_once))
        {
            using var feed = new OrthancFeed(server, store);
            var taken = await FollowOnceAsync(feed, server, cancellationToken);
            await doors.Clerk.DrainAsync(cancellationToken);
            var held = await store.Store.Arrivals.CountAsync(Storage.ArrivalState.Held, cancellationToken);
            if (parse.WantsJson()) await Output.WriteJsonAsync(new { taken, held });
            else await Output.WriteAsync($"{taken} instances taken; {held} documents wait for a person");
            return ExitCode.Done;
        }

        doors.Open(store, new DoorOptions { Orthanc = server });
        await Output.SayAsync($"medledger: following {server}; Ctrl-C ends it.");
        await WatchCommand.UntilStopped(cancellationToken);
        return ExitCode.Done;
    }

    private static async Task<int> FollowOnceAsync(OrthancFeed feed, Uri server, CancellationToken cancellationToken)
    {
        try
        {
            return await feed.CatchUpAsync(cancellationToken);
        }
        catch (HttpRequestException away)
        {
            throw new CommandFailedException($"{server}: Orthanc does not answer as it should. Check the address and MEDLEDGER_ORTHANC_LOGIN.", away);
        }
    }
}
