namespace MedLedger.Access.BreakGlass;

/// <summary>One reason to refuse.</summary>
internal interface IBreakGlassRule
{
    BreakGlassRefusal? Refuse(BreakGlassRequest request);
}
