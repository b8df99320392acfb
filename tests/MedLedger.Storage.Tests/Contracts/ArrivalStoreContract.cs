using MedLedger.Vault;
using MedLedger.Vault.Keys;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every store of arrivals must do.</summary>
public abstract class ArrivalStoreContract
{
    private static readonly RecordKeyId _key = RecordKeyId.FromBytes(new byte[16]);

    protected abstract IArrivalStore Arrivals { get; }

    [Fact]
    public async Task A_batch_is_kept_with_all_its_arrivals()
    {
        var (one, two) = (New("one"), New("two"));
        await Arrivals.AddAsync(new ArrivalBatch("b", [1, 2, 3], _key), [one, two], Never);
        Assert.Equal([one, two], (await Arrivals.ListAsync(ArrivalState.Waiting, 10, Never)).Select(stored => stored.Received).OrderBy(stored => stored.Start));
        Assert.Equal([1, 2, 3], (await Arrivals.FindBatchAsync("b", Never))!.Envelope);
        Assert.Equal(2, await Arrivals.CountAsync(ArrivalState.Waiting, Never));
    }

    [Fact]
    public async Task A_batch_with_a_content_that_is_here_already_is_refused_whole()
    {
        await Arrivals.AddAsync(new ArrivalBatch("b", [1], _key), [New("one")], Never);
        await Assert.ThrowsAnyAsync<Exception>(() => Arrivals.AddAsync(new ArrivalBatch("c", [1], _key), [New("two"), New("one")], Never));
        Assert.Equal(1, await Arrivals.CountAsync(ArrivalState.Waiting, Never));
        Assert.Null(await Arrivals.FindBatchAsync("c", Never));
    }

    [Fact]
    public async Task An_arrival_is_found_by_content_then_by_control_id()
    {
        var first = New("one", control: "c");
        await Arrivals.AddAsync(new ArrivalBatch("b", [1], _key), [first], Never);
        var found = await Arrivals.FindAllAsync([(Digest("one"), null), (Digest("other"), Digest("c")), (Digest("other"), Digest("d"))], Never);
        Assert.Equal([first.Id, first.Id, null], found.Select(one => one?.Received.Id));
    }

    [Fact]
    public async Task What_was_refused_is_not_found_and_may_come_again()
    {
        var first = New("one", control: "c");
        await Arrivals.AddAsync(new ArrivalBatch("b", [1], _key), [first], Never);
        await Arrivals.SettleAsync(first.Id, new ArrivalEnd.Refused("time-limit", null), At, Never);
        Assert.Equal([null, null], await Arrivals.FindAllAsync([(Digest("one"), null), (Digest("other"), Digest("c"))], Never));
        await Arrivals.AddAsync(new ArrivalBatch("c", [1], _key), [New("one", control: "c")], Never);
        Assert.Equal(ArrivalState.Refused, (await Arrivals.FindAsync(first.Id, Never))!.State);
    }

    [Fact]
    public async Task A_list_tells_of_envelopes_and_leaves_them_where_they_are()
    {
        var one = New("one");
        await Arrivals.AddAsync(new ArrivalBatch("b", [1], _key), [one], Never);
        await Arrivals.SettleAsync(one.Id, new ArrivalEnd.Held("unknown-patient", [7], _key, null), At, Never);
        var listed = Assert.Single(await Arrivals.ListAsync(ArrivalState.Held, 10, Never));
        Assert.Equal((_key, null), (listed.Key, listed.Envelope));
        Assert.Equal([7], (await Arrivals.FindAsync(one.Id, Never))!.Envelope);
    }

    [Fact]
    public async Task An_end_is_recorded_once_and_a_batch_of_settled_ones_can_go()
    {
        var (one, two) = (New("one"), New("two"));
        await Arrivals.AddAsync(new ArrivalBatch("b", [1], _key), [one, two], Never);
        var held = new ArrivalEnd.Held("names-no-patient", [7], _key, [8]);
        var stored = await Arrivals.SettleAsync(one.Id, held, At, Never);
        Assert.Equal((ArrivalState.Held, "names-no-patient"), (stored.State, stored.Outcome));
        Assert.Equal(stored.StateAt, (await Arrivals.SettleAsync(one.Id, held, At.AddDays(1), Never)).StateAt);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Arrivals.SettleAsync(one.Id, new ArrivalEnd.Refused("damaged", null), At, Never));
        Assert.Empty(await Arrivals.ListSettledBatchesAsync(Never));

