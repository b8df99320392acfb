namespace MedLedger.Access.BreakGlass.Rules;

internal sealed class PatientKnownRule : IBreakGlassRule
{
    public BreakGlassRefusal? Refuse(BreakGlassRequest request) =>
        request.Patient is not null ? null : BreakGlassRefusal.PatientUnknown;
}
