using MedLedger.Domain.Identity;

namespace MedLedger.Access.Grants;

/// <summary>Where grants and used nonces rest.</summary>
public interface IGrantStore
{
    /// <summary>Stores the grant and uses up its nonce, both or neither, durably.</summary>
    Task<GrantStored> AddAsync(VerifiedGrant grant, CancellationToken cancellationToken);

    /// <summary>Ends a grant and uses up the nonce, both or neither, durably; every later read sees it.</summary>
    Task<RevocationStored> RevokeAsync(VerifiedRevocation revocation, CancellationToken cancellationToken);

    Task<Grant?> FindAsync(GrantId id, CancellationToken cancellationToken);

    /// <summary>The grants of a patient that name this reader, newest first, ended ones too.</summary>
    Task<IReadOnlyList<Grant>> ListAsync(PatientId patient, GranteeRef grantee, CancellationToken cancellationToken);

    /// <summary>All grants of a patient, newest first.</summary>
    Task<IReadOnlyList<Grant>> ListAsync(PatientId patient, CancellationToken cancellationToken);

    Task<bool> IsNonceUsedAsync(PatientId patient, ulong nonce, CancellationToken cancellationToken);
}

/// <summary>What storing a grant did. The default is that nothing was stored.</summary>
public enum GrantStored
{
    NonceUsed = 0,
    Added = 1,

    /// <summary>This very grant is there; it was not changed, and if it was ended it stays so.</summary>
    AlreadyThere = 2,
}

/// <summary>What storing a revocation did. The default is that nothing was stored.</summary>
public enum RevocationStored
{
    NonceUsed = 0,
    Revoked = 1,
    AlreadyRevoked = 2,
    UnknownGrant = 3,
}
