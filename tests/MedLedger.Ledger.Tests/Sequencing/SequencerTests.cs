using MedLedger.Domain.Content;
using MedLedger.Ledger.Merkle;
using MedLedger.Ledger.Sequencing;
using MedLedger.Ledger.Verification;

namespace MedLedger.Ledger.Tests.Sequencing;

public sealed class SequencerTests
{
    [Fact]
    public async Task A_receipt_names_index_and_a_checkpoint_that_proves_the_entry()
    {
        using var log = new LogOnDisk();
        await log.CreateAsync();
        await using var sequencer = await log.OpenAsync();

        foreach (var number in Enumerable.Range(0, 20))
        {
            var receipt = await sequencer.AppendAsync(Samples.Entry(number), CancellationToken.None);

            Assert.Equal((ulong)number, receipt.Index);
            Assert.Equal(log.Published().Note, receipt.Checkpoint.Note);
            var proof = await log.Reader.ProveInclusionAsync(receipt.Index, receipt.Checkpoint.Size, CancellationToken.None);
            Assert.True(MerkleProof.VerifyInclusion(receipt.Index, receipt.Checkpoint.Size, receipt.LeafHash, proof, receipt.Checkpoint.Root));
        }
    }

    [Fact]
    public async Task Two_thousand_entries_at_once_all_get_places_of_their_own_in_few_commits()
    {
        using var log = new LogOnDisk();
        await log.CreateAsync();
        await using var sequencer = await log.OpenAsync();

        var receipts = await LogOnDisk.AppendPoolAsync(sequencer, 0, 2_000);

        Assert.Equal(2_000, receipts.Select(receipt => receipt.Index).Distinct().Count());
        Assert.True(receipts.Select(receipt => receipt.Checkpoint.Size).Distinct().Count() < 200);
        Assert.IsType<LogVerdict.Intact>(await LogVerifier.VerifyAsync(log.Folder, log.Key, CancellationToken.None));
        foreach (var number in new[] { 0, 255, 256, 1_999 })
        {
            var leaf = Samples.Entry(number).Leaf;
            var at = receipts[number].Index;
            Assert.Equal(leaf, await log.Reader.ReadLeafAsync(at, 2_000, CancellationToken.None));
            Assert.Equal(at, await log.Reader.FindLeafAsync(leaf, 0, 2_000, CancellationToken.None));
            Assert.Null(await log.Reader.FindLeafAsync(leaf, at + 1, 2_000, CancellationToken.None));
        }
    }

