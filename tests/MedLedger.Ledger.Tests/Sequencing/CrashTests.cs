using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Merkle;
using MedLedger.Ledger.Sequencing;
using MedLedger.Ledger.Verification;

namespace MedLedger.Ledger.Tests.Sequencing;

/// <summary>The process dies at every single step of creating, opening, committing and recovering.</summary>
public sealed class CrashTests
{
    /// <summary>Crosses a tile border, so that full tiles, a new level and the removal of partials are among the steps.</summary>
    private static readonly int[] Pools = [3, 250, 6, 1];

    [Fact]
    public async Task Dying_at_any_step_loses_nothing_acknowledged_and_never_takes_a_checkpoint_back()
    {
        var (steps, crashes) = (0, 0);
        for (var dieAt = 0; ; dieAt++)
        {
            using var log = new LogOnDisk();
            var faults = new DyingAt(dieAt);
            var acknowledged = new Dictionary<ulong, LogLeaf>();
            var published = 0UL;
            var entries = 0;
            foreach (var pool in Pools)
            {
                // A start that dies is started again, like a supervised process.
                for (var done = false; !done;)
                {
                    done = await RunAsync(log, faults, entries, pool, acknowledged);
                    entries += 1_000;
                    published = AssertNoRegression(log, published);
                }
            }

            await AssertWholeAsync(log, acknowledged);
            if (!faults.Died) break;
            (steps, crashes) = (Math.Max(steps, dieAt), crashes + 1);
        }

        Assert.True(crashes > 60, $"only {crashes} steps were found");
    }

    [Fact]
    public async Task Dying_again_while_recovering_is_recovered_too()
    {
        var inRecovery = 0;
        for (var dieAgainAt = 0; ; dieAgainAt++)
        {
            using var log = await LogOnDisk.OfAsync(3);
            var acknowledged = new Dictionary<ulong, LogLeaf>();
            log.Linger = TimeSpan.FromMilliseconds(100);
            // The first life ends right after the swap: everything is committed and nothing applied.
            await RunAsync(log, new DyingAt("apply"), 10, 300, acknowledged);
            Assert.Empty(acknowledged);
            Assert.Equal(303UL, log.Lock.Row?.Size);

            log.Linger = TimeSpan.Zero;
            var again = new DyingAt(dieAgainAt);
            try
            {
                await (await log.OpenAsync(again)).DisposeAsync();
            }
            catch (Death)
            {
                inRecovery++;
            }

            await RunAsync(log, NoFaults.Instance, 1_000, 1, acknowledged);
            Assert.Equal([303UL], acknowledged.Keys);
            await AssertWholeAsync(log, acknowledged);
            if (!again.Died) break;
        }

        Assert.True(inRecovery > 20, $"only {inRecovery} steps were found");
    }

    [Fact]
    public async Task After_a_failed_fsync_every_later_append_fails_and_a_restart_heals()
    {
        using var log = await LogOnDisk.OfAsync(3);
        await using (var sequencer = await log.OpenAsync(new FailingFsync()))
        {
            await Assert.ThrowsAsync<LogFatalException>(() => sequencer.AppendAsync(Samples.Entry(10), CancellationToken.None));
            await Assert.ThrowsAsync<LogFatalException>(() => sequencer.AppendAsync(Samples.Entry(11), CancellationToken.None));
        }

        Assert.Equal(3UL, log.Published().Size);
        await using var healed = await log.OpenAsync();
        Assert.Equal(3UL, (await healed.AppendAsync(Samples.Entry(12), CancellationToken.None)).Index);
    }

    private static async Task<bool> RunAsync(LogOnDisk log, IFaultPoint faults, int from, int pool, Dictionary<ulong, LogLeaf> acknowledged)
    {
        Sequencer? sequencer = null;
        try
        {
            if (log.Lock.Row is null) await Sequencer.CreateAsync(log.Options, log.Lock, log.Signer, faults, CancellationToken.None);
            sequencer = await log.OpenAsync(faults);
            var appends = Enumerable.Range(from, pool).Select(number => (number, Receipt: sequencer.AppendAsync(Samples.Entry(number), CancellationToken.None))).ToList();
            var died = false;
            foreach (var (number, receipt) in appends)
                try
                {
                    acknowledged.Add((await receipt).Index, Samples.Entry(number).Leaf);
                }
                catch (LogFatalException e) when (e.InnerException is Death or LogFatalException)
                {
                    died = true;
                }

            return !died;
        }
        catch (Death)
        {
            return false;
        }
        finally
        {
            // Only lets go of the folder, as the kernel does for a process that is gone.
            if (sequencer is not null) await sequencer.DisposeAsync();
        }
    }

    private static ulong AssertNoRegression(LogOnDisk log, ulong before)
    {
        if (!File.Exists(Path.Combine(log.Folder, "checkpoint"))) return before;
        var now = log.Published().Size;
        Assert.True(now >= before, $"the checkpoint went from {before} to {now}");
        return now;
    }

    private static async Task AssertWholeAsync(LogOnDisk log, Dictionary<ulong, LogLeaf> acknowledged)
    {
        var intact = Assert.IsType<LogVerdict.Intact>(await LogVerifier.VerifyAsync(log.Folder, log.Key, CancellationToken.None));
        var size = intact.Checkpoint.Size;
        Assert.Equal(log.Lock.Row!.Size, size);
        foreach (var (index, leaf) in acknowledged) Assert.Equal(leaf, await log.Reader.ReadLeafAsync(index, size, CancellationToken.None));
        var last = acknowledged.Keys.Max();
        Assert.True(MerkleProof.VerifyInclusion(
            last, size, acknowledged[last].Hash, await log.Reader.ProveInclusionAsync(last, size, CancellationToken.None), intact.Checkpoint.Root));
        Assert.Equal(["claim"], Directory.EnumerateFiles(Path.Combine(log.Folder, ".staging")).Select(Path.GetFileName));
    }

    private sealed class Death : Exception;

    private sealed class DyingAt : IFaultPoint
    {
        private readonly string? _name;
        private int _left;

        public DyingAt(int step) => _left = step;

        public DyingAt(string name) => (_name, _left) = (name, int.MaxValue);

        public bool Died { get; private set; }

        public void Reach(string step)
        {
            if (Died || (_name is null ? _left-- > 0 : step != _name)) return;
            Died = true;
            throw new Death();
        }
    }

    private sealed class FailingFsync : IFaultPoint
    {
        public void Reach(string step)
        {
            if (step.StartsWith("fsync .staging", StringComparison.Ordinal)) throw new IOException("Input/output error");
        }
    }
}
