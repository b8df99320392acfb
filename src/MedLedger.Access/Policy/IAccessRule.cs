namespace MedLedger.Access.Policy;

/// <summary>One reason to refuse.</summary>
internal interface IAccessRule
{
    /// <summary>The reason, or null when this rule has none; that alone permits nothing.</summary>
    RefusalReason? Refuse(AccessRequest request);
}
