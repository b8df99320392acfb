namespace MedLedger.Access.Policy.Rules;

internal sealed class GrantOfThisPatientRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Grant is { } grant && request.Patient is { } patient && grant.Patient == patient ? null : RefusalReason.GrantOfAnotherPatient;
}
