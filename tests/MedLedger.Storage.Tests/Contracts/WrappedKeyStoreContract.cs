using MedLedger.Domain.Identity;
using MedLedger.Vault.Keys;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every store of wrapped keys must do.</summary>
public abstract class WrappedKeyStoreContract
{
    protected abstract IWrappedKeyStore Keys { get; }

    [Fact]
    public async Task A_key_is_found_as_it_was_added()
    {
        var key = Key(1);
        await Keys.AddAsync(key, Never);
        var held = Assert.IsType<KeyLookup.Held>(await Keys.FindAsync(key.Id, Never)).Key;
        Assert.Equal((key.Id, key.Patient, key.Context), (held.Id, held.Patient, held.Context));
        Assert.Equal(key.Bytes, held.Bytes);
    }

    [Fact]
    public async Task A_destroyed_key_is_told_from_one_that_never_was()
    {
        await Keys.AddAsync(Key(1), Never);
        Assert.True(await Keys.DestroyAsync(Key(1).Id, At, Never));
        Assert.False(await Keys.DestroyAsync(Key(1).Id, At.AddDays(1), Never));
        Assert.Equal(new KeyLookup.Destroyed(At), await Keys.FindAsync(Key(1).Id, Never));
        Assert.Equal(new KeyLookup.Unknown(), await Keys.FindAsync(Key(2).Id, Never));
    }

    [Fact]
    public async Task A_destroyed_key_never_comes_back()
    {
        await Keys.AddAsync(Key(1), Never);
        await Keys.DestroyAsync(Key(1).Id, At, Never);
        await Assert.ThrowsAnyAsync<Exception>(() => Keys.AddAsync(Key(1), Never));
        Assert.IsType<KeyLookup.Destroyed>(await Keys.FindAsync(Key(1).Id, Never));
    }

    [Fact]
    public async Task A_held_key_is_never_replaced()
    {
        await Keys.AddAsync(Key(1), Never);
        await Assert.ThrowsAnyAsync<Exception>(() => Keys.AddAsync(Key(1) with { Bytes = [9] }, Never));
        Assert.Equal(Key(1).Bytes, Assert.IsType<KeyLookup.Held>(await Keys.FindAsync(Key(1).Id, Never)).Key.Bytes);
    }

    [Fact]
    public async Task Destroying_a_patients_keys_names_them_and_spares_the_others()
    {
        for (var number = 0; number < 20; number++) await Keys.AddAsync(Key(number, patient: number % 2), Never);
        var destroyed = await Keys.DestroyAllAsync(Patient(1), At, Never);

        Assert.Equal(10, destroyed.Distinct().Count());
        for (var number = 0; number < 20; number++)
            Assert.Equal(number % 2 == 1, await Keys.FindAsync(Key(number).Id, Never) is KeyLookup.Destroyed);
        Assert.Empty(await Keys.DestroyAllAsync(Patient(1), At, Never));
    }

    protected static WrappedKey Key(int number, int patient = 0)
    {
        var bytes = Digest($"wrapped {number}").ToBytes();
        return new(RecordKeyId.FromBytes(Digest($"key {number}").ToBytes().AsSpan(0, 16)), Patient(patient), Digest("context"), [1, .. bytes, .. bytes[..28]]);
    }

    private static PatientId Patient(int number) => PatientId.New(bytes => BitConverter.TryWriteBytes(bytes, number));
}
