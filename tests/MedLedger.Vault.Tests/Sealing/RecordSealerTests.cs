using MedLedger.Domain.Content;
using MedLedger.Vault.Keys;
using MedLedger.Vault.Sealing;
using static MedLedger.Vault.Tests.OpenVault;

namespace MedLedger.Vault.Tests.Sealing;

public sealed class RecordSealerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    public async Task What_was_sealed_opens_in_its_context(int length)
    {
        using var vault = await CreateAsync();
        var plaintext = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        var record = await vault.Sealer.SealAsync(Context(1), plaintext, Never);
        var outcome = await vault.Sealer.OpenAsync(Context(1), record.Address, record.Envelope, Never);

        Assert.Equal(plaintext, Assert.IsType<OpenOutcome.Opened>(outcome).Plaintext);
        Assert.Equal(ContentAddress.Of(record.Envelope), record.Address);
        Assert.Equal(21 + 12 + length + 16, record.Envelope.Length);
    }

    [Fact]
    public async Task The_envelope_has_the_documented_layout()
    {
        using var vault = await CreateAsync();
        var record = await vault.Sealer.SealAsync(Context(1), Text("penicillin"), Never);

        Assert.Equal("MLE1"u8.ToArray(), record.Envelope[..4]);
        Assert.Equal(1, record.Envelope[4]);
        Assert.Equal(record.Key.ToBytes(), record.Envelope[5..21]);
        Assert.DoesNotContain("penicillin", System.Text.Encoding.Latin1.GetString(record.Envelope), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_flipped_bit_of_an_envelope_is_refused_as_damage()
    {
        using var vault = await CreateAsync();
        var record = await vault.Sealer.SealAsync(Context(1), Text("warfarin 5 mg"), Never);
        for (var bit = 0; bit < record.Envelope.Length * 8; bit++)
        {
            var flipped = (byte[])record.Envelope.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.IsType<OpenOutcome.Damaged>(await vault.Sealer.OpenAsync(Context(1), flipped, Never));
            Assert.IsType<OpenOutcome.Damaged>(await vault.Sealer.OpenAsync(Context(1), record.Address, flipped, Never));
        }
    }

    [Fact]
    public async Task Every_truncation_of_an_envelope_is_refused_as_damage()
    {
        using var vault = await CreateAsync();
        var record = await vault.Sealer.SealAsync(Context(1), Text("warfarin 5 mg"), Never);
        for (var length = 0; length < record.Envelope.Length; length++)
            Assert.IsType<OpenOutcome.Damaged>(await vault.Sealer.OpenAsync(Context(1), record.Envelope.AsMemory(0, length), Never));
    }

    [Fact]
    public async Task A_record_opens_in_no_other_context()
    {
        using var vault = await CreateAsync();
        var record = await vault.Sealer.SealAsync(Context(1), Text("asthma"), Never);
        SealingContext[] others =
        [
            Context(2),
            Context(1, record: "letter-2"),
            Context(1, version: 2),
            Context(1, purpose: SealingPurpose.Summary),
        ];
        foreach (var other in others)
            Assert.IsType<OpenOutcome.WrongContext>(await vault.Sealer.OpenAsync(other, record.Envelope, Never));
    }

    [Fact]
    public async Task A_thousand_swapped_pairs_are_a_thousand_refusals()
    {
        using var vault = await CreateAsync();
        var refusals = 0;
        for (var pair = 0; pair < 1000; pair++)
        {
            SealingContext mine = Context(2 * pair), theirs = Context(2 * pair + 1);
            var first = await vault.Sealer.SealAsync(mine, Text("mine"), Never);
            var second = await vault.Sealer.SealAsync(theirs, Text("theirs"), Never);
            if (await vault.Sealer.OpenAsync(mine, second.Envelope, Never) is OpenOutcome.WrongContext
                && await vault.Sealer.OpenAsync(theirs, first.Envelope, Never) is OpenOutcome.WrongContext) refusals++;
        }

        Assert.Equal(1000, refusals);
    }

    [Fact]
    public async Task A_key_row_relabelled_to_fit_the_wrong_context_still_opens_nothing()
    {
        using var vault = await CreateAsync();
        var record = await vault.Sealer.SealAsync(Context(1), Text("asthma"), Never);
        // Who can write to the key store can change both labels; the tag of the wrapped key still holds the context.
        vault.Keys.Held[record.Key] = vault.Keys.Held[record.Key] with { Patient = Patient(2), Context = AssociatedData.Digest(Context(2)) };

        Assert.Equal(new OpenOutcome.Damaged("the row of its key was altered"), await vault.Sealer.OpenAsync(Context(2), record.Envelope, Never));
    }

    [Fact]
    public async Task A_key_wrapped_anew_for_the_wrong_context_still_opens_nothing()
    {
        using var vault = await CreateAsync();
        var record = await vault.Sealer.SealAsync(Context(1), Text("asthma"), Never);
        // Even with the root key the content's own tag holds the context: both layers bind it.
        var row = vault.Keys.Held[record.Key];
        using var key = vault.Ring.Root.TryUnwrap(row.Bytes, AssociatedData.ForKey(Context(1), record.Key))!;
        vault.Keys.Held[record.Key] = new WrappedKey(
            record.Key, Patient(2), AssociatedData.Digest(Context(2)), vault.Ring.Root.Wrap(key, AssociatedData.ForKey(Context(2), record.Key), vault.Random));

        Assert.Equal(new OpenOutcome.Damaged("its content was altered"), await vault.Sealer.OpenAsync(Context(2), record.Envelope, Never));
    }

    [Fact]
    public async Task Every_flipped_bit_of_a_key_row_is_refused()
    {
        using var vault = await CreateAsync();
        var record = await vault.Sealer.SealAsync(Context(1), Text("asthma"), Never);
        var row = vault.Keys.Held[record.Key];
        for (var bit = 0; bit < row.Bytes.Length * 8; bit++)
        {
            var flipped = (byte[])row.Bytes.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            vault.Keys.Held[record.Key] = row with { Bytes = flipped };
            Assert.IsType<OpenOutcome.Damaged>(await vault.Sealer.OpenAsync(Context(1), record.Envelope, Never));
        }
    }

    [Fact]
    public async Task A_wrapped_key_of_another_record_opens_nothing()
    {
        using var vault = await CreateAsync();
        var first = await vault.Sealer.SealAsync(Context(1), Text("one"), Never);
        var second = await vault.Sealer.SealAsync(Context(1), Text("two"), Never);
        vault.Keys.Held[first.Key] = vault.Keys.Held[first.Key] with { Bytes = vault.Keys.Held[second.Key].Bytes };

        Assert.IsType<OpenOutcome.Damaged>(await vault.Sealer.OpenAsync(Context(1), first.Envelope, Never));
    }

    [Fact]
    public async Task No_nonce_key_or_key_id_is_drawn_twice()
    {
        using var vault = await CreateAsync();
        vault.Random.Draws.Clear();
        var envelopeNonces = new HashSet<string>();
        for (var i = 0; i < 5000; i++)
        {
            var record = await vault.Sealer.SealAsync(Context(1), Text("x"), Never);
            Assert.True(envelopeNonces.Add(Convert.ToHexString(record.Envelope.AsSpan(21, 12))));
        }

        // Key id, data key, nonce of the wrapping, nonce of the content: four draws a record, each used once.
        Assert.Equal(4 * 5000, vault.Random.Draws.Count);
        Assert.Equal(4 * 5000, vault.Random.Draws.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public async Task The_same_randomness_gives_the_same_envelope()
    {
        using OpenVault first = await CreateAsync(), second = await CreateAsync();
        var one = await first.Sealer.SealAsync(Context(1), Text("same"), Never);
        var two = await second.Sealer.SealAsync(Context(1), Text("same"), Never);
        Assert.Equal(one.Envelope, two.Envelope);
    }

    [Fact]
    public async Task Another_root_key_opens_nothing()
    {
        using var vault = await CreateAsync();
        var record = await vault.Sealer.SealAsync(Context(1), Text("asthma"), Never);
        using var folder = new OtherRing();
        using var other = await KeyRing.CreateAsync(folder.Path, "log.example/test", new RepeatableRandom(seed: 2), Never);

        Assert.IsType<OpenOutcome.Damaged>(await new RecordSealer(other, vault.Keys, vault.Random).OpenAsync(Context(1), record.Envelope, Never));
    }

    [Fact]
    public async Task A_record_without_purpose_or_name_is_not_sealed()
    {
        using var vault = await CreateAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => vault.Sealer.SealAsync(Context(1, purpose: SealingPurpose.Unspecified), Text("x"), Never));
        await Assert.ThrowsAsync<ArgumentException>(() => vault.Sealer.SealAsync(Context(1, record: ""), Text("x"), Never));
        Assert.Empty(vault.Keys.Held);
    }

    private sealed class OtherRing : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("medledger-vault-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
