using MedLedger.Domain.Identity;
using MedLedger.Vault.Keys;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every summary store must do.</summary>
public abstract class SummaryStoreContract
{
    protected abstract ISummaryStore Summaries { get; }

    protected abstract Task<PatientId> PatientAsync(string reference);

    [Fact]
    public async Task Versions_count_up_without_gaps()
    {
        var patient = await PatientAsync("p");
        Assert.Null(await Summaries.FindLatestAsync(patient, Never));
        Assert.False(await Summaries.TryAddAsync(Version(patient, 2), Never));
        Assert.True(await Summaries.TryAddAsync(Version(patient, 1), Never));
        Assert.False(await Summaries.TryAddAsync(Version(patient, 1), Never));
        Assert.True(await Summaries.TryAddAsync(Version(patient, 2), Never));
        Assert.False(await Summaries.TryAddAsync(Version(patient, 4), Never));

        Assert.Equal(Version(patient, 2), await Summaries.FindLatestAsync(patient, Never));
        Assert.Equal(Version(patient, 1), await Summaries.FindAsync(patient, 1, Never));
        Assert.Equal([2u, 1u], (await Summaries.ListAsync(patient, Never)).Select(version => version.Number));
    }

    [Fact]
    public async Task Of_two_that_add_the_same_version_one_is_told_to_start_over()
    {
        var patient = await PatientAsync("p");
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Summaries.TryAddAsync(Version(patient, 1), Never))));
        Assert.Equal(1, added.Count(one => one));
    }

    [Fact]
    public async Task A_version_gets_one_leaf()
    {
        var patient = await PatientAsync("p");
        await Summaries.TryAddAsync(Version(patient, 1), Never);
        await Summaries.SetLeafAsync(patient, 1, 8, Never);
        await Summaries.SetLeafAsync(patient, 1, 8, Never);
        Assert.Equal(8ul, (await Summaries.FindLatestAsync(patient, Never))!.Leaf);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Summaries.SetLeafAsync(patient, 1, 9, Never));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Summaries.SetLeafAsync(patient, 2, 9, Never));
    }

    private static SummaryVersion Version(PatientId patient, uint number) =>
        new(patient, number, Address($"summary {number}"), RecordKeyId.FromBytes(new byte[16]), At);
}
