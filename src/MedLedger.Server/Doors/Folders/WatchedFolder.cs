using System.Text.Json;
using MedLedger.Domain.Identity;
using MedLedger.Ingestion.Intake;
using MedLedger.Server.Commands;

namespace MedLedger.Server.Doors.Folders;

/// <summary>
/// A folder that people and programs drop files into. A file is taken when it has stood still for a while, and leaves for done/ or
/// held/, with its report beside it, only after it is durable in the store and its end is known. Dying in between leaves it where it
/// is; the next look recognises it by its content.
/// </summary>
/// <param name="Path">The folder; done/ and held/ are made in it.</param>
/// <param name="Patient">Whose all files are; null where each must say so itself.</param>
/// <param name="Every">How often it is looked at. A file is complete when two looks see the same size and time.</param>
internal sealed record WatchedFolder(string Path, PatientId? Patient, TimeSpan Every)
{
    private const int AtATime = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    // How programs name what they have not finished writing.
    private static readonly string[] Unfinished = [".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart"];

    private string Done => System.IO.Path.Combine(Path, "done");

    private string Held => System.IO.Path.Combine(Path, "held");

    public async Task RunAsync(Inbox inbox, Settlements settlements, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Done);
        Directory.CreateDirectory(Held);
        var seen = new Dictionary<string, Look>(StringComparer.Ordinal);
        var away = false;
        using var timer = new PeriodicTimer(Every);
        do
        {
            try
            {
                var now = Files();
                if (away) await Output.SayAsync($"medledger: the watched folder {Path} is there again.");
                away = false;
                var complete = now.Where(file => seen.TryGetValue(file.Key, out var before) && before == file.Value).OrderBy(file => file.Key, StringComparer.Ordinal).ToList();
                seen = now;
                await Parallel.ForEachAsync(complete, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken }, async (file, token) => await TakeAsync(file.Key, file.Value, inbox, settlements, token));
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                // A mount that is away comes back; what was seen before it went is looked at twice again.
                if (!away) await Output.SayAsync($"medledger: the watched folder {Path} cannot be looked at ({trouble.GetType().Name}); it is tried again.");
                away = true;
                seen.Clear();
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private Dictionary<string, Look> Files() => DocumentFiles.In(new DirectoryInfo(Path)).OfType<FileInfo>()
        .Where(file => !Unfinished.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        .ToDictionary(file => file.Name, Look.At, StringComparer.Ordinal);

    private async Task TakeAsync(string name, Look look, Inbox inbox, Settlements settlements, CancellationToken cancellationToken)
    {
        var file = System.IO.Path.Combine(Path, name);
        try
        {
            var report = await FileAsync(file, name, inbox, settlements, cancellationToken);
            // Filing takes minutes at times. Another file that came under the name meanwhile is not the one that was read: it stays, and is
            // taken when it has stood still itself.
            if (report.Status == "waiting" || Look.At(new FileInfo(file)) != look) return;
            Leave(file, name, report.Status == "filed" ? Done : Held, report);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // Gone again, locked, the disk is full, or the store cannot take it now: it stays where it is and is looked at again.
            await Output.SayAsync($"medledger: a file of the watched folder could not be taken ({trouble.GetType().Name}); if it is still there, it is tried again.");
        }
    }

    private async Task<DoorReport> FileAsync(string file, string name, Inbox inbox, Settlements settlements, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        var limit = new ReaderLimits().MaxBytes;
        if (stream.Length > limit)
        {
            var problem = ReadingProblems.TooLarge(stream.Length, limit);
            return new DoorReport { Arrival = "", Status = "refused", Code = problem.Code, Reason = problem.Reason, NextStep = problem.NextStep };
        }

        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        var receipt = await inbox.ReceiveAsync(new Incoming(DoorNames.Folder, name, bytes, Patient), cancellationToken);
        return await settlements.WhenSettledAsync(receipt, Patience, cancellationToken);
    }

    // The report first: a file in done/ without one would look as if nobody had filed it. Dying in between writes it once more.
    private static void Leave(string file, string name, string folder, DoorReport report)
    {
        var target = Free(folder, name);
        File.WriteAllText(target + ".report.json.partial", JsonSerializer.Serialize(report, Output.Json) + "\n");
        File.Move(target + ".report.json.partial", target + ".report.json", overwrite: true);
        File.Move(file, target, overwrite: false);
    }

    // Two files of one name on two days are two files.
    private static string Free(string folder, string name)
    {
        var target = System.IO.Path.Combine(folder, name);
        for (var i = 2; File.Exists(target); i++) target = System.IO.Path.Combine(folder, $"{System.IO.Path.GetFileNameWithoutExtension(name)}-{i}{System.IO.Path.GetExtension(name)}");
        return target;
    }

    private sealed record Look(long Length, long Time)
    {
        public static Look At(FileInfo file) => new(file.Length, file.LastWriteTimeUtc.Ticks);
    }
}