    [Fact]
    public async Task The_same_entries_in_the_same_pools_give_the_same_files()
    {
        using var one = await LogOnDisk.OfAsync(1, 5, 1, 1);
        using var two = await LogOnDisk.OfAsync(1, 5, 1, 1);

        Assert.Equal(one.Published().Root, two.Published().Root);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(one.Folder, "tile/entries/000.p/8")), File.ReadAllBytes(Path.Combine(two.Folder, "tile/entries/000.p/8")));
    }

    [Fact]
    public async Task A_full_tile_takes_the_place_of_its_partials()
    {
        using var log = await LogOnDisk.OfAsync(100, 100, 100);

        Assert.Contains("tile/0/000", log.PublicFiles());
        Assert.Contains("tile/0/001.p/44", log.PublicFiles());
        Assert.Contains("tile/1/000.p/1", log.PublicFiles());
        Assert.DoesNotContain(log.PublicFiles(), file => file.StartsWith("tile/0/000.p", StringComparison.Ordinal));
        Assert.True(MerkleProof.VerifyConsistency(
            100, 300, await log.Reader.RootAsync(100, CancellationToken.None), log.Published().Root, await log.Reader.ProveConsistencyAsync(100, 300, CancellationToken.None)));
    }

    [Fact]
    public async Task Appending_never_creates_a_log()
    {
        using var log = new LogOnDisk();
        await Assert.ThrowsAsync<LogFatalException>(log.OpenAsync);
        Assert.Null(log.Lock.Row);
    }

    [Fact]
    public async Task A_log_is_created_once()
    {
        using var log = await LogOnDisk.OfAsync(3);
        var before = log.Published().Note;
        await Assert.ThrowsAsync<LogFatalException>(log.CreateAsync);
        Assert.Equal(before, log.Published().Note);
    }

    [Fact]
    public async Task A_second_sequencer_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        using var log = await LogOnDisk.OfAsync(1);
        await using var first = await log.OpenAsync();

        await Assert.ThrowsAsync<LogFatalException>(log.OpenAsync);

        Assert.Equal(1UL, (await first.AppendAsync(Samples.Entry(1), CancellationToken.None)).Index);
    }

    [Fact]
    public async Task Of_two_sequencers_on_one_lock_one_loses_cleanly()
    {
        using var one = await LogOnDisk.OfAsync(3);
        using var copy = new LogOnDisk { Lock = one.Lock };
        foreach (var file in one.PublicFiles())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy.Folder, file))!);
            File.Copy(Path.Combine(one.Folder, file), Path.Combine(copy.Folder, file));
        }

        await using var winner = await one.OpenAsync();
        await using var loser = await copy.OpenAsync();
        Assert.Equal(3UL, (await winner.AppendAsync(Samples.Entry(100), CancellationToken.None)).Index);

        await Assert.ThrowsAsync<LogFatalException>(() => loser.AppendAsync(Samples.Entry(200), CancellationToken.None));
        await Assert.ThrowsAsync<LogFatalException>(() => loser.AppendAsync(Samples.Entry(201), CancellationToken.None));

        Assert.Equal(3UL, copy.Published().Size);
        Assert.Equal(4UL, (await winner.AppendAsync(Samples.Entry(101), CancellationToken.None)).Index);
    }

    [Fact]
    public async Task A_lock_that_was_rolled_back_is_noticed_at_the_start()
    {
        using var log = await LogOnDisk.OfAsync(3);
        var old = log.Lock.Row;
        await using (var sequencer = await log.OpenAsync()) await LogOnDisk.AppendPoolAsync(sequencer, 3, 2);
        log.Lock.Row = old;

        var refused = await Assert.ThrowsAsync<LogFatalException>(log.OpenAsync);

        Assert.Contains("rolled back", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_checkpoint_of_the_same_size_with_another_root_is_noticed_at_the_start()
    {
        using var log = await LogOnDisk.OfAsync(3);
        using var other = new LogOnDisk();
        await other.CreateAsync();
        await using (var sequencer = await other.OpenAsync()) await LogOnDisk.AppendPoolAsync(sequencer, 50, 3);
        File.Copy(Path.Combine(other.Folder, "checkpoint"), Path.Combine(log.Folder, "checkpoint"), overwrite: true);

        var refused = await Assert.ThrowsAsync<LogFatalException>(log.OpenAsync);

        Assert.Contains("split", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_of_another_key_is_not_believed()
    {
        using var log = await LogOnDisk.OfAsync(3);
        using var thief = new LogOnDisk { Lock = log.Lock, Signer = new("log.example/test", 9) };
        await Assert.ThrowsAsync<LogFatalException>(thief.OpenAsync);
    }

    [Fact]
    public async Task A_tile_changed_on_disk_stops_the_start_rather_than_being_built_upon()
    {
        using var log = await LogOnDisk.OfAsync(3);
        var tile = Path.Combine(log.Folder, "tile/0/000.p/3");
        var bytes = File.ReadAllBytes(tile);
        bytes[40] ^= 1;
        File.WriteAllBytes(tile, bytes);

        await Assert.ThrowsAsync<LogFatalException>(log.OpenAsync);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting_and_leaves_the_log_whole()
    {
        using var log = await LogOnDisk.OfAsync(1);
        await using (var sequencer = await log.OpenAsync())
        {
            using var cancelled = new CancellationTokenSource();
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sequencer.AppendAsync(Samples.Entry(1), cancelled.Token));
            await sequencer.AppendAsync(Samples.Entry(2), CancellationToken.None);
        }

        Assert.IsType<LogVerdict.Intact>(await LogVerifier.VerifyAsync(log.Folder, log.Key, CancellationToken.None));
    }

    [Fact]
    public void Two_lock_rows_are_equal_when_all_of_them_is()
    {
        var row = new LockRow(1, Sha256Digest.Of("r"u8), [1, 2], "s");
        Assert.Equal(row, row with { Checkpoint = [1, 2] });
        Assert.NotEqual(row, row with { Checkpoint = [1, 3] });
        Assert.NotEqual(row, row with { Staging = "t" });
    }
}
