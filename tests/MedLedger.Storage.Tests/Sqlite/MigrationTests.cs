using Dapper;
using MedLedger.Storage.Sqlite;

namespace MedLedger.Storage.Tests.Sqlite;

public sealed class MigrationTests : IDisposable
{
    private static readonly Schema _first = new("medledger", [Schema.Main.Scripts[0]]);
    private static readonly Schema _second = new("medledger", [Schema.Main.Scripts[0], "ALTER TABLE patients ADD COLUMN merged_into TEXT"]);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("medledger-schema-").FullName;

    private string File => Path.Combine(_folder, "medledger.db");

    [Fact]
    public async Task A_store_of_version_1_is_taken_forward_and_keeps_its_rows()
    {
        using (var old = SqliteDatabase.Open(File, _first))
            await old.WriteAsync((connection, transaction) => connection.Execute("INSERT INTO patients VALUES ('a', 'ref', 1)", transaction: transaction), TestStore.Never);

        using var current = SqliteDatabase.Open(File, _second);
        Assert.Equal(2, SqliteDatabase.VersionOf(File));
        Assert.Equal("ref", await current.ReadAsync(connection => connection.QuerySingle<string>("SELECT reference FROM patients WHERE merged_into IS NULL"), TestStore.Never));
    }

    [Fact]
    public async Task A_newer_store_is_refused_by_name_and_left_as_it_is()
    {
        SqliteDatabase.Open(File, _second).Dispose();
        var before = await System.IO.File.ReadAllBytesAsync(File);
        var refusal = Assert.Throws<StoreTooNewException>(() => SqliteDatabase.Open(File, _first));

        Assert.Equal((2, 1), (refusal.Found, refusal.Supported));
        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("up to version 1", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
    }

    [Fact]
    public void A_script_that_fails_leaves_the_version_before()
    {
        SqliteDatabase.Open(File, _first).Dispose();
        var broken = new Schema("medledger", [.. _second.Scripts, "CREATE TABLE patients (x)"]);
        Assert.ThrowsAny<Exception>(() => SqliteDatabase.Open(File, broken));
        Assert.Equal(1, SqliteDatabase.VersionOf(File));
        SqliteDatabase.Open(File, _second).Dispose();
        Assert.Equal(2, SqliteDatabase.VersionOf(File));
    }

    [Fact]
    public async Task Many_that_open_an_old_store_at_once_take_it_forward_once()
    {
        SqliteDatabase.Open(File, _first).Dispose();
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SqliteDatabase.Open(File, _second))));
        foreach (var database in opened) database.Dispose();
        Assert.Equal(2, SqliteDatabase.VersionOf(File));
    }

    [Fact]
    public async Task Every_connection_is_fully_durable_and_checks_foreign_keys()
    {
        using var database = SqliteDatabase.Open(File, _first);
        var settings = await database.ReadAsync(
            connection => new[] { "synchronous", "foreign_keys", "secure_delete" }.Select(name => connection.ExecuteScalar<long>($"PRAGMA {name}")).ToArray(), TestStore.Never);
        Assert.Equal([2, 1, 1], settings);
        Assert.Equal("wal", await database.ReadAsync(connection => connection.ExecuteScalar<string>("PRAGMA journal_mode"), TestStore.Never));
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);
}
