using Dapper;
using MedLedger.Access.Grants;
using MedLedger.Domain.Identity;
using MedLedger.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace MedLedger.Storage.Grants;

internal sealed class SqliteGrantStore(SqliteDatabase database) : IGrantStore
{
    private const string Select =
        """
        SELECT g.patient, g.patient_ref AS PatientRef, g.blinding, g.grantee, g.scope, g.purpose, g.not_before AS NotBefore, g.not_after AS NotAfter,
               g.nonce, g.deadline, g.signed_at AS SignedAt, g.signer, g.signature,
               r.revoked_at AS RevokedAt, r.nonce AS RevocationNonce, r.signature AS RevocationSignature, r.received_at AS RevocationReceivedAt
        FROM grants g LEFT JOIN revocations r ON r.grant_id = g.id

        """;

    public Task<GrantStored> AddAsync(VerifiedGrant grant, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            var added = grant.Grant;
            if (Find(connection, transaction, added.Id) is not null) return GrantStored.AlreadyThere;
            if (!TryUse(connection, transaction, added.Patient, added.Document.Nonce)) return GrantStored.NonceUsed;
            connection.Execute(
                """
                INSERT INTO grants (id, patient, patient_ref, blinding, grantee, scope, purpose, not_before, not_after, nonce, deadline, signed_at, signer, signature)
                VALUES (@id, @patient, @patientRef, @blinding, @grantee, @scope, @purpose, @notBefore, @notAfter, @nonce, @deadline, @signedAt, @signer, @signature)
                """,
                GrantRow.Parameters(added), transaction);
            return GrantStored.Added;
        },
        cancellationToken);

    public Task<RevocationStored> RevokeAsync(VerifiedRevocation revocation, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            var (document, signature, receivedAt) = revocation.Revocation;
            if (Find(connection, transaction, document.Grant) is not { } grant || grant.Patient != revocation.Patient) return RevocationStored.UnknownGrant;
            if (grant.Revocation is not null) return RevocationStored.AlreadyRevoked;
            if (!TryUse(connection, transaction, revocation.Patient, document.Nonce)) return RevocationStored.NonceUsed;
            connection.Execute(
                "INSERT INTO revocations (grant_id, revoked_at, nonce, signature, received_at) VALUES (@grant, @revokedAt, @nonce, @signature, @receivedAt)",
                new
                {
                    grant = document.Grant.Digest.ToBytes(),
                    revokedAt = Columns.Bits(document.RevokedAt),
                    nonce = Columns.Bits(document.Nonce),
                    signature,
                    receivedAt = Columns.Of(receivedAt),
                },
                transaction);
            return RevocationStored.Revoked;
        },
        cancellationToken);

    public Task<Grant?> FindAsync(GrantId id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Find(connection, null, id), cancellationToken);

    public Task<IReadOnlyList<Grant>> ListAsync(PatientId patient, GranteeRef grantee, CancellationToken cancellationToken) =>
        List("WHERE g.patient = @patient AND g.grantee = @grantee ", new { patient = patient.Value, grantee = grantee.Digest.ToBytes() }, cancellationToken);

    public Task<IReadOnlyList<Grant>> ListAsync(PatientId patient, CancellationToken cancellationToken) =>
        List("WHERE g.patient = @patient ", new { patient = patient.Value }, cancellationToken);

    public Task<bool> IsNonceUsedAsync(PatientId patient, ulong nonce, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalar<long>(
            "SELECT count(*) FROM used_nonces WHERE patient = @patient AND nonce = @nonce", new { patient = patient.Value, nonce = Columns.Bits(nonce) }) > 0,
        cancellationToken);

    private Task<IReadOnlyList<Grant>> List(string where, object parameters, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Grant>>(
            connection => [.. connection.Query<GrantRow>(Select + where + "ORDER BY g.signed_at DESC, g.id", parameters).Select(row => row.ToGrant())], cancellationToken);

    private static Grant? Find(SqliteConnection connection, SqliteTransaction? transaction, GrantId id) =>
        connection.QuerySingleOrDefault<GrantRow>(Select + "WHERE g.id = @id", new { id = id.Digest.ToBytes() }, transaction)?.ToGrant();

    private static bool TryUse(SqliteConnection connection, SqliteTransaction transaction, PatientId patient, ulong nonce) => connection.Execute(
        "INSERT INTO used_nonces (patient, nonce) VALUES (@patient, @nonce) ON CONFLICT DO NOTHING",
        new { patient = patient.Value, nonce = Columns.Bits(nonce) }, transaction) == 1;
}
