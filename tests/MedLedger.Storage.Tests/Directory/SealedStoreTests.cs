using System.Text;
using MedLedger.Domain.Identity;
using MedLedger.Vault;
using MedLedger.Vault.Erasure;
using MedLedger.Vault.Keys;
using MedLedger.Vault.Sealing;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Directory;

/// <summary>Vault and store together, as they are in the product.</summary>
public sealed class SealedStoreTests : IAsyncLifetime, IDisposable
{
    private readonly TestStore _store = new();
    private KeyRing? _ring;

    private RecordSealer Sealer => new(_ring!, _store.Directory.WrappedKeys, SystemRandomSource.Instance);

    public async Task InitializeAsync() =>
        _ring = await KeyRing.CreateAsync(_store.Directory.KeysFolder, "log.example/test", SystemRandomSource.Instance, Never);

    [Fact]
    public async Task A_thousand_blobs_swapped_between_patients_are_a_thousand_refusals()
    {
        var sealedRecords = new List<(SealingContext Context, SealedRecord Record)>();
        for (var number = 0; number < 46; number++)
        {
            var record = await Sealer.SealAsync(Context(number), Encoding.UTF8.GetBytes($"record {number}"), Never);
            await _store.Directory.Blobs.PutAsync(record.Envelope, Never);
            sealedRecords.Add((Context(number), record));
            Assert.IsType<OpenOutcome.Opened>(await OpenAsync(Context(number), record));
        }

        // 46 patients make 1,035 pairs. The rows are swapped too, so that the address fits the blob: only the context can tell.
        var pairs = from first in sealedRecords
                    from second in sealedRecords
                    where string.CompareOrdinal(first.Record.Key.Value, second.Record.Key.Value) < 0
                    select (first, second);
        var refusals = 0;
        foreach (var (mine, theirs) in pairs.Take(1000))
            if (await OpenAsync(mine.Context, theirs.Record) is OpenOutcome.WrongContext
                && await OpenAsync(theirs.Context, mine.Record) is OpenOutcome.WrongContext) refusals++;

        Assert.Equal(1000, refusals);
    }

    [Fact]
    public async Task A_destroyed_key_is_in_no_file_of_the_store()
    {
        var kept = await Sealer.SealAsync(Context(2), "kept"u8.ToArray(), Never);
        var record = await Sealer.SealAsync(Context(1), "gone"u8.ToArray(), Never);
        await _store.Directory.Blobs.PutAsync(record.Envelope, Never);
        var wrapped = Assert.IsType<KeyLookup.Held>(await _store.Directory.WrappedKeys.FindAsync(record.Key, Never)).Key.Bytes;
        Assert.True(await IsInAnyFileAsync(wrapped));

        await new KeyErasure(_store.Directory.WrappedKeys, TimeProvider.System).DestroyAllAsync(Context(1).Patient, Never);

        Assert.False(await IsInAnyFileAsync(wrapped));
        Assert.IsType<OpenOutcome.KeyErased>(await OpenAsync(Context(1), record));
        Assert.IsType<OpenOutcome.Opened>(await Sealer.OpenAsync(Context(2), kept.Address, kept.Envelope, Never));
    }

    [Fact]
    public async Task Sealed_words_are_in_no_file_of_the_store()
    {
        var words = "Penicillin allergy of Tove Invented"u8.ToArray();
        var patient = await _store.PatientAsync("p");
        var document = new SealingContext(SealingPurpose.Document, patient, "d", 1);
        var record = await Sealer.SealAsync(document, words, Never);
        await _store.Directory.Blobs.PutAsync(record.Envelope, Never);
        var name = await Sealer.SealAsync(document with { Purpose = SealingPurpose.DocumentName }, words, Never);
        await _store.Directory.Documents.AddAsync(new(patient, Digest("d"), name.Envelope, "text/plain", words.Length, At), Never);

        Assert.False(await IsInAnyFileAsync(words));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _ring?.Dispose();
        _store.Dispose();
    }

    private static SealingContext Context(int patient) =>
        new(SealingPurpose.Document, PatientId.New(bytes => BitConverter.TryWriteBytes(bytes, patient)), "letter", 1);

    private async Task<OpenOutcome> OpenAsync(SealingContext context, SealedRecord record) =>
        await Sealer.OpenAsync(context, record.Address, (await _store.Directory.Blobs.FindAsync(record.Address, Never)) ?? [], Never);

    private async Task<bool> IsInAnyFileAsync(byte[] bytes)
    {
        foreach (var file in System.IO.Directory.GetFiles(_store.Folder, "*", SearchOption.AllDirectories))
            if ((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(bytes) >= 0) return true;
        return false;
    }
}
