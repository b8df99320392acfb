using Dapper;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Sequencing;
using MedLedger.Storage.Sqlite;

namespace MedLedger.Storage.Log;

/// <summary>The log's lock row, in a database of its own that is never rolled back and never made by itself.</summary>
internal sealed class SqliteLogLock(SqliteDatabase database) : ILogLock
{
    public Task<LockRow?> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>("SELECT size, root, checkpoint, staging FROM log_lock")?.ToLockRow(), cancellationToken);

    public Task CreateAsync(LockRow first, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "INSERT INTO log_lock (only_row, size, root, checkpoint, staging) VALUES (1, @size, @root, @checkpoint, @staging) ON CONFLICT DO NOTHING",
            Parameters(first), transaction) == 1
                ? true
                : throw new InvalidOperationException("There is a log already; it is never begun anew."),
        cancellationToken);

    public Task<bool> CompareAndSwapAsync(LockRow expected, LockRow next, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            var now = connection.QuerySingleOrDefault<Row>("SELECT size, root, checkpoint, staging FROM log_lock", transaction: transaction)?.ToLockRow();
            if (now is null || now != expected) return false;
            connection.Execute("UPDATE log_lock SET size = @size, root = @root, checkpoint = @checkpoint, staging = @staging", Parameters(next), transaction);
            return true;
        },
        cancellationToken);

    private static object Parameters(LockRow row) => new { size = Columns.Count(row.Size), root = row.Root.ToBytes(), checkpoint = row.Checkpoint, staging = row.Staging };

    private sealed record Row(long Size, byte[] Root, byte[] Checkpoint, string Staging)
    {
        public LockRow ToLockRow() => new(Columns.Count(Size), Sha256Digest.FromBytes(Root), Checkpoint, Staging);
    }
}
