using MedLedger.Domain.Identity;

namespace MedLedger.Access.Gate;

/// <summary>Leave to hand out one patient's record once, to one reader. Only <see cref="AccessGate"/> makes one, and only behind a receipt.</summary>
public sealed class ReleasePermit
{
    internal ReleasePermit(PatientId patient, ReaderIdentity reader, AccessScope scope, ReleaseBasis basis, DateTimeOffset until, AccessReceipt receipt)
    {
        Patient = patient;
        Reader = reader;
        Scope = scope;
        Basis = basis;
        Until = until;
        Receipt = receipt;
    }

    public PatientId Patient { get; }

    public ReaderIdentity Reader { get; }

    public AccessScope Scope { get; }

    public ReleaseBasis Basis { get; }

    /// <summary>When the grant or the broken glass ends.</summary>
    public DateTimeOffset Until { get; }

    public AccessReceipt Receipt { get; }
}

/// <summary>What a release rests on.</summary>
public enum ReleaseBasis
{
    Unspecified = 0,
    Grant = 1,
    BrokenGlass = 2,
}
