using System.CommandLine;
using MedLedger.Server.Composition;
using MedLedger.Server.Doors;
using MedLedger.Server.Doors.Folders;

namespace MedLedger.Server.Commands;

/// <summary>Files what is dropped into a folder, without a server.</summary>
internal static class WatchCommand
{
    private static readonly Argument<string> _folder = new("folder") { Description = "Where files are dropped; done/ and held/ are made in it." };
    private static readonly Option<string?> _patient = new("--patient") { Description = "Whose all files are, by your own reference. Without it each file's own identifiers decide.", HelpName = "REF" };

    public static Command Create()
    {
        var command = new Command("watch", "Files what is dropped into a folder, until Ctrl-C.") { _folder, _patient };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        await using var store = await parse.OpenStoreAsync(cancellationToken, mayBegin: true);
        var patient = parse.GetValue(_patient) is { } reference ? await store.Patients.FindOrAddAsync(reference, store.Time.GetUtcNow(), cancellationToken) : null;
        var folder = Folder(parse.GetValue(_folder)!, store) with { Patient = patient?.Id };
        await using var doors = await DoorHost.StartAsync(store, cancellationToken);
        doors.Open(store, new DoorOptions { Folders = [folder] });
        await Output.SayAsync($"medledger: watching {folder.Path}; Ctrl-C ends it.");
        await UntilStopped(cancellationToken);
        return ExitCode.Done;
    }

    /// <exception cref="CommandFailedException">when it is no folder, or lies where the store rests.</exception>
    public static WatchedFolder Folder(string path, Installation store)
    {
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full)) throw new CommandFailedException($"{path}: there is no such folder. Make it, or check the path.");
        if ((full + "/").StartsWith(store.Data + "/", StringComparison.Ordinal) || (store.Data + "/").StartsWith(full + "/", StringComparison.Ordinal))
            throw new CommandFailedException($"{path}: the watched folder and the data directory must not lie in one another.");
        return new WatchedFolder(full, null, TimeSpan.FromSeconds(1));
    }

    public static async Task UntilStopped(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how it ends.
        }
    }
}
