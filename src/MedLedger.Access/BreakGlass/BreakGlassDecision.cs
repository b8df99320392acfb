namespace MedLedger.Access.BreakGlass;

/// <summary>Whether the glass may be broken. It must be matched on: nothing turns it into true.</summary>
public abstract record BreakGlassDecision
{
    private BreakGlassDecision() { }

    /// <summary>The summary may be read until then, each reading logged by itself.</summary>
    public sealed record Opened(DateTimeOffset Until) : BreakGlassDecision;

    public sealed record Refused(BreakGlassRefusal Reason) : BreakGlassDecision;
}

/// <summary>Why the glass stays whole.</summary>
public enum BreakGlassRefusal
{
    Unspecified = 0,
    ReaderNotProven,
    LoginTooOld,
    NotAClinician,
    PatientUnknown,
    ReasonMissing,
    ExplanationMissing,
    ExplanationTooLong,
    BeyondTheSummary,

    /// <summary>The decision could not be written to the log, so nothing is released.</summary>
    LogUnavailable,
}
