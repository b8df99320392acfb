using MedLedger.Access.Grants;

namespace MedLedger.Access.Policy.Rules;

internal sealed class GrantNamesReaderRule : IAccessRule
{
    public RefusalReason? Refuse(AccessRequest request) =>
        request.Grant is { } grant && request.Reader is { } reader && grant.Document.Grantee == GranteeRef.Of(reader) ? null : RefusalReason.GrantForAnotherReader;
}
