using MedLedger.Vault.Erasure;
using MedLedger.Vault.Sealing;
using static MedLedger.Vault.Tests.OpenVault;

namespace MedLedger.Vault.Tests.Erasure;

public sealed class KeyErasureTests
{
    [Fact]
    public async Task An_erased_record_is_said_to_be_erased_not_damaged()
    {
        using var vault = await CreateAsync();
        var erasure = new KeyErasure(vault.Keys, TimeProvider.System);
        var record = await vault.Sealer.SealAsync(Context(1), Text("asthma"), Never);

        Assert.True(await erasure.DestroyAsync(record.Key, Never));
        Assert.False(await erasure.DestroyAsync(record.Key, Never));
        Assert.IsType<OpenOutcome.KeyErased>(await vault.Sealer.OpenAsync(Context(1), record.Address, record.Envelope, Never));
    }

    [Fact]
    public async Task Erasing_a_patient_ends_every_record_of_theirs_and_none_of_others()
    {
        using var vault = await CreateAsync();
        var erasure = new KeyErasure(vault.Keys, TimeProvider.System);
        var letter = await vault.Sealer.SealAsync(Context(1), Text("letter"), Never);
        var page = await vault.Sealer.SealAsync(Context(1, "page", purpose: SealingPurpose.Summary), Text("page"), Never);
        var other = await vault.Sealer.SealAsync(Context(2), Text("other"), Never);

        var erased = await erasure.DestroyAllAsync(Patient(1), Never);

        Assert.Equal(new[] { letter.Key, page.Key }.ToHashSet(), erased.Keys.ToHashSet());
        Assert.IsType<OpenOutcome.KeyErased>(await vault.Sealer.OpenAsync(Context(1), letter.Envelope, Never));
        Assert.IsType<OpenOutcome.Opened>(await vault.Sealer.OpenAsync(Context(2), other.Envelope, Never));
    }
}
