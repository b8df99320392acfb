using MedLedger.Domain.Identity;

namespace MedLedger.Access.Grants;

/// <summary>The chain and contract that signatures are bound to.</summary>
public sealed record SigningDomain(ulong ChainId, WalletAddress VerifyingContract);

/// <summary>A grant as it comes in: nothing of it is believed yet.</summary>
public sealed record GrantSubmission(PatientId Patient, SigningDomain SignedFor, GrantDocument Document, byte[] Blinding, byte[] Signature);

/// <summary>A revocation as it comes in.</summary>
public sealed record RevocationSubmission(PatientId Patient, SigningDomain SignedFor, RevocationDocument Document, byte[] Signature);

/// <summary>A grant that passed every check; only <see cref="GrantVerifier"/> makes one.</summary>
public sealed class VerifiedGrant
{
    internal VerifiedGrant(Grant grant) => Grant = grant;

    public Grant Grant { get; }
}

/// <summary>A revocation that passed every check; only <see cref="GrantVerifier"/> makes one.</summary>
public sealed class VerifiedRevocation
{
    internal VerifiedRevocation(PatientId patient, Revocation revocation)
    {
        Patient = patient;
        Revocation = revocation;
    }

    public PatientId Patient { get; }

    public Revocation Revocation { get; }
}