        await Arrivals.SettleAsync(two.Id, new ArrivalEnd.Refused("damaged", null), At, Never);
        Assert.Equal("b", Assert.Single(await Arrivals.ListSettledBatchesAsync(Never)).Id);
        await Arrivals.DropBatchAsync("b", Never);
        Assert.Null(await Arrivals.FindBatchAsync("b", Never));
    }

    [Fact]
    public async Task A_held_arrival_is_looked_at_again_and_a_filed_one_never()
    {
        var one = New("one");
        await Arrivals.AddAsync(new ArrivalBatch("b", [1], _key), [one], Never);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Arrivals.SettleAsync(one.Id, new ArrivalEnd.Again(null), At, Never));
        await Arrivals.SettleAsync(one.Id, new ArrivalEnd.Held("unknown-patient", [7], _key, null), At, Never);
        var again = await Arrivals.SettleAsync(one.Id, new ArrivalEnd.Again(null), At, Never);
        Assert.Equal(ArrivalState.Waiting, again.State);
        Assert.Equal([7], again.Envelope);
        Assert.Null(again.Outcome);
    }

    [Fact]
    public async Task A_feed_goes_on_where_it_was()
    {
        Assert.Equal(0, await Arrivals.CursorAsync("feed", Never));
        await Arrivals.SetCursorAsync("feed", 7, Never);
        await Arrivals.SetCursorAsync("feed", 9, Never);
        Assert.Equal(9, await Arrivals.CursorAsync("feed", Never));
    }

    private int _start;

    private NewArrival New(string content, string? control = null) =>
        new(ArrivalId.New(SystemRandomSource.Instance, At), "mllp", Digest(content), control is null ? null : Digest(control), null, null, At, _start++, 1);
}

/// <summary>What every index of identifiers must do.</summary>
public abstract class KnownIdentifiersContract
{
    protected abstract IKnownIdentifiers Known { get; }

    protected abstract Task<Domain.Identity.PatientId> PatientAsync(string reference);

    [Fact]
    public async Task An_identifier_leads_to_every_patient_that_has_it_until_its_document_is_unlinked()
    {
        var (one, two) = (await PatientAsync("1"), await PatientAsync("2"));
        var identifier = new IdentifierDigest(Digest("mr 7"), Digest("mr"), Digest("hospital"));
        await Known.AddAsync(Document(one), one, [identifier], standing: false, Never);
        await Known.AddAsync(Document(two), two, [identifier], standing: true, Never);
        Assert.Equal([(one, false), (two, true)], (await Known.FindAsync([identifier], Never)).Select(met => (met.Patient, met.Standing)).OrderBy(met => met.Standing));
        Assert.True(await Known.IsIndexedAsync(Document(one), Never));
        Assert.Equal([identifier], await Known.ListAsync(one, Never));

        await Known.UnlinkAsync(Document(one), Never);
        Assert.Equal([two], (await Known.FindAsync([identifier], Never)).Select(met => met.Patient));
        Assert.False(await Known.IsIndexedAsync(Document(one), Never));
    }

    [Fact]
    public async Task A_link_stands_until_it_is_taken_back()
    {
        var one = await PatientAsync("1");
        await Known.LinkAsync(Document(one), one, At, Never);
        await Known.LinkAsync(Document(one), one, At, Never);
        Assert.Equal([Document(one)], await Known.LinkedAsync(one, Never));
        await Known.UnlinkAsync(Document(one), Never);
        Assert.Empty(await Known.LinkedAsync(one, Never));
    }

    [Fact]
    public async Task What_a_person_links_is_noted_anew()
    {
        var one = await PatientAsync("1");
        await Known.AddAsync(Document(one), one, [], standing: false, Never);
        Assert.True(await Known.IsIndexedAsync(Document(one), Never));
        await Known.LinkAsync(Document(one), one, At, Never);
        Assert.False(await Known.IsIndexedAsync(Document(one), Never));
    }

    private static DocumentId Document(Domain.Identity.PatientId patient) => DocumentId.Of(patient, Digest("document"));
}
