namespace MedLedger.Access.BreakGlass.Rules;

internal sealed class ReaderProvenRule : IBreakGlassRule
{
    public BreakGlassRefusal? Refuse(BreakGlassRequest request) =>
        request.Reader is not null ? null : BreakGlassRefusal.ReaderNotProven;
}
