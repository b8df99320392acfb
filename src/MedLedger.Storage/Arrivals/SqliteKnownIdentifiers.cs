using Dapper;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Storage.Sqlite;

namespace MedLedger.Storage.Arrivals;

internal sealed class SqliteKnownIdentifiers(SqliteDatabase database) : IKnownIdentifiers
{
    public Task AddAsync(DocumentId document, PatientId patient, IReadOnlyList<IdentifierDigest> identifiers, bool standing, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            foreach (var identifier in identifiers)
                connection.Execute(
                    """
                    INSERT INTO identifiers (digest, namespace, system, patient, document, standing) VALUES (@digest, @space, @system, @patient, @document, @standing)
                    ON CONFLICT (digest, patient, document) DO UPDATE SET standing = max(standing, excluded.standing)
                    """,
                    new
                    {
                        digest = identifier.Whole.ToBytes(),
                        space = identifier.Namespace.ToBytes(),
                        system = identifier.System.ToBytes(),
                        patient = patient.Value,
                        document = document.Value,
                        standing = standing ? 1L : 0L,
                    },
                    transaction);
            return connection.Execute("INSERT INTO indexed (document) VALUES (@document) ON CONFLICT DO NOTHING", new { document = document.Value }, transaction);
        },
        cancellationToken);

    public Task<bool> IsIndexedAsync(DocumentId document, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM indexed WHERE document = @document", new { document = document.Value }) > 0, cancellationToken);

    public Task<IReadOnlyList<IdentifierMet>> FindAsync(IReadOnlyList<IdentifierDigest> identifiers, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<IdentifierMet>>(
            connection =>
            [
                .. identifiers.Distinct().SelectMany(identifier => connection
                    .Query<Row>("SELECT patient, standing FROM identifiers WHERE digest = @digest ORDER BY patient", new { digest = identifier.Whole.ToBytes() })
                    .GroupBy(row => row.Patient, StringComparer.Ordinal)
                    .Select(rows => new IdentifierMet(identifier, Columns.Patient(rows.Key), rows.Any(row => row.Standing > 0)))),
            ],
            cancellationToken);

    public Task<IReadOnlyList<IdentifierDigest>> ListAsync(PatientId patient, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<IdentifierDigest>>(
        connection =>
        [
            .. connection.Query<Triple>("SELECT DISTINCT digest, namespace AS Space, coalesce(system, namespace) AS System FROM identifiers WHERE patient = @patient", new { patient = patient.Value })
                .Select(pair => new IdentifierDigest(Sha256Digest.FromBytes(pair.Digest), Sha256Digest.FromBytes(pair.Space), Sha256Digest.FromBytes(pair.System))),
        ],
        cancellationToken);

    public Task LinkAsync(DocumentId document, PatientId patient, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            connection.Execute("DELETE FROM indexed WHERE document = @document", new { document = document.Value }, transaction);
            return connection.Execute(
                "INSERT INTO links (document, patient, at) VALUES (@document, @patient, @at) ON CONFLICT (document) DO NOTHING",
                new { document = document.Value, patient = patient.Value, at = Columns.Of(at) }, transaction);
        },
        cancellationToken);

    public Task UnlinkAsync(DocumentId document, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            var named = new { document = document.Value };
            connection.Execute("DELETE FROM identifiers WHERE document = @document", named, transaction);
            connection.Execute("DELETE FROM indexed WHERE document = @document", named, transaction);
            return connection.Execute("DELETE FROM links WHERE document = @document", named, transaction);
        },
        cancellationToken);

    public Task<IReadOnlySet<DocumentId>> LinkedAsync(PatientId patient, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlySet<DocumentId>>(
        connection => connection.Query<string>("SELECT document FROM links WHERE patient = @patient", new { patient = patient.Value })
            .Select(text => DocumentId.TryParse(text, out var id) ? id : throw new StoreException("The store holds a document id that is none: it is damaged. Restore a backup."))
            .ToHashSet(),
        cancellationToken);

    private sealed record Triple(byte[] Digest, byte[] Space, byte[] System);

    private sealed record Row(string Patient, long Standing);
}
