using Dapper;
using MedLedger.Access.Grants;
using MedLedger.Domain.Identity;
using MedLedger.Storage.Sqlite;

namespace MedLedger.Storage.Grants;

internal sealed class SqliteWalletBindings(SqliteDatabase database) : IWalletBindings
{
    public Task<WalletAddress?> FindAsync(PatientId patient, CancellationToken cancellationToken) => database.ReadAsync<WalletAddress?>(
        connection => connection.QuerySingleOrDefault<string>(
            "SELECT wallet FROM wallet_bindings WHERE patient = @patient AND ended_at IS NULL", new { patient = patient.Value }) is { } wallet
                ? WalletAddress.Parse(wallet)
                : null,
        cancellationToken);

    public Task BindAsync(PatientId patient, WalletAddress wallet, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            var values = new { patient = patient.Value, wallet = wallet.Value, at = Columns.Of(at) };
            connection.Execute("UPDATE wallet_bindings SET ended_at = @at WHERE patient = @patient AND ended_at IS NULL", values, transaction);
            return connection.Execute("INSERT INTO wallet_bindings (patient, wallet, bound_at) VALUES (@patient, @wallet, @at)", values, transaction);
        },
        cancellationToken);
}
