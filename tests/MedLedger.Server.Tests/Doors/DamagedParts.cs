using MedLedger.Server.Doors;
using MedLedger.Server.Doors.Linking;
using MedLedger.Storage;
using Microsoft.Data.Sqlite;
using static MedLedger.Server.Tests.Doors.OpenDoors;

namespace MedLedger.Server.Tests.Doors;

/// <summary>One part of the store that cannot be opened: it is said and left out, and everything else goes on.</summary>
public sealed class DamagedParts : IAsyncLifetime
{
    private OpenDoors _doors = null!;

    public async Task InitializeAsync() => _doors = await OpenDoors.OpenAsync();

    public async Task DisposeAsync() => await _doors.DisposeAsync();

    [Fact]
    public async Task An_arrival_that_cannot_be_opened_does_not_stop_the_next()
    {
        await ReceiveAsync("M1", Orla);
        Damage("UPDATE batches SET envelope = x'00'");
        await ReceiveAsync("M2", Orla);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Filed));
        Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Waiting));
        Assert.StartsWith("parts that cannot be opened: 1;", (await _doors.Store.ReadinessAsync(Never))["filing"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patients_document_that_cannot_be_opened_does_not_stop_the_others_from_being_filed()
    {
        var damaged = Assert.Single(await _doors.Store.Documents.ListAsync(_doors.Patient.Id, Never));
        var hex = damaged.Findings!.Value.Digest.Hex;
        await File.WriteAllBytesAsync(Directory.GetFiles(Path.Combine(_doors.Folder, "data", "blobs"), "*", SearchOption.AllDirectories).Single(path => hex.EndsWith(Path.GetFileName(path), StringComparison.Ordinal)), [0]);
        var other = await _doors.Store.Patients.FindOrAddAsync("P-2", TimeProvider.System.GetUtcNow(), Never);
        await _doors.Store.Inbox.ReceiveAsync(new Incoming(DoorNames.Folder, "note.txt", "Allergies: penicillin"u8.ToArray(), other.Id), Never);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal(other.Id, Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Filed)).Received.Patient);
        Assert.NotEqual("ok", (await _doors.Store.ReadinessAsync(Never))["filing"]);
    }

    [Fact]
    public async Task A_held_arrival_that_cannot_be_opened_is_listed_with_the_others()
    {
        await ReceiveAsync("M1", null);
        await _doors.Clerk.DrainAsync(Never);
        Damage("UPDATE arrivals SET envelope = x'00'");
        await ReceiveAsync("M2", null);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal([null, "message.hl7"], (await new HeldDocuments(_doors.Store).ListAsync(Never)).Select(item => item.Name));
    }

    [Fact]
    public async Task A_turn_takes_no_more_than_fits_into_memory()
    {
        for (var i = 0; i < 3; i++)
        {
            var bytes = new byte[30 * 1024 * 1024];
            bytes[0] = (byte)i;
            await _doors.Store.Inbox.ReceiveAsync(new Incoming(DoorNames.Folder, "large", bytes), Never);
        }

        Assert.Equal(2, (await new WaitingArrivals(_doors.Store).ListAsync(Never)).Count);
    }

    private async Task ReceiveAsync(string control, string? person)
    {
        var message = Message(control, person, "PENICILLIN");
        await _doors.Store.Inbox.ReceiveAsync(new Incoming(DoorNames.Mllp, "message.hl7", message, Control: control, Body: message), Never);
    }

    private void Damage(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_doors.Folder, "data", "intake.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
