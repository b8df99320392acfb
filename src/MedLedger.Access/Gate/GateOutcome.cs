using MedLedger.Access.BreakGlass;
using MedLedger.Access.Policy;

namespace MedLedger.Access.Gate;

/// <summary>What came of an attempt to read.</summary>
public abstract record GateOutcome
{
    private GateOutcome() { }

    public sealed record Released(ReleasePermit Permit) : GateOutcome;

    /// <param name="Reason">Not for the reader: an unknown patient must look like one who granted nothing.</param>
    /// <param name="Receipt">Null when there was nobody proven or no patient to log it under, or the log was not to be had.</param>
    public sealed record Refused(RefusalReason Reason, AccessReceipt? Receipt) : GateOutcome;
}

/// <summary>What came of an attempt to break the glass.</summary>
public abstract record BreakGlassOutcome
{
    private BreakGlassOutcome() { }

    public sealed record Released(ReleasePermit Permit) : BreakGlassOutcome;

    public sealed record Refused(BreakGlassRefusal Reason, AccessReceipt? Receipt) : BreakGlassOutcome;
}
