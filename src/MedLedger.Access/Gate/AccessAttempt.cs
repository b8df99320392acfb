using MedLedger.Access.BreakGlass;
using MedLedger.Domain.Identity;

namespace MedLedger.Access.Gate;

/// <summary>Somebody wants to read. Reader and patient are null when nobody was proven, or no such patient is known.</summary>
public sealed record AccessAttempt(ReaderIdentity? Reader, PatientId? Patient, AccessScope Scope, PurposeOfUse Purpose);

/// <summary>Somebody wants to break the glass.</summary>
public sealed record BreakGlassAttempt(ReaderIdentity? Reader, PatientId? Patient, AccessScope Scope, BreakGlassReason Reason, string? Explanation);
