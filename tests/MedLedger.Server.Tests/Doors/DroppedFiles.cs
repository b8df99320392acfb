using System.Text.Json;
using MedLedger.Domain.Identity;
using MedLedger.Server.Doors.Folders;
using MedLedger.Storage;
using static MedLedger.Server.Tests.Doors.OpenDoors;

namespace MedLedger.Server.Tests.Doors;

/// <summary>The watched folder: what is taken, when, and where it is afterwards.</summary>
public sealed class DroppedFiles : IAsyncLifetime
{
    private OpenDoors _doors = null!;

    private string Drop => Path.Combine(_doors.Folder, "drop");

    public async Task InitializeAsync()
    {
        _doors = await OpenDoors.OpenAsync();
        Directory.CreateDirectory(Drop);
    }

    public async Task DisposeAsync() => await _doors.DisposeAsync();

    [Fact]
    public async Task A_file_is_filed_and_moves_to_done_with_its_report()
    {
        await File.WriteAllBytesAsync(At("adt.hl7"), Message("M1", Orla, "PENICILLIN"));
        await WatchAsync(() => File.Exists(At("done/adt.hl7")));
        Assert.Equal("filed", await StatusAsync("done/adt.hl7"));
        Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Filed));
        Assert.False(File.Exists(At("adt.hl7")));
    }

    [Fact]
    public async Task A_file_of_nobody_known_moves_to_held()
    {
        await File.WriteAllTextAsync(At("note.txt"), "Allergies: penicillin\n");
        await WatchAsync(() => File.Exists(At("held/note.txt")));
        Assert.Equal("held", await StatusAsync("held/note.txt"));
    }

    [Fact]
    public async Task A_folder_of_one_patient_files_what_names_nobody()
    {
        await File.WriteAllTextAsync(At("note.txt"), "Allergies: penicillin\n");
        await WatchAsync(() => File.Exists(At("done/note.txt")), _doors.Patient.Id);
        Assert.Equal(2, (await _doors.Store.Documents.ListAsync(_doors.Patient.Id, Never)).Count);
    }

    [Fact]
    public async Task A_file_that_still_grows_or_is_named_unfinished_or_leads_elsewhere_is_left_alone()
    {
        await File.WriteAllTextAsync(At("export.hl7.part"), "MSH");
        await File.WriteAllTextAsync(At(".hidden.hl7"), "MSH");
        File.CreateSymbolicLink(At("link.txt"), Path.Combine(_doors.Folder, "data", "keys", "root.key"));
        var growing = At("growing.txt");
        var writes = 0;
        await WatchAsync(() =>
        {
            File.AppendAllText(growing, $"line {writes}\n");
            return ++writes > 70;
        }, every: TimeSpan.FromSeconds(1));
        Assert.Equal([".hidden.hl7", "export.hl7.part", "growing.txt", "link.txt"], Directory.GetFiles(Drop).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFiles(At("done")).Concat(Directory.GetFiles(At("held"))));
    }

    [Fact]
    public async Task A_crash_between_keeping_and_moving_costs_neither_the_file_nor_a_second_record()
    {
        var bytes = Message("M1", Orla, "PENICILLIN");
        await _doors.Store.Inbox.ReceiveAsync(new Server.Doors.Incoming(Server.Doors.DoorNames.Folder, "adt.hl7", bytes), Never);
        await File.WriteAllBytesAsync(At("adt.hl7"), bytes);
        await _doors.RestartAsync();
        await WatchAsync(() => File.Exists(At("done/adt.hl7")));
        Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Filed));
        Assert.Equal(2, (await _doors.Store.Documents.ListAsync(_doors.Patient.Id, Never)).Count);
    }

    [Fact]
    public async Task Two_files_of_one_name_stay_two_files()
    {
        await File.WriteAllBytesAsync(At("adt.hl7"), Message("M1", Orla, "PENICILLIN"));
        await WatchAsync(() => File.Exists(At("done/adt.hl7")));
        await File.WriteAllBytesAsync(At("adt.hl7"), Message("M2", Orla, "CODEINE"));
        await WatchAsync(() => File.Exists(At("done/adt-2.hl7")));
        Assert.True(File.Exists(At("done/adt.hl7.report.json")) && File.Exists(At("done/adt-2.hl7.report.json")));
    }

    [Fact]
    public async Task Another_file_that_came_under_the_name_while_the_first_was_filed_is_filed_itself()
    {
        var second = Message("M2", Orla, "CODEINE");
        await File.WriteAllBytesAsync(At("adt.hl7"), Message("M1", Orla, "PENICILLIN"));
        using var stop = new CancellationTokenSource();
        var watching = new WatchedFolder(Drop, null, TimeSpan.FromMilliseconds(100)).RunAsync(_doors.Store.Inbox, _doors.Store.Settlements, stop.Token);
        for (var i = 0; i < 200 && (await _doors.ArrivalsAsync(ArrivalState.Waiting)).Count == 0; i++) await Task.Delay(50);
        await File.WriteAllBytesAsync(At("next.part"), second);
        File.Move(At("next.part"), At("adt.hl7"), overwrite: true);
        var filing = _doors.Clerk.RunAsync(stop.Token);
        for (var i = 0; i < 600 && !File.Exists(At("done/adt.hl7")); i++) await Task.Delay(50);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(filing, watching));

        Assert.Equal(second, await File.ReadAllBytesAsync(At("done/adt.hl7")));
        var filed = (await _doors.ArrivalsAsync(ArrivalState.Filed)).Select(arrival => arrival.Document!.Value.Value).ToList();
        Assert.Equal(2, filed.Count);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(At("done/adt.hl7.report.json")));
        Assert.Equal(_doors.Store.Documents.IdOf(_doors.Patient.Id, second).Value, report.RootElement.GetProperty("document").GetString());
    }

    [Fact]
    public async Task A_folder_that_is_away_for_a_while_is_watched_when_it_is_there_again()
    {
        using var stop = new CancellationTokenSource();
        var filing = _doors.Clerk.RunAsync(stop.Token);
        var watching = new WatchedFolder(Drop, null, TimeSpan.FromMilliseconds(50)).RunAsync(_doors.Store.Inbox, _doors.Store.Settlements, stop.Token);
        Directory.Move(Drop, Drop + "-away");
        await Task.Delay(500);
        Directory.Move(Drop + "-away", Drop);
        await File.WriteAllBytesAsync(At("adt.hl7"), Message("M1", Orla, "PENICILLIN"));
        for (var i = 0; i < 600 && !File.Exists(At("done/adt.hl7")); i++) await Task.Delay(50);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(filing, watching));
        Assert.True(File.Exists(At("done/adt.hl7")));
    }

    private string At(string name) => Path.Combine(Drop, name);

    private async Task<string> StatusAsync(string name)
    {
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(At(name + ".report.json")));
        return report.RootElement.GetProperty("status").GetString()!;
    }

    private async Task WatchAsync(Func<bool> until, PatientId? patient = null, TimeSpan? every = null)
    {
        using var stop = new CancellationTokenSource();
        var filing = _doors.Clerk.RunAsync(stop.Token);
        var watching = new WatchedFolder(Drop, patient, every ?? TimeSpan.FromMilliseconds(100)).RunAsync(_doors.Store.Inbox, _doors.Store.Settlements, stop.Token);
        for (var i = 0; i < 600 && !until(); i++) await Task.Delay(50);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(filing, watching));
        Assert.True(until(), "It did not come about within 30 seconds.");
    }
}
