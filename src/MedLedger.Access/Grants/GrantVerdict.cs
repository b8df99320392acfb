namespace MedLedger.Access.Grants;

/// <summary>What came of checking a grant.</summary>
public abstract record GrantVerdict
{
    private GrantVerdict() { }

    public sealed record Accepted(VerifiedGrant Grant) : GrantVerdict;

    public sealed record Refused(GrantRefusal Reason) : GrantVerdict;
}

/// <summary>What came of checking a revocation.</summary>
public abstract record RevocationVerdict
{
    private RevocationVerdict() { }

    public sealed record Accepted(VerifiedRevocation Revocation) : RevocationVerdict;

    public sealed record Refused(GrantRefusal Reason) : RevocationVerdict;
}

/// <summary>Why a signed grant or revocation was not taken in.</summary>
public enum GrantRefusal
{
    Unspecified = 0,
    OtherChain,
    OtherContract,
    UnknownScope,
    UnknownPurpose,
    EmptyPeriod,
    PeriodTooLong,
    PeriodOver,
    DeadlinePassed,
    SignedInTheFuture,
    NotThisPatient,
    NoWallet,
    NotSignedByThePatientsWallet,
    NonceUsed,
    UnknownGrant,
}
