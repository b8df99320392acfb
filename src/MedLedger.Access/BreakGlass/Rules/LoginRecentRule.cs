namespace MedLedger.Access.BreakGlass.Rules;

/// <summary>The same limit as for ordinary reading (NIST SP 800-63B, 4.2.3: 12 hours); a second factor at the moment itself is the issuer's part.</summary>
internal sealed class LoginRecentRule : IBreakGlassRule
{
    private static readonly TimeSpan _longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan _clockTolerance = TimeSpan.FromMinutes(5);

    public BreakGlassRefusal? Refuse(BreakGlassRequest request) =>
        request.Reader is { } reader
        && request.At - reader.AuthenticatedAt <= _longest
        && reader.AuthenticatedAt - request.At <= _clockTolerance
            ? null
            : BreakGlassRefusal.LoginTooOld;
}
