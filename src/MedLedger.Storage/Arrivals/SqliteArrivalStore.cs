using Dapper;
using MedLedger.Domain.Content;
using MedLedger.Storage.Sqlite;
using MedLedger.Vault.Keys;
using Microsoft.Data.Sqlite;

namespace MedLedger.Storage.Arrivals;

internal sealed class SqliteArrivalStore(SqliteDatabase database) : IArrivalStore
{
    private const string Select = Fields + "envelope" + Rest;
    private const string SelectWithoutEnvelope = Fields + "NULL AS envelope" + Rest;

    private const string Fields =
        """
        SELECT id, door, content, control, body, patient, received_at AS ReceivedAt, batch, start, length, state, state_at AS StateAt, outcome,

        """;

    private const string Rest = ", key, note, document FROM arrivals ";

    public Task AddAsync(ArrivalBatch batch, IReadOnlyList<NewArrival> arrivals, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            connection.Execute("INSERT INTO batches (id, envelope, key) VALUES (@Id, @Envelope, @key)", new { batch.Id, batch.Envelope, key = batch.Key.ToBytes() }, transaction);
            // One prepared statement for the whole batch: this is what every acknowledged message waits for.
            using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText =
                """
                INSERT INTO arrivals (id, door, content, control, body, patient, received_at, batch, start, length, state, state_at, outcome)
                VALUES ($id, $door, $content, $control, $body, $patient, $at, $batch, $start, $length, 1, $at, $hold)
                """;
            foreach (var name in (string[])["$id", "$door", "$content", "$control", "$body", "$patient", "$at", "$start", "$length", "$hold"]) insert.Parameters.Add(new SqliteParameter { ParameterName = name });
            insert.Parameters.AddWithValue("$batch", batch.Id);
            insert.Prepare();
            foreach (var arrival in arrivals)
            {
                object[] values =
                [
                    arrival.Id.Value, arrival.Door, arrival.Content.ToBytes(), (object?)arrival.Control?.ToBytes() ?? DBNull.Value, (object?)arrival.Body?.ToBytes() ?? DBNull.Value,
                    (object?)arrival.Patient?.Value ?? DBNull.Value, Columns.Of(arrival.ReceivedAt), arrival.Start, arrival.Length,
                    (object?)arrival.Hold ?? DBNull.Value,
                ];
                for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i];
                insert.ExecuteNonQuery();
            }

