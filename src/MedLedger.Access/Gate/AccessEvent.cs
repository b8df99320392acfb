using MedLedger.Access.BreakGlass;
using MedLedger.Access.Grants;
using MedLedger.Access.Policy;
using MedLedger.Domain.Identity;

namespace MedLedger.Access.Gate;

/// <summary>What the log is told about one attempt to read, before anything is released.</summary>
public abstract record AccessEvent
{
    private AccessEvent(PatientId patient, ReaderIdentity reader, AccessScope scope, DateTimeOffset at)
    {
        Patient = patient;
        Reader = reader;
        Scope = scope;
        At = at;
    }

    public PatientId Patient { get; }

    public ReaderIdentity Reader { get; }

    public AccessScope Scope { get; }

    public DateTimeOffset At { get; }

    /// <summary>Read by a grant.</summary>
    public sealed record ReadByGrant(PatientId Patient, ReaderIdentity Reader, AccessScope Scope, PurposeOfUse Purpose, GrantId Grant, DateTimeOffset At)
        : AccessEvent(Patient, Reader, Scope, At);

    /// <summary>Tried to read and was refused.</summary>
    public sealed record ReadRefused(PatientId Patient, ReaderIdentity Reader, AccessScope Scope, PurposeOfUse Purpose, RefusalReason Reason, DateTimeOffset At)
        : AccessEvent(Patient, Reader, Scope, At);

    /// <summary>Broke the glass, with the first reading.</summary>
    public sealed record GlassBroken(
        PatientId Patient, ReaderIdentity Reader, AccessScope Scope, BreakGlassReason Reason, string Explanation, DateTimeOffset Until, DateTimeOffset At)
        : AccessEvent(Patient, Reader, Scope, At);

    /// <summary>Read again through glass that was broken before.</summary>
    public sealed record ReadThroughBrokenGlass(PatientId Patient, ReaderIdentity Reader, AccessScope Scope, AccessReceipt Opening, DateTimeOffset Until, DateTimeOffset At)
        : AccessEvent(Patient, Reader, Scope, At);

    /// <summary>Tried to break the glass and was refused.</summary>
    public sealed record BreakGlassRefused(PatientId Patient, ReaderIdentity Reader, AccessScope Scope, BreakGlassRefusal Reason, DateTimeOffset At)
        : AccessEvent(Patient, Reader, Scope, At);
}
