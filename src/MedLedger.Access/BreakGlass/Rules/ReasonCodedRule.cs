namespace MedLedger.Access.BreakGlass.Rules;

internal sealed class ReasonCodedRule : IBreakGlassRule
{
    public BreakGlassRefusal? Refuse(BreakGlassRequest request) =>
        request.Reason is not BreakGlassReason.Unspecified && Enum.IsDefined(request.Reason) ? null : BreakGlassRefusal.ReasonMissing;
}
