using System.Text;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Verification;

namespace MedLedger.Ledger.Tests.Verification;

public sealed class ProofTests : IAsyncLifetime
{
    private LogOnDisk _log = null!;

    public async Task InitializeAsync() => _log = await LogOnDisk.OfAsync(1, 4, 300);

    public Task DisposeAsync()
    {
        _log.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_proof_that_went_through_its_file_is_valid_and_says_what_was_logged()
    {
        foreach (var index in new[] { 0, 4, 255, 256, 304 })
        {
            var json = (await MakeAsync(index)).ToJson();
            var valid = Assert.IsType<ProofVerdict.Valid>(await VerifyAsync(ProofBundle.Parse(json)));

            Assert.Equal((ulong)index, valid.Index);
            Assert.Equal(json, ProofBundle.Parse(json).ToJson());
            Assert.IsType<RecordPayload>(valid.Payload);
        }
    }

    [Fact]
    public async Task A_proof_without_opening_shows_nothing_and_still_holds()
    {
        var valid = Assert.IsType<ProofVerdict.Valid>(await VerifyAsync((await MakeAsync(3)) with { Opening = null }));
        Assert.Null(valid.Payload);
    }

    [Fact]
    public async Task Each_check_fails_under_its_own_name()
    {
        var good = await MakeAsync(3);
        var other = await MakeAsync(4);
        var forged = new VerifierKey("log.example/test", new TestSigner("log.example/test", 2).PublicKey);

        Assert.Equal("key", await FailsAtAsync(good with { Key = forged }));
        Assert.Equal("checkpoint", await FailsAtAsync(good with { Checkpoint = [.. good.Checkpoint[..^2], (byte)'A', (byte)'\n'] }));
        Assert.Equal("inclusion", await FailsAtAsync(good with { Index = 4 }));
        Assert.Equal("inclusion", await FailsAtAsync(good with { Leaf = other.Leaf }));
        Assert.Equal("inclusion", await FailsAtAsync(good with { Inclusion = [.. good.Inclusion, good.Inclusion[0]] }));
        Assert.Equal("opening", await FailsAtAsync(good with { Opening = other.Opening }));
    }

    [Fact]
    public async Task An_entry_whose_payload_is_of_another_kind_than_its_leaf_is_refused()
    {
        var entry = Samples.Entry(900);
        var odd = new LogLeaf(LogEntryKind.Grant, entry.Leaf.Commitment);
        var root = odd.Hash;
        var checkpoint = SignedCheckpoint.Sign(1, root, _log.Signer);
        var bundle = new ProofBundle { Index = 0, Leaf = odd, Inclusion = [], Checkpoint = checkpoint.Note, Key = _log.Key, Opening = entry.Opening };

        Assert.Equal("payload", await FailsAtAsync(bundle));
    }

    [Fact]
    public async Task Every_flipped_bit_of_a_proof_file_is_refused_or_changes_nothing()
    {
        var json = (await MakeAsync(3)).ToJson();
        var harmless = 0;
        for (var bit = 0; bit < json.Length * 8; bit++)
        {
            var flipped = (byte[])json.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                var bundle = ProofBundle.Parse(flipped);
                if (await VerifyAsync(bundle) is not ProofVerdict.Valid) continue;
                // White space and the case of an escape may change; what is proven may not.
                Assert.Equal(json, bundle.ToJson());
                harmless++;
            }
            catch (FormatException)
            {
                continue;
            }
        }

        Assert.InRange(harmless, 0, 200);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"format\":\"medledger-proof/2\"}")]
    public void Other_files_are_refused_in_words(string json) =>
        Assert.NotEmpty(Assert.Throws<FormatException>(() => ProofBundle.Parse(Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public async Task A_member_that_the_verifier_does_not_know_is_not_passed_over()
    {
        var json = Encoding.UTF8.GetString((await MakeAsync(3)).ToJson()).Replace("\"index\"", "\"valid\": true,\n  \"index\"", StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => ProofBundle.Parse(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public async Task A_proof_is_checked_against_an_older_an_equal_and_a_newer_anchor()
    {
        foreach (var (size, anchoredSize) in new[] { (305, 5), (305, 305), (5, 305) })
        {
            var (bundle, anchors) = await AnchoredAsync(3, size, anchoredSize);
            var verdict = await ProofVerifier.VerifyAsync(ProofBundle.Parse(bundle.ToJson()), _log.Key, anchors, CancellationToken.None);
            Assert.Equal((ulong)anchoredSize, Assert.IsType<ProofVerdict.Valid>(verdict).Anchor?.Size);
        }
    }

    [Fact]
    public async Task An_anchor_that_is_missing_younger_or_of_another_history_fails_the_proof()
    {
        var (bundle, _) = await AnchoredAsync(3, 305, 5);
        var split = new FakeAnchors(new AnchoredCheckpoint(1, 5, Samples.Entry(1).Leaf.Hash, Samples.Noon));
        var (beyond, anchors) = await AnchoredAsync(200, 305, 5);

        Assert.Equal("anchor", await FailsAtAsync(bundle, new FakeAnchors()));
        Assert.Equal("anchor", await FailsAtAsync(bundle, split));
        Assert.Equal("anchor", await FailsAtAsync(beyond, anchors));
        Assert.Equal("anchor", await FailsAtAsync(bundle with { Anchor = null }, anchors));
    }

    [Fact]
    public async Task Sealed_bytes_are_checked_by_their_logged_address()
    {
        var bundle = await MakeAsync(3);
        var stored = Samples.Sealed(3);
        Assert.IsType<ProofVerdict.Valid>(await RecordVerifier.VerifyAsync(bundle, stored, _log.Key, anchors: null, CancellationToken.None));

        for (var bit = 0; bit < stored.Length * 8; bit++)
        {
            var flipped = (byte[])stored.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var invalid = Assert.IsType<ProofVerdict.Invalid>(await RecordVerifier.VerifyAsync(bundle, flipped, _log.Key, anchors: null, CancellationToken.None));
            Assert.Contains("no longer has the address that was logged", invalid.Found, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Sealed_bytes_need_a_proof_that_opens_a_record()
    {
        var bundle = await MakeAsync(3);
        var closed = await RecordVerifier.VerifyAsync(bundle with { Opening = null }, Samples.Sealed(3), _log.Key, anchors: null, CancellationToken.None);
        Assert.Equal(RecordVerifier.Check, Assert.IsType<ProofVerdict.Invalid>(closed).Check);
    }

    private Task<ProofBundle> MakeAsync(int index) =>
        ProofMaker.MakeAsync(_log.Reader, _log.Published(), _log.Key, (ulong)index, Samples.Entry(index).Opening, anchor: null, CancellationToken.None);

    private async Task<(ProofBundle Bundle, FakeAnchors Anchors)> AnchoredAsync(int index, int size, int anchoredSize)
    {
        var checkpoint = SignedCheckpoint.Sign((ulong)size, await _log.Reader.RootAsync((ulong)size, CancellationToken.None), _log.Signer);
        var root = await _log.Reader.RootAsync((ulong)anchoredSize, CancellationToken.None);
        var bundle = await ProofMaker.MakeAsync(
            _log.Reader, checkpoint, _log.Key, (ulong)index, opening: null, (FakeAnchors.Registry, (ulong)anchoredSize), CancellationToken.None);
        return (bundle, new FakeAnchors(new AnchoredCheckpoint(1, (ulong)anchoredSize, root, Samples.Noon)));
    }

    private Task<ProofVerdict> VerifyAsync(ProofBundle bundle) => ProofVerifier.VerifyAsync(bundle, _log.Key, anchors: null, CancellationToken.None);

    private async Task<string> FailsAtAsync(ProofBundle bundle, IAnchorSource? anchors = null) =>
        Assert.IsType<ProofVerdict.Invalid>(await ProofVerifier.VerifyAsync(bundle, _log.Key, anchors, CancellationToken.None)).Check;
}
