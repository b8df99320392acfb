using MedLedger.Access.Grants;

namespace MedLedger.Access.Policy;

/// <summary>Whether a reader may read. It must be matched on: nothing turns it into true.</summary>
public abstract record AccessDecision
{
    private AccessDecision() { }

    public sealed record Permitted(GrantId Grant, DateTimeOffset Until) : AccessDecision;

    public sealed record Refused(RefusalReason Reason) : AccessDecision;
}

/// <summary>Why a reader was refused. For the log and the patient; the reader is told only that they were.</summary>
public enum RefusalReason
{
    Unspecified = 0,
    ReaderNotProven,
    ReaderProofTooOld,
    PatientUnknown,
    ScopeUnknown,
    PurposeUnknown,
    NoGrant,
    GrantOfAnotherPatient,
    GrantForAnotherReader,
    GrantRevoked,
    GrantNotYetValid,
    GrantExpired,
    ScopeNotGranted,
    PurposeNotGranted,

    /// <summary>The decision could not be written to the log, so nothing is released.</summary>
    LogUnavailable,
}
