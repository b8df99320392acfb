using MedLedger.Domain.Identity;

namespace MedLedger.Access.BreakGlass;

/// <summary>A clinician's demand to read without a grant.</summary>
public sealed record BreakGlassRequest
{
    public required ReaderIdentity? Reader { get; init; }

    /// <summary>Null when this store knows no such patient.</summary>
    public required PatientId? Patient { get; init; }

    public required AccessScope Scope { get; init; }

    public required BreakGlassReason Reason { get; init; }

    /// <summary>In the clinician's own words.</summary>
    public required string? Explanation { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>The coded reasons. The default is none, and none is refused.</summary>
public enum BreakGlassReason
{
    Unspecified = 0,
    LifeThreatening = 1,

    /// <summary>The patient can neither consent nor tell their history.</summary>
    PatientCannotRespond = 2,
    UrgentTreatment = 3,
}
