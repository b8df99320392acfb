using Dapper;
using MedLedger.Domain.Identity;
using MedLedger.Storage.Sqlite;
using MedLedger.Vault;

namespace MedLedger.Storage.Patients;

internal sealed class SqlitePatientDirectory(SqliteDatabase database, IRandomSource random) : IPatientDirectory
{
    private const int MaxReferenceLength = 200;
    private const string Select = "SELECT id, reference, created_at AS CreatedAt FROM patients ";

    public Task<KnownPatient> FindOrAddAsync(string reference, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reference) || reference.Length > MaxReferenceLength)
            throw new ArgumentException($"A patient reference has 1 to {MaxReferenceLength} characters.", nameof(reference));
        return database.WriteAsync(
            (connection, transaction) =>
            {
                if (connection.QuerySingleOrDefault<Row>(Select + "WHERE reference = @reference", new { reference }, transaction) is { } known) return known.ToPatient();
                var id = PatientId.New(bytes => random.Fill(bytes));
                connection.Execute(
                    "INSERT INTO patients (id, reference, created_at) VALUES (@id, @reference, @at)", new { id = id.Value, reference, at = Columns.Of(at) }, transaction);
                return new Row(id.Value, reference, Columns.Of(at)).ToPatient();
            },
            cancellationToken);
    }

    public Task<KnownPatient?> FindAsync(string reference, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.QuerySingleOrDefault<Row>(Select + "WHERE reference = @reference", new { reference })?.ToPatient(), cancellationToken);

    public Task<KnownPatient?> FindAsync(PatientId id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.QuerySingleOrDefault<Row>(Select + "WHERE id = @id", new { id = id.Value })?.ToPatient(), cancellationToken);

    public Task<IReadOnlyList<KnownPatient>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<KnownPatient>>(
            connection => [.. connection.Query<Row>(Select + "ORDER BY reference").Select(row => row.ToPatient())], cancellationToken);

    private sealed record Row(string Id, string Reference, long CreatedAt)
    {
        public KnownPatient ToPatient() => new(Columns.Patient(Id), Reference, Columns.Time(CreatedAt));
    }
}
