using Dapper;
using MedLedger.Access.BreakGlass;
using MedLedger.Access.Gate;
using MedLedger.Access.Grants;
using MedLedger.Domain.Identity;
using MedLedger.Storage.Sqlite;

namespace MedLedger.Storage.Grants;

internal sealed class SqliteBreakGlassWindows(SqliteDatabase database) : IBreakGlassWindows
{
    public Task AddAsync(BreakGlassWindow window, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "INSERT INTO break_glass_windows (patient, reader, opened_at, until, leaf, tree_size) VALUES (@patient, @reader, @from, @until, @leaf, @size)",
            new
            {
                patient = window.Patient.Value,
                reader = window.Reader.Digest.ToBytes(),
                from = Columns.Of(window.From),
                until = Columns.Of(window.Until),
                leaf = Columns.Count(window.Opening.LeafIndex),
                size = Columns.Count(window.Opening.TreeSize),
            },
            transaction),
        cancellationToken);

    public Task<BreakGlassWindow?> FindOpenAsync(PatientId patient, GranteeRef reader, DateTimeOffset at, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>(
            """
            SELECT opened_at AS OpenedAt, until, leaf, tree_size AS TreeSize FROM break_glass_windows
            WHERE patient = @patient AND reader = @reader AND opened_at <= @at AND @at < until ORDER BY until DESC LIMIT 1
            """,
            new { patient = patient.Value, reader = reader.Digest.ToBytes(), at = Columns.Of(at) })?.ToWindow(patient, reader),
        cancellationToken);

    private sealed record Row(long OpenedAt, long Until, long Leaf, long TreeSize)
    {
        public BreakGlassWindow ToWindow(PatientId patient, GranteeRef reader) =>
            new(patient, reader, Columns.Time(OpenedAt), Columns.Time(Until), new AccessReceipt(Columns.Count(Leaf), Columns.Count(TreeSize)));
    }
}
