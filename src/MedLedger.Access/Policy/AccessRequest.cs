using MedLedger.Access.Grants;
using MedLedger.Domain.Identity;

namespace MedLedger.Access.Policy;

/// <summary>All that a decision depends on. What is missing is null, and null is refused.</summary>
public sealed record AccessRequest
{
    public required ReaderIdentity? Reader { get; init; }

    /// <summary>Null when this store knows no such patient.</summary>
    public required PatientId? Patient { get; init; }

    public required Grant? Grant { get; init; }

    public required AccessScope Scope { get; init; }

    public required PurposeOfUse Purpose { get; init; }

    public required DateTimeOffset At { get; init; }

    internal ulong AtSeconds => (ulong)At.ToUnixTimeSeconds();
}
