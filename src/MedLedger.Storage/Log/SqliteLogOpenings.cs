using Dapper;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Storage.Sqlite;

namespace MedLedger.Storage.Log;

internal sealed class SqliteLogOpenings(SqliteDatabase database) : ILogOpenings
{
    private const string Select = "SELECT commitment, kind, patient, sealed, leaf, epoch FROM log_openings ";

    public Task AddAsync(LogOpening opening, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            """
            INSERT INTO log_openings (commitment, kind, patient, sealed, leaf, epoch) VALUES (@commitment, @kind, @patient, @envelope, @leaf, @epoch)
            ON CONFLICT (commitment) DO NOTHING
            """,
            new
            {
                commitment = opening.Commitment.ToBytes(),
                kind = (long)opening.Kind,
                patient = opening.Patient.Value,
                envelope = opening.Sealed,
                leaf = opening.Leaf is { } leaf ? Columns.Count(leaf) : (long?)null,
                epoch = opening.Epoch is { } epoch ? Columns.Count(epoch) : (long?)null,
            },
            transaction),
        cancellationToken);

    public Task SetLeafAsync(Sha256Digest commitment, ulong leaf, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE log_openings SET leaf = @leaf WHERE commitment = @commitment AND (leaf IS NULL OR leaf = @leaf)",
            new { commitment = commitment.ToBytes(), leaf = Columns.Count(leaf) }, transaction) == 1
                ? true
                : throw new InvalidOperationException($"Leaf {leaf} cannot be given to this commitment: it is unknown or stands elsewhere."),
        cancellationToken);

    public Task MarkAnchoredAsync(ulong treeSize, ulong epoch, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE log_openings SET epoch = @epoch WHERE leaf < @size AND epoch IS NULL",
            new { epoch = Columns.Count(epoch), size = Columns.Count(treeSize) }, transaction),
        cancellationToken);

    public Task<LogOpening?> FindAsync(ulong leaf, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>(Select + "WHERE leaf = @leaf", new { leaf = Columns.Count(leaf) })?.ToOpening(), cancellationToken);

    public Task<LogOpening?> FindAsync(Sha256Digest commitment, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>(Select + "WHERE commitment = @bytes", new { bytes = commitment.ToBytes() })?.ToOpening(), cancellationToken);

    public Task<IReadOnlyList<LogOpening>> ListAsync(PatientId patient, byte? kind, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<LogOpening>>(
            connection =>
            [
                .. connection.Query<Row>(
                    Select + "WHERE patient = @patient AND (@kind IS NULL OR kind = @kind) ORDER BY leaf IS NULL, leaf, commitment",
                    new { patient = patient.Value, kind = (long?)kind }).Select(row => row.ToOpening()),
            ],
            cancellationToken);

    public Task<IReadOnlyList<LogOpening>> ListWithoutLeafAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<LogOpening>>(
            connection => [.. connection.Query<Row>(Select + "WHERE leaf IS NULL ORDER BY commitment").Select(row => row.ToOpening())], cancellationToken);

    private sealed record Row(byte[] Commitment, long Kind, string Patient, byte[] Sealed, long? Leaf, long? Epoch)
    {
        public LogOpening ToOpening() =>
            new(Sha256Digest.FromBytes(Commitment), (byte)Kind, Columns.Patient(Patient), Sealed, Columns.CountOrNone(Leaf), Columns.CountOrNone(Epoch));
    }
}
