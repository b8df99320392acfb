using System.Security.Cryptography;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Entries;

namespace MedLedger.Ledger.Tests.Entries;

public sealed class LeafTests
{
    [Fact]
    public void A_leaf_is_version_kind_and_commitment()
    {
        var entry = Samples.Entry(7);

        var bytes = entry.Leaf.ToBytes();

        Assert.Equal([1, 1], bytes[..2]);
        Assert.Equal(HMACSHA256.HashData(entry.Opening.Salt, entry.Opening.Payload), bytes[2..]);
        Assert.Equal(Sha256Digest.Of([0, .. bytes]), entry.Leaf.Hash);
        Assert.True(LogLeaf.TryParse(bytes, out var read));
        Assert.Equal(entry.Leaf, read);
    }

    [Fact]
    public void The_numbers_of_the_kinds_never_change() => Assert.Equal(
        "None=0 Record=1 Supersession=2 Summary=3 Grant=4 Revocation=5 Access=6 BreakGlass=7 Erasure=8 Link=9",
        string.Join(' ', Enum.GetValues<LogEntryKind>().Select(kind => $"{kind}={(int)kind}")));

    [Theory]
    [InlineData(0, 1, 34)]
    [InlineData(2, 1, 34)]
    [InlineData(1, 0, 34)]
    [InlineData(1, 10, 34)]
    [InlineData(1, 1, 33)]
    [InlineData(1, 1, 35)]
    public void Other_versions_kinds_and_lengths_are_refused(byte version, byte kind, int length)
    {
        var bytes = new byte[length];
        (bytes[0], bytes[1]) = (version, kind);
        Assert.False(LogLeaf.TryParse(bytes, out _));
    }

    [Fact]
    public void A_leaf_that_was_never_made_cannot_be_written()
    {
        Assert.Throws<InvalidOperationException>(() => default(LogLeaf).ToBytes());
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogLeaf(LogEntryKind.None, default));
    }

    [Fact]
    public void The_same_statement_twice_gives_leaves_that_nobody_can_tell_belong_together()
    {
        var payload = Samples.Entry(1).Payload;
        var leaves = Enumerable.Range(0, 100).Select(_ => LogEntry.Of(payload, Random.Shared.NextBytes).Leaf).ToHashSet();
        Assert.Equal(100, leaves.Count);
    }

    [Fact]
    public void An_entry_comes_back_from_its_opening()
    {
        var entry = Samples.Entry(3);
        Assert.Equal(entry.Leaf, LogEntry.From(entry.Opening).Leaf);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(0)]
    public void A_salt_of_another_length_is_refused(int length) =>
        Assert.Throws<FormatException>(() => new EntryOpening(new byte[length], []));
}
