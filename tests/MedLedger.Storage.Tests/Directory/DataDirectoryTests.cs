using Dapper;
using MedLedger.Domain.Content;
using MedLedger.Vault;
using Microsoft.Data.Sqlite;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Directory;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TestStore _store = new();

    [Fact]
    public async Task What_was_kept_is_there_after_a_restart()
    {
        var patient = await _store.PatientAsync("p");
        var address = await _store.Directory.Blobs.PutAsync("sealed"u8.ToArray(), Never);
        var reopened = _store.Reopen();
        Assert.Equal(patient, (await reopened.Patients.FindAsync("p", Never))!.Id);
        Assert.Equal("sealed"u8.ToArray(), await reopened.Blobs.FindAsync(address, Never));
    }

    [Fact]
    public void A_store_is_made_once() =>
        Assert.Throws<StoreException>(() => DataDirectory.Create(_store.Folder, SystemRandomSource.Instance));

    [Fact]
    public void Opening_makes_no_store()
    {
        var empty = Path.Combine(_store.Folder, "..", "empty");
        Assert.Throws<StoreException>(() => DataDirectory.Open(empty, SystemRandomSource.Instance));
        Assert.False(System.IO.Directory.Exists(empty));
    }

    [Theory]
    [InlineData("lock.db")]
    [InlineData("keys.db")]
    [InlineData("intake.db")]
    public void A_missing_part_is_named_and_never_made_anew(string file)
    {
        _store.Directory.Dispose();
        foreach (var part in System.IO.Directory.GetFiles(_store.Folder, file + "*")) File.Delete(part);
        var refusal = Assert.Throws<StoreException>(() => DataDirectory.Open(_store.Folder, SystemRandomSource.Instance));
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_store.Folder, file)));
    }

    [Fact]
    public void A_store_from_before_there_were_doors_gets_its_inbox()
    {
        _store.Directory.Dispose();
        foreach (var part in System.IO.Directory.GetFiles(_store.Folder, "intake.db*")) File.Delete(part);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_store.Folder, "medledger.db")};Pooling=False"))
            connection.Execute("DROP INDEX documents_unlinked; PRAGMA user_version=1");
        DataDirectory.Open(_store.Folder, SystemRandomSource.Instance).Dispose();
        Assert.True(File.Exists(Path.Combine(_store.Folder, "intake.db")));
    }

    [Theory]
    [InlineData("medledger.db")]
    [InlineData("keys.db")]
    [InlineData("lock.db")]
    [InlineData("intake.db")]
    public void A_store_with_a_newer_part_is_refused(string file)
    {
        _store.Directory.Dispose();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_store.Folder, file)};Pooling=False"))
            connection.Execute("PRAGMA user_version=99");
        var refusal = Assert.Throws<StoreTooNewException>(() => DataDirectory.Open(_store.Folder, SystemRandomSource.Instance));
        Assert.Contains("99", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_creation_that_was_cut_off_is_taken_up_again()
    {
        _store.Directory.Dispose();
        foreach (var part in System.IO.Directory.GetFiles(_store.Folder, "medledger.db*")) File.Delete(part);
        File.WriteAllBytes(Path.Combine(_store.Folder, "medledger.db"), []);
        Assert.False(DataDirectory.Exists(_store.Folder));
        DataDirectory.Create(_store.Folder, SystemRandomSource.Instance).Dispose();
        Assert.True(DataDirectory.Exists(_store.Folder));
    }

    [Fact]
    public async Task Many_that_open_a_store_at_once_all_get_it()
    {
        _store.Directory.Dispose();
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => DataDirectory.Open(_store.Folder, SystemRandomSource.Instance))));
        foreach (var directory in opened) directory.Dispose();
    }

    [Fact]
    public async Task A_blob_damaged_at_rest_is_returned_as_it_is_and_healed_by_putting_it_again()
    {
        var address = await _store.Directory.Blobs.PutAsync("sealed"u8.ToArray(), Never);
        var file = System.IO.Directory.GetFiles(Path.Combine(_store.Folder, "blobs"), "*", SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(file, "sealeD"u8.ToArray());
        Assert.NotEqual(address, ContentAddress.Of(await _store.Directory.Blobs.FindAsync(address, Never)));

        await _store.Directory.Blobs.PutAsync("sealed"u8.ToArray(), Never);
        Assert.Equal(address, ContentAddress.Of(await _store.Directory.Blobs.FindAsync(address, Never)));
        Assert.Single(System.IO.Directory.GetFiles(Path.Combine(_store.Folder, "blobs"), "*", SearchOption.AllDirectories));
    }

    public void Dispose() => _store.Dispose();
}
