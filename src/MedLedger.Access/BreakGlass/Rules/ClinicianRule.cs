namespace MedLedger.Access.BreakGlass.Rules;

/// <summary>Who may break the glass is settled before the emergency (HIPAA 164.312(a)(2)(ii)): the issuer gave them the role.</summary>
internal sealed class ClinicianRule : IBreakGlassRule
{
    private const string Role = "clinician";

    public BreakGlassRefusal? Refuse(BreakGlassRequest request) =>
        request.Reader is { } reader && reader.Roles.Contains(Role) ? null : BreakGlassRefusal.NotAClinician;
}
