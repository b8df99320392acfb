using MedLedger.Server.Doors;
using MedLedger.Storage;
using static MedLedger.Server.Tests.Doors.OpenDoors;

namespace MedLedger.Server.Tests.Doors;

/// <summary>What came by HTTP and cannot be read: refused only where its sender hears so, and never remembered as if it were here.</summary>
public sealed class RefusedDeliveries : IAsyncLifetime
{
    private static readonly byte[] _unreadable = "{\\rtf1 hello}"u8.ToArray();
    private OpenDoors _doors = null!;

    public async Task InitializeAsync() => _doors = await OpenDoors.OpenAsync();

    public async Task DisposeAsync() => await _doors.DisposeAsync();

    [Fact]
    public async Task A_sender_that_listens_is_told_and_may_send_it_again()
    {
        var first = await DeliverAsync();
        var told = _doors.Store.Settlements.WhenSettledAsync(first, TimeSpan.FromSeconds(30), Never);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal("refused", (await told).Status);
        Assert.False((await DeliverAsync()).IsDuplicate);
    }

    [Fact]
    public async Task Where_nobody_listens_any_more_it_is_kept_for_a_person()
    {
        await DeliverAsync();
        await _doors.RestartAsync();
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal("unsupported-type", Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Held)).Outcome);
        Assert.True((await DeliverAsync()).IsDuplicate);
    }

    [Fact]
    public async Task A_sender_that_was_told_that_it_is_kept_was_told_the_truth()
    {
        var first = await DeliverAsync();
        Assert.Equal("waiting", (await _doors.Store.Settlements.WhenSettledAsync(first, TimeSpan.Zero, Never)).Status);
        // The same bytes from somebody who listens change nothing about that.
        var second = _doors.Store.Settlements.WhenSettledAsync(await DeliverAsync(), TimeSpan.FromSeconds(30), Never);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal("held", (await second).Status);
        Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Held));
    }

    [Fact]
    public async Task A_sender_that_went_away_does_not_count_as_listening()
    {
        var first = await DeliverAsync();
        using var gone = new CancellationTokenSource();
        var listening = _doors.Store.Settlements.WhenSettledAsync(first, TimeSpan.FromSeconds(30), gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Held));
    }

    [Fact]
    public async Task What_another_door_acknowledged_is_kept_whatever_HTTP_is_told()
    {
        var told = _doors.Store.Settlements.WhenSettledAsync(await DeliverAsync(), TimeSpan.FromSeconds(30), Never);
        await _doors.Store.Inbox.ReceiveAsync(new Incoming(DoorNames.Mllp, "message.hl7", _unreadable), Never);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal("refused", (await told).Status);
        Assert.Equal(DoorNames.Mllp, Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Held)).Received.Door);
    }

    [Fact]
    public async Task What_was_held_and_is_looked_at_again_is_held_again()
    {
        await DeliverAsync();
        await _doors.Clerk.DrainAsync(Never);
        var held = Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Held)).Received.Id;
        await _doors.Store.Store.Arrivals.SettleAsync(held, new ArrivalEnd.Again(null), TimeProvider.System.GetUtcNow(), Never);
        var listening = _doors.Store.Settlements.WhenSettledAsync(new Receipt(held, TimeProvider.System.GetUtcNow(), IsDuplicate: false, ArrivalState.Waiting), TimeSpan.FromSeconds(30), Never);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal("held", (await listening).Status);
    }

    private Task<Receipt> DeliverAsync() => _doors.Store.Inbox.ReceiveAsync(new Incoming(DoorNames.Http, "document", _unreadable), Never);
}
