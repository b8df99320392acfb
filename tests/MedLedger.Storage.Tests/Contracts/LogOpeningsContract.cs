using MedLedger.Domain.Identity;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every store of openings must do.</summary>
public abstract class LogOpeningsContract
{
    protected abstract ILogOpenings Openings { get; }

    protected abstract Task<PatientId> PatientAsync(string reference);

    [Fact]
    public async Task An_opening_waits_for_its_leaf_and_is_then_found_by_it()
    {
        var opening = await AddAsync("a", kind: 1);
        Assert.Equal([opening.Commitment], (await Openings.ListWithoutLeafAsync(Never)).Select(waiting => waiting.Commitment));

        await Openings.SetLeafAsync(opening.Commitment, 3, Never);
        await Openings.SetLeafAsync(opening.Commitment, 3, Never);
        var found = (await Openings.FindAsync(3, Never))!;
        Assert.Equal((opening.Commitment, opening.Kind, opening.Patient, 3ul), (found.Commitment, found.Kind, found.Patient, found.Leaf));
        Assert.Equal(opening.Sealed, found.Sealed);
        Assert.Empty(await Openings.ListWithoutLeafAsync(Never));
    }

    [Fact]
    public async Task A_leaf_is_given_once()
    {
        var first = await AddAsync("a", kind: 1);
        var second = await AddAsync("b", kind: 1);
        await Openings.SetLeafAsync(first.Commitment, 3, Never);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Openings.SetLeafAsync(first.Commitment, 4, Never));
        await Assert.ThrowsAnyAsync<Exception>(() => Openings.SetLeafAsync(second.Commitment, 3, Never));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Openings.SetLeafAsync(Digest("unknown"), 9, Never));
    }

    [Fact]
    public async Task An_anchor_marks_what_it_covers_first()
    {
        for (var leaf = 0ul; leaf < 4; leaf++) await Openings.SetLeafAsync((await AddAsync($"{leaf}", kind: 1)).Commitment, leaf, Never);
        await Openings.MarkAnchoredAsync(2, 1, Never);
        await Openings.MarkAnchoredAsync(3, 2, Never);
        ulong?[] epochs = [.. (await Openings.ListAsync(await PatientAsync("p"), null, Never)).Select(opening => opening.Epoch)];
        Assert.Equal([1, 1, 2, null], epochs);
    }

    [Fact]
    public async Task A_patients_entries_are_listed_in_the_order_of_the_log_and_by_kind()
    {
        await Openings.SetLeafAsync((await AddAsync("a", kind: 1)).Commitment, 5, Never);
        await Openings.SetLeafAsync((await AddAsync("b", kind: 2)).Commitment, 2, Never);
        await AddAsync("c", kind: 2);
        await AddAsync("d", kind: 2, patient: "other");

        ulong?[] all = [.. (await Openings.ListAsync(await PatientAsync("p"), null, Never)).Select(opening => opening.Leaf)];
        Assert.Equal([2, 5, null], all);
        Assert.Equal(2, (await Openings.ListAsync(await PatientAsync("p"), 2, Never)).Count);
    }

    private async Task<LogOpening> AddAsync(string text, byte kind, string patient = "p")
    {
        var opening = new LogOpening(Digest(text), kind, await PatientAsync(patient), Digest("sealed " + text).ToBytes());
        await Openings.AddAsync(opening, Never);
        await Openings.AddAsync(opening, Never);
        return opening;
    }
}
