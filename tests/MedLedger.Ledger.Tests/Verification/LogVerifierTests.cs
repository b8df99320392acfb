using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Merkle;
using MedLedger.Ledger.Verification;

namespace MedLedger.Ledger.Tests.Verification;

public sealed class LogVerifierTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(513)]
    public async Task A_log_as_it_was_written_is_intact(int entries)
    {
        using var log = await LogOnDisk.OfAsync(entries);
        var intact = Assert.IsType<LogVerdict.Intact>(await VerifyAsync(log));
        Assert.Equal((ulong)entries, intact.Checkpoint.Size);
    }

    [Fact]
    public async Task Every_flipped_bit_of_a_small_log_is_found_in_its_file()
    {
        using var log = await LogOnDisk.OfAsync(2, 1);
        foreach (var file in log.PublicFiles())
            for (var bit = 0; bit < File.ReadAllBytes(Path.Combine(log.Folder, file)).Length * 8; bit++)
                Assert.Equal(file, await FindAfterFlipAsync(log, file, bit));
    }

    [Fact]
    public async Task Flipped_bits_all_over_a_log_of_several_levels_are_found_in_their_files()
    {
        using var log = await LogOnDisk.OfAsync(200, 200, 130);
        var random = new Random(20260314);
        var files = log.PublicFiles();
        Assert.Contains("tile/0/002.p/18", files);
        foreach (var file in files)
            for (var i = 0; i < 60; i++)
                Assert.Equal(file, await FindAfterFlipAsync(log, file, random.Next(File.ReadAllBytes(Path.Combine(log.Folder, file)).Length * 8)));
    }

    [Fact]
    public async Task A_missing_longer_or_shorter_file_is_named()
    {
        using var log = await LogOnDisk.OfAsync(200, 100);
        foreach (var file in log.PublicFiles().Where(file => !IsOutgrown(file, 300)))
        {
            var path = Path.Combine(log.Folder, file);
            var whole = File.ReadAllBytes(path);
            File.WriteAllBytes(path, [.. whole, 0]);
            Assert.Equal(file, Assert.IsType<LogVerdict.Damaged>(await VerifyAsync(log)).File);
            File.WriteAllBytes(path, whole[..^1]);
            Assert.Equal(file, Assert.IsType<LogVerdict.Damaged>(await VerifyAsync(log)).File);
            File.Delete(path);
            Assert.Equal(file, Assert.IsType<LogVerdict.Damaged>(await VerifyAsync(log)).File);
            File.WriteAllBytes(path, whole);
        }

        Assert.IsType<LogVerdict.Intact>(await VerifyAsync(log));
    }

    // A busy machine writes a pool in several steps; the partial tile of an earlier step may be gone, nothing needs it.
    private static bool IsOutgrown(string file, ulong size) => TileId.TryParse(file, out var tile, out var width) && tile.WidthIn(size) != width;

    [Fact]
    public async Task A_rewritten_log_signed_by_another_key_is_refused()
    {
        using var log = await LogOnDisk.OfAsync(5);
        var verdict = await LogVerifier.VerifyAsync(log.Folder, VerifierKey.Of(new TestSigner("log.example/test", 2)), CancellationToken.None);
        Assert.Equal("checkpoint", Assert.IsType<LogVerdict.Damaged>(verdict).File);
    }

    [Fact]
    public async Task A_history_rewritten_with_the_logs_own_key_is_found_by_its_anchors()
    {
        using var log = await LogOnDisk.OfAsync(3, 4);
        using var rewritten = new LogOnDisk();
        await rewritten.CreateAsync();
        await using (var sequencer = await rewritten.OpenAsync()) await LogOnDisk.AppendPoolAsync(sequencer, 70, 9);
        var anchors = new FakeAnchors(
            new(1, 3, await log.Reader.RootAsync(3, CancellationToken.None), Samples.Noon),
            new(2, 7, await log.Reader.RootAsync(7, CancellationToken.None), Samples.Noon));

        var honest = await LogVerifier.VerifyAsync(log.Folder, log.Key, anchors, FakeAnchors.Registry, CancellationToken.None);
        var dishonest = await LogVerifier.VerifyAsync(rewritten.Folder, log.Key, anchors, FakeAnchors.Registry, CancellationToken.None);

        Assert.Equal(2UL, Assert.IsType<LogVerdict.Intact>(honest).Anchors);
        Assert.Equal("anchor 1", Assert.IsType<LogVerdict.Damaged>(dishonest).File);
    }

    [Fact]
    public async Task A_log_shorter_than_its_anchor_was_rolled_back()
    {
        using var log = await LogOnDisk.OfAsync(3);
        using var longer = await LogOnDisk.OfAsync(3, 4);
        var anchors = new FakeAnchors(new AnchoredCheckpoint(1, 7, longer.Published().Root, Samples.Noon));

        var verdict = await LogVerifier.VerifyAsync(log.Folder, log.Key, anchors, FakeAnchors.Registry, CancellationToken.None);

        Assert.Contains("rolled back", Assert.IsType<LogVerdict.Damaged>(verdict).Next, StringComparison.Ordinal);
    }

    private static Task<LogVerdict> VerifyAsync(LogOnDisk log) => LogVerifier.VerifyAsync(log.Folder, log.Key, CancellationToken.None);

    private static async Task<string?> FindAfterFlipAsync(LogOnDisk log, string file, int bit)
    {
        var path = Path.Combine(log.Folder, file);
        var bytes = File.ReadAllBytes(path);
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        File.WriteAllBytes(path, bytes);
        var verdict = await VerifyAsync(log);
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        File.WriteAllBytes(path, bytes);
        return (verdict as LogVerdict.Damaged)?.File;
    }
}

/// <summary>A chain that holds what it is given.</summary>
internal sealed class FakeAnchors(params AnchoredCheckpoint[] anchored) : IAnchorSource
{
    public static AnchorReference Registry { get; } = new(31337, "0x" + new string('1', 40), "0x" + new string('2', 64), 1);

    public Task<AnchoredCheckpoint?> FindAsync(AnchorReference reference, CancellationToken cancellationToken) =>
        Task.FromResult(anchored.FirstOrDefault(anchor => anchor.Epoch == reference.Epoch));
}
