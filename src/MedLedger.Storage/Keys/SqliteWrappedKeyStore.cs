using Dapper;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Storage.Sqlite;
using MedLedger.Vault.Keys;
using Microsoft.Data.Sqlite;

namespace MedLedger.Storage.Keys;

/// <summary>Wrapped keys in a database of their own, which backups leave out.</summary>
internal sealed class SqliteWrappedKeyStore(SqliteDatabase database) : IWrappedKeyStore
{
    public Task AddAsync(WrappedKey key, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            var id = key.Id.ToBytes();
            if (connection.ExecuteScalar<long>("SELECT count(*) FROM destroyed_keys WHERE id = @id", new { id }, transaction) > 0)
                throw new InvalidOperationException("A destroyed record key cannot come back.");
            return connection.Execute(
                "INSERT INTO wrapped_keys (id, patient, context, bytes) VALUES (@id, @patient, @context, @bytes)",
                new { id, patient = key.Patient.Value, context = key.Context.ToBytes(), bytes = key.Bytes }, transaction);
        },
        cancellationToken);

    public Task<KeyLookup> FindAsync(RecordKeyId id, CancellationToken cancellationToken) => database.ReadAsync<KeyLookup>(
        connection =>
        {
            var bytes = id.ToBytes();
            if (connection.QuerySingleOrDefault<Row>("SELECT id, patient, context, bytes FROM wrapped_keys WHERE id = @bytes", new { bytes }) is { } row)
                return new KeyLookup.Held(row.ToKey());
            return connection.QuerySingleOrDefault<long?>("SELECT destroyed_at FROM destroyed_keys WHERE id = @bytes", new { bytes }) is { } at
                ? new KeyLookup.Destroyed(Columns.Time(at))
                : new KeyLookup.Unknown();
        },
        cancellationToken);

    public async Task<bool> DestroyAsync(RecordKeyId id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var destroyed = await database.WriteAsync((connection, transaction) => Destroy(connection, transaction, id.ToBytes(), at), cancellationToken);
        if (destroyed) await ForgetDeletedBytesAsync();
        return destroyed;
    }

    public async Task<IReadOnlyList<RecordKeyId>> DestroyAllAsync(PatientId patient, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var destroyed = await database.WriteAsync(
            (connection, transaction) =>
            {
                var ids = connection.Query<byte[]>(
                    "SELECT id FROM wrapped_keys WHERE patient = @patient ORDER BY id", new { patient = patient.Value }, transaction).AsList();
                foreach (var id in ids) Destroy(connection, transaction, id, at);
                return ids;
            },
            cancellationToken);
        if (destroyed.Count > 0) await ForgetDeletedBytesAsync();
        return [.. destroyed.Select(id => RecordKeyId.FromBytes(id))];
    }

    // secure_delete has overwritten the row in its page; the write-ahead log still holds older copies of that page.
    // If the process dies here, or a reader is in the way for long, the next opening of the store or erasure empties it.
    private async Task ForgetDeletedBytesAsync()
    {
        for (var attempt = 0; attempt < 50 && !database.TryEmptyWriteAheadLog(); attempt++) await Task.Delay(20, CancellationToken.None);
    }

    private static bool Destroy(SqliteConnection connection, SqliteTransaction transaction, byte[] id, DateTimeOffset at)
    {
        if (connection.Execute("DELETE FROM wrapped_keys WHERE id = @id", new { id }, transaction) == 0) return false;
        connection.Execute("INSERT INTO destroyed_keys (id, destroyed_at) VALUES (@id, @at)", new { id, at = Columns.Of(at) }, transaction);
        return true;
    }

    private sealed record Row(byte[] Id, string Patient, byte[] Context, byte[] Bytes)
    {
        public WrappedKey ToKey() => new(RecordKeyId.FromBytes(Id), Columns.Patient(Patient), Sha256Digest.FromBytes(Context), Bytes);
    }
}
