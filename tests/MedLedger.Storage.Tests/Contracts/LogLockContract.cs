using MedLedger.Ledger.Sequencing;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every log lock must do.</summary>
public abstract class LogLockContract
{
    private static readonly LockRow _empty = new(0, Digest(""), "signed note"u8.ToArray(), "");

    protected abstract ILogLock Lock { get; }

    [Fact]
    public async Task A_log_is_never_begun_by_itself()
    {
        Assert.Null(await Lock.ReadAsync(Never));
        Assert.False(await Lock.CompareAndSwapAsync(_empty, Next(1), Never));
        Assert.Null(await Lock.ReadAsync(Never));
    }

    [Fact]
    public async Task A_log_is_begun_once()
    {
        await Lock.CreateAsync(_empty, Never);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Lock.CreateAsync(Next(1), Never));
        Assert.Equal(_empty, await Lock.ReadAsync(Never));
    }

    [Fact]
    public async Task The_row_is_swapped_only_when_all_of_it_is_expected()
    {
        await Lock.CreateAsync(_empty, Never);
        LockRow[] others = [_empty with { Size = 1 }, _empty with { Root = Digest("x") }, _empty with { Checkpoint = [1] }, _empty with { Staging = "s" }];
        foreach (var other in others) Assert.False(await Lock.CompareAndSwapAsync(other, Next(1), Never));
        Assert.True(await Lock.CompareAndSwapAsync(_empty, Next(1), Never));
        Assert.Equal(Next(1), await Lock.ReadAsync(Never));
        Assert.False(await Lock.CompareAndSwapAsync(_empty, Next(2), Never));
    }

    [Fact]
    public async Task Of_many_that_swap_at_once_one_wins()
    {
        await Lock.CreateAsync(_empty, Never);
        var won = await Task.WhenAll(Enumerable.Range(1, 12).Select(number => Task.Run(() => Lock.CompareAndSwapAsync(_empty, Next((ulong)number), Never))));
        Assert.Equal(1, won.Count(one => one));
    }

    private static LockRow Next(ulong size) => new(size, Digest($"root {size}"), Digest($"note {size}").ToBytes(), $"staging-{size}");
}
