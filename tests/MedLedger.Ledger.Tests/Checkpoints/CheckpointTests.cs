using System.Text;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Checkpoints;

namespace MedLedger.Ledger.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private static readonly TestSigner Signer = new("log.example/test", 1);
    private static readonly VerifierKey Key = VerifierKey.Of(Signer);
    private static readonly SignedCheckpoint Signed = SignedCheckpoint.Sign(42, Sha256Digest.Of("root"u8), Signer);

    [Fact]
    public void A_note_of_the_go_note_package_verifies_with_its_key()
    {
        // The example of golang.org/x/mod/sumdb/note (BSD-3-Clause): text, key and signature are theirs.
        var key = VerifierKey.Parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
            + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"));

        Assert.Null(note.Refuse(key));
        Assert.NotNull((note with { Text = note.Text + "x\n" }).Refuse(key));
        Assert.NotNull(note.Refuse(Key));
    }

    [Fact]
    public void A_checkpoint_is_origin_size_root_and_signature()
    {
        var lines = Encoding.UTF8.GetString(Signed.Note).Split('\n');

        Assert.Equal(["log.example/test", "42", Convert.ToBase64String(Sha256Digest.Of("root"u8).ToBytes()), ""], lines[..4]);
        Assert.StartsWith("— log.example/test ", lines[4], StringComparison.Ordinal);
        Assert.Equal(new Checkpoint("log.example/test", 42, Sha256Digest.Of("root"u8)), Open(Signed.Note)?.Checkpoint);
    }

    [Fact]
    public void Every_flipped_bit_of_a_checkpoint_is_refused()
    {
        for (var bit = 0; bit < Signed.Note.Length * 8; bit++)
        {
            var flipped = (byte[])Signed.Note.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(Open(flipped));
        }
    }

    [Fact]
    public void Every_shortened_checkpoint_is_refused()
    {
        for (var length = 0; length < Signed.Note.Length; length++) Assert.Null(Open(Signed.Note[..length]));
    }

    [Fact]
    public void A_signature_by_somebody_else_may_stand_beside_ours_but_not_instead_of_it()
    {
        var other = SignedCheckpoint.Sign(42, Sha256Digest.Of("root"u8), new TestSigner("log.example/test", 2)).Note;
        var theirs = Encoding.UTF8.GetString(other).Split("\n\n")[1];

        Assert.NotNull(Open([.. Signed.Note, .. Encoding.UTF8.GetBytes(theirs)]));
        Assert.Null(Open(other));
    }

    [Theory]
    [InlineData("another.example/log\n42\n")]
    [InlineData("log.example/test\n042\n")]
    [InlineData("log.example/test\n+42\n")]
    [InlineData("log.example/test\n-1\n")]
    [InlineData("log.example/test\n18446744073709551616\n")]
    public void A_signed_text_that_is_no_checkpoint_of_this_log_is_refused(string head)
    {
        var text = head + Convert.ToBase64String(new byte[32]) + "\n";
        Assert.Null(Open(SignedNote.Sign(text, Signer)));
        Assert.Null(Open(SignedNote.Sign(text + "extension\n", Signer)));
    }

    [Fact]
    public void A_verifier_key_reads_back_and_a_wrong_one_is_refused()
    {
        var text = Key.ToString();
        Assert.Equal(Key, VerifierKey.Parse(text));
        Assert.Equal(Key, VerifierKey.Parse(text + "\n"));
        for (var at = 0; at < text.Length; at++)
        {
            var changed = text.ToCharArray();
            changed[at] = changed[at] == 'b' ? 'c' : 'b';
            Assert.Throws<FormatException>(() => VerifierKey.Parse(new string(changed)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a+b")]
    [InlineData("a\nb")]
    public void A_name_with_blanks_or_plus_signs_is_refused(string name) =>
        Assert.Throws<FormatException>(() => new VerifierKey(name, Key.PublicKey));

    [Fact]
    public void A_signer_that_signs_wrongly_is_noticed_before_anything_is_committed() =>
        Assert.Throws<InvalidOperationException>(() => SignedCheckpoint.Sign(1, default, new LyingSigner()));

    private static SignedCheckpoint? Open(byte[] note) => SignedCheckpoint.Open(note, Key) is CheckpointVerdict.Trusted trusted ? trusted.Checkpoint : null;

    private sealed class LyingSigner : ICheckpointSigner
    {
        public string Name => Signer.Name;

        public byte[] PublicKey => Signer.PublicKey;

        public byte[] Sign(ReadOnlySpan<byte> message) => Signer.Sign("something else"u8);
    }
}
