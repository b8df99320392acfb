using MedLedger.Domain.Identity;

namespace MedLedger.Access.Grants;

/// <summary>Which wallet speaks for a patient.</summary>
public interface IWalletBindings
{
    /// <summary>The wallet bound now, or null when the patient has none.</summary>
    Task<WalletAddress?> FindAsync(PatientId patient, CancellationToken cancellationToken);

    /// <summary>Binds a wallet in place of the one before; earlier bindings are kept as history.</summary>
    Task BindAsync(PatientId patient, WalletAddress wallet, DateTimeOffset at, CancellationToken cancellationToken);
}
