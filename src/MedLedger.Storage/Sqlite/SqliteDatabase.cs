using Dapper;
using Microsoft.Data.Sqlite;

namespace MedLedger.Storage.Sqlite;

/// <summary>One database file: every connection durable (WAL, synchronous=FULL) and with foreign keys; writes one at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly string _connectionString;
    private readonly Schema _schema;
    private readonly int _checkpointPages;

    private SqliteDatabase(string path, Schema schema, int checkpointPages)
    {
        _checkpointPages = checkpointPages;
        _schema = schema;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = 30,
        }.ToString();
    }

    /// <param name="path">The file.</param>
    /// <param name="schema">What it holds.</param>
    /// <param name="checkpointPages">Pages that the write-ahead log gathers before they go into the file: more where rows come in floods to random places.</param>
    /// <exception cref="StoreTooNewException">when a newer program wrote it; nothing was changed then.</exception>
    public static SqliteDatabase Open(string path, Schema schema, int checkpointPages = 1000)
    {
        var database = new SqliteDatabase(path, schema, checkpointPages);
        try
        {
            database.Migrate();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The version of a file's schema; 0 when there is no file, or its creation never ended.</summary>
    public static int VersionOf(string path)
    {
        if (!File.Exists(path)) return 0;
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        return VersionOf(connection);
    }

    // SQLite has no asynchronous I/O, so a task that is already done is the honest answer.
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        using var connection = Connect();
        return Task.FromResult(read(connection));
    }

    /// <summary>Runs in one transaction that holds the write lock from its start; durable when the task ends.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = write(connection, transaction);
        transaction.Commit();
        return Task.FromResult(result);
    }

    /// <summary>Copies the write-ahead log into the file and empties it, so that deleted bytes are in neither. False while a reader holds on to it.</summary>
    public bool TryEmptyWriteAheadLog()
    {
        using var connection = Connect();
        return connection.ExecuteScalar<long>("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute($"PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint={_checkpointPages}");
        return connection;
    }

    private void Migrate()
    {
        using var connection = Connect();
        RefuseNewer(VersionOf(connection));
        connection.Execute("PRAGMA journal_mode=WAL");
        // Whoever gets the write lock second finds the work done. If the process dies here, the transaction never was.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = VersionOf(connection);
        RefuseNewer(version);
        foreach (var script in _schema.Scripts.Skip(version)) connection.Execute(script, transaction: transaction);
        connection.Execute($"PRAGMA user_version={_schema.Version}", transaction: transaction);
        transaction.Commit();
    }

    private void RefuseNewer(int version)
    {
        if (version > _schema.Version) throw new StoreTooNewException(_schema.Database, version, _schema.Version);
    }

    private static int VersionOf(SqliteConnection connection) => (int)connection.ExecuteScalar<long>("PRAGMA user_version");
}
