namespace MedLedger.Access.Policy.Rules;

internal sealed class PatientKnownRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Patient is not null ? null : RefusalReason.PatientUnknown;
}
