using Dapper;
using MedLedger.Domain.Identity;
using MedLedger.Storage.Sqlite;
using MedLedger.Vault.Keys;

namespace MedLedger.Storage.Summaries;

internal sealed class SqliteSummaryStore(SqliteDatabase database) : ISummaryStore
{
    private const string Select = "SELECT patient, number, address, record_key AS RecordKey, made_at AS MadeAt, leaf FROM summaries WHERE patient = @patient ";

    public Task<bool> TryAddAsync(SummaryVersion version, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            """
            INSERT INTO summaries (patient, number, address, record_key, leaf, made_at)
            SELECT @patient, @number, @address, @key, @leaf, @madeAt
            WHERE @number = 1 + (SELECT coalesce(max(number), 0) FROM summaries WHERE patient = @patient)
            """,
            new
            {
                patient = version.Patient.Value,
                number = (long)version.Number,
                address = version.Address.Digest.ToBytes(),
                key = version.Key.ToBytes(),
                leaf = version.Leaf is { } leaf ? Columns.Count(leaf) : (long?)null,
                madeAt = Columns.Of(version.MadeAt),
            },
            transaction) == 1,
        cancellationToken);

    public Task SetLeafAsync(PatientId patient, uint number, ulong leaf, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE summaries SET leaf = @leaf WHERE patient = @patient AND number = @number AND (leaf IS NULL OR leaf = @leaf)",
            new { patient = patient.Value, number = (long)number, leaf = Columns.Count(leaf) }, transaction) == 1
                ? true
                : throw new InvalidOperationException($"Leaf {leaf} cannot be given to summary {number}: it is unknown or stands elsewhere."),
        cancellationToken);

    public Task<SummaryVersion?> FindLatestAsync(PatientId patient, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>(Select + "ORDER BY number DESC LIMIT 1", new { patient = patient.Value })?.ToVersion(), cancellationToken);

    public Task<SummaryVersion?> FindAsync(PatientId patient, uint number, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>(Select + "AND number = @number", new { patient = patient.Value, number = (long)number })?.ToVersion(),
        cancellationToken);

    public Task<IReadOnlyList<SummaryVersion>> ListAsync(PatientId patient, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SummaryVersion>>(
            connection => [.. connection.Query<Row>(Select + "ORDER BY number DESC", new { patient = patient.Value }).Select(row => row.ToVersion())], cancellationToken);

    public Task<IReadOnlyList<PatientId>> ListOutdatedAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<PatientId>>(
        connection =>
        [
            .. connection.Query<string>(
                """
                SELECT patient FROM documents WHERE step = 9 GROUP BY patient
                HAVING max(step_at) > (SELECT made_at FROM summaries WHERE patient = documents.patient ORDER BY number DESC LIMIT 1)
                """).Select(Columns.Patient),
        ],
        cancellationToken);

    private sealed record Row(string Patient, long Number, byte[] Address, byte[] RecordKey, long MadeAt, long? Leaf)
    {
        public SummaryVersion ToVersion() => new(
            Columns.Patient(Patient), (uint)Number, Columns.Address(Address), RecordKeyId.FromBytes(RecordKey), Columns.Time(MadeAt), Columns.CountOrNone(Leaf));
    }
}
