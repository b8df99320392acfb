using Dapper;
using MedLedger.Domain.Content;
using MedLedger.Storage.Sqlite;

namespace MedLedger.Storage.Log;

internal sealed class SqliteAnchors(SqliteDatabase database) : IAnchors
{
    private const string Select = "SELECT epoch, tree_size AS TreeSize, root, tx, status FROM anchors ";

    public Task SaveAsync(Anchor anchor, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            """
            INSERT INTO anchors (epoch, tree_size, root, tx, status) VALUES (@epoch, @size, @root, @tx, @status)
            ON CONFLICT (epoch) DO UPDATE SET tx = excluded.tx, status = excluded.status WHERE tree_size = excluded.tree_size AND root = excluded.root
            """,
            new
            {
                epoch = Columns.Count(anchor.Epoch),
                size = Columns.Count(anchor.TreeSize),
                root = anchor.Root.ToBytes(),
                tx = anchor.Transaction,
                status = (long)anchor.Status,
            },
            transaction) == 1
                ? true
                : throw new InvalidOperationException($"Epoch {anchor.Epoch} was anchored with another size or root."),
        cancellationToken);

    public Task<Anchor?> FindAsync(ulong epoch, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>(Select + "WHERE epoch = @epoch", new { epoch = Columns.Count(epoch) })?.ToAnchor(), cancellationToken);

    public Task<Anchor?> FindLatestAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.QuerySingleOrDefault<Row>(Select + "ORDER BY epoch DESC LIMIT 1")?.ToAnchor(), cancellationToken);

    public Task<IReadOnlyList<Anchor>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Anchor>>(
        connection => [.. connection.Query<Row>(Select + "ORDER BY epoch").Select(row => row.ToAnchor())], cancellationToken);

    private sealed record Row(long Epoch, long TreeSize, byte[] Root, string? Tx, long Status)
    {
        public Anchor ToAnchor() => new(Columns.Count(Epoch), Columns.Count(TreeSize), Sha256Digest.FromBytes(Root), Tx, (AnchorStatus)Status);
    }
}
