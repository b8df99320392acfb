namespace MedLedger.Clinical.Reconciliation;

/// <summary>Something that a reader of the page has to know; Document is the name as the caller gave it, null when it concerns the whole page.</summary>
public sealed record Notice(NoticeKind Kind, string? Document, string Text, string? NextStep = null);

/// <summary>In the order in which they are shown.</summary>
public enum NoticeKind
{
    Held,
    NotRead,
    PartlyRead,
    AfterTheDay,
    Doubtful,
    IdentityDisagrees,
    Conflict,
    NotUnderstood,
    NoIdentity,
    Copy,
}