            return arrivals.Count;
        },
        cancellationToken);

    public Task<IReadOnlyList<StoredArrival?>> FindAllAsync(IReadOnlyList<(Sha256Digest Content, Sha256Digest? Control)> wanted, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredArrival?>>(
            connection =>
            {
                // Asked for every message that comes in, and nearly always in vain: one prepared question, and the row only where there is one.
                using var known = connection.CreateCommand();
                known.CommandText =
                    """
                    SELECT coalesce((SELECT id FROM arrivals WHERE content = $content),
                                    (SELECT id FROM arrivals WHERE control = $control ORDER BY received_at DESC, id LIMIT 1))
                    """;
                var (content, control) = (known.Parameters.Add("$content", SqliteType.Blob), known.Parameters.Add("$control", SqliteType.Blob));
                known.Prepare();
                var found = new StoredArrival?[wanted.Count];
                for (var i = 0; i < found.Length; i++)
                {
                    (content.Value, control.Value) = (wanted[i].Content.ToBytes(), (object?)wanted[i].Control?.ToBytes() ?? DBNull.Value);
                    if (known.ExecuteScalar() is string id) found[i] = connection.QuerySingle<Row>(Select + "WHERE id = @id", new { id }).ToArrival();
                }

                return found;
            },
            cancellationToken);

    public Task<StoredArrival?> FindAsync(ArrivalId id, CancellationToken cancellationToken) => database.ReadAsync(connection => Find(connection, null, id)?.ToArrival(), cancellationToken);

    public Task<IReadOnlyList<StoredArrival>> ListAsync(ArrivalState state, int most, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<StoredArrival>>(
        connection => [.. connection.Query<Row>(SelectWithoutEnvelope + $"WHERE state = {(int)state} ORDER BY received_at, id LIMIT @most", new { most }).Select(row => row.ToArrival())], cancellationToken);

    public Task<long> CountAsync(ArrivalState state, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalar<long>($"SELECT count(*) FROM arrivals WHERE state = {(int)state}"), cancellationToken);

    public Task<ArrivalBatch?> FindBatchAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<BatchRow>("SELECT id, envelope, key FROM batches WHERE id = @id", new { id })?.ToBatch(), cancellationToken);

    public async Task<StoredArrival> SettleAsync(ArrivalId id, ArrivalEnd end, DateTimeOffset at, CancellationToken cancellationToken) =>
        (await SettleAllAsync([(id, end)], at, cancellationToken))[0];

    public Task<IReadOnlyList<StoredArrival>> SettleAllAsync(IReadOnlyList<(ArrivalId Id, ArrivalEnd End)> ends, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<StoredArrival>>(
            (connection, transaction) => [.. ends.Select(one => Settle(connection, transaction, one.Id, one.End, at))], cancellationToken);

    public Task<IReadOnlyList<ArrivalBatch>> ListSettledBatchesAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ArrivalBatch>>(
        connection =>
        [
            .. connection.Query<BatchRow>("SELECT id, x'' AS Envelope, key FROM batches WHERE NOT EXISTS (SELECT 1 FROM arrivals WHERE batch = batches.id AND state = 1)").Select(row => row.ToBatch()),
        ],
        cancellationToken);

    public Task DropBatchAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync((connection, transaction) => connection.Execute("DELETE FROM batches WHERE id = @id", new { id }, transaction), cancellationToken);

    public Task<long> CursorAsync(string feed, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalar<long?>("SELECT position FROM cursors WHERE feed = @feed", new { feed }) ?? 0, cancellationToken);

    public Task SetCursorAsync(string feed, long position, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "INSERT INTO cursors (feed, position) VALUES (@feed, @position) ON CONFLICT (feed) DO UPDATE SET position = excluded.position", new { feed, position }, transaction),
        cancellationToken);

    private static StoredArrival Settle(SqliteConnection connection, SqliteTransaction transaction, ArrivalId id, ArrivalEnd end, DateTimeOffset at)
    {
        var row = Find(connection, transaction, id) ?? throw new InvalidOperationException($"There is no arrival {id}.");
        var state = end switch
        {
            ArrivalEnd.Filed => ArrivalState.Filed,
            ArrivalEnd.Held => ArrivalState.Held,
            ArrivalEnd.Refused => ArrivalState.Refused,
            ArrivalEnd.Again => ArrivalState.Waiting,
            _ => throw new InvalidOperationException("An arrival ends in one of its known ways."),
        };
        var from = (ArrivalState)row.State;
        if (from == state && state != ArrivalState.Waiting) return row.ToArrival();
        if (end is ArrivalEnd.Again ? from != ArrivalState.Held : from != ArrivalState.Waiting)
            throw new InvalidOperationException($"Arrival {id} cannot become {state}: it is {from}.");
        var after = row with { State = (long)state, StateAt = Columns.Of(at) };
        after = end switch
        {
            // Its bytes are the patient's document now; a second copy would outlive an erasure.
            ArrivalEnd.Filed filed => after with { Patient = filed.Patient.Value, Document = filed.Document.Value, Outcome = null, Envelope = null, Key = null, Note = null },
            ArrivalEnd.Held held => after with { Outcome = held.Outcome, Envelope = held.Envelope, Key = held.Key.ToBytes(), Note = held.SealedNote },
            ArrivalEnd.Refused refused => after with { Outcome = refused.Outcome, Envelope = null, Key = null, Note = refused.SealedNote },
            ArrivalEnd.Again again => after with { Patient = again.Patient?.Value, Outcome = null },
            _ => after,
        };
        // What was refused is not here: the same bytes, or the same message, that come again are looked at again.
        connection.Execute(
            """
            UPDATE arrivals SET state = @State, state_at = @StateAt, patient = @Patient, outcome = @Outcome, envelope = @Envelope, key = @Key, note = @Note, document = @Document,
                content = CASE @State WHEN 4 THEN randomblob(32) ELSE content END, control = CASE @State WHEN 4 THEN NULL ELSE control END
            WHERE id = @Id
            """,
            after, transaction);
        return after.ToArrival();
    }

    private static Row? Find(SqliteConnection connection, SqliteTransaction? transaction, ArrivalId id) =>
        connection.QuerySingleOrDefault<Row>(Select + "WHERE id = @id", new { id = id.Value }, transaction);

    private sealed record BatchRow(string Id, byte[] Envelope, byte[] Key)
    {
        public ArrivalBatch ToBatch() => new(Id, Envelope, RecordKeyId.FromBytes(Key));
    }

    private sealed record Row(
        string Id, string Door, byte[] Content, byte[]? Control, byte[]? Body, string? Patient, long ReceivedAt, string Batch, long Start, long Length, long State, long StateAt,
        string? Outcome, byte[]? Envelope, byte[]? Key, byte[]? Note, string? Document)
    {
        public StoredArrival ToArrival() => new()
        {
            Received = new(
                ArrivalId.TryParse(Id, out var id) ? id : throw Damaged(), Door, Sha256Digest.FromBytes(Content), Digest(Control), Digest(Body),
                Patient is null ? null : Columns.Patient(Patient), Columns.Time(ReceivedAt), checked((int)Start), checked((int)Length), Outcome),
            Batch = Batch,
            State = (ArrivalState)State,
            StateAt = Columns.Time(StateAt),
            Outcome = Outcome,
            Envelope = Envelope,
            Key = Columns.KeyOrNone(Key),
            SealedNote = Note,
            Document = Document is null ? null : DocumentId.TryParse(Document, out var document) ? document : throw Damaged(),
        };

        private static Sha256Digest? Digest(byte[]? bytes) => bytes is null ? null : Sha256Digest.FromBytes(bytes);

        private static StoreException Damaged() => new("The store holds an arrival whose id is none: it is damaged. Restore a backup.");
    }
}
