using MedLedger.Domain.Identity;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Sequencing;
using MedLedger.Ledger.Verification;
using MedLedger.Vault;
using MedLedger.Vault.Keys;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Directory;

/// <summary>A real log on the store's lock, signed with the vault's key.</summary>
public sealed class LoggedStoreTests : IDisposable
{
    private readonly TestStore _store = new();

    [Fact]
    public async Task Entries_appended_on_the_stores_lock_are_in_an_intact_log_after_a_restart()
    {
        using var ring = await KeyRing.CreateAsync(_store.Directory.KeysFolder, "log.example/test", SystemRandomSource.Instance, Never);
        var signer = new RingSigner(ring.LogSigner);
        var options = new SequencerOptions { Folder = _store.Directory.LogFolder };
        await Sequencer.CreateAsync(options, _store.Directory.LogLock, signer, Never);
        var receipts = new List<ulong>();
        for (var start = 0; start < 2; start++)
        {
            await using var log = await Sequencer.OpenAsync(options, _store.Reopen().LogLock, signer, TimeProvider.System, Never);
            var appended = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => log.AppendAsync(Entry(), Never)));
            receipts.AddRange(appended.Select(receipt => receipt.Index));
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(index => (ulong)index), receipts.Order());
        Assert.Equal(40ul, (await _store.Directory.LogLock.ReadAsync(Never))!.Size);
        Assert.IsType<LogVerdict.Intact>(await LogVerifier.VerifyAsync(_store.Directory.LogFolder, VerifierKey.Of(signer), Never));
    }

    public void Dispose() => _store.Dispose();

    private static LogEntry Entry() =>
        LogEntry.Of(new RevocationPayload(PatientId.New(), At, Digest("grant"), "0x00000000000000000000000000000000000000a1"), salt => SystemRandomSource.Instance.Fill(salt));

    private sealed class RingSigner(LogSigner signer) : ICheckpointSigner
    {
        public string Name => signer.Name;

        public byte[] PublicKey => signer.PublicKey;

        public byte[] Sign(ReadOnlySpan<byte> message) => signer.Sign(message);
    }
}
