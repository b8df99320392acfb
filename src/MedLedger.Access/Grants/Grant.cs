using MedLedger.Domain.Identity;

namespace MedLedger.Access.Grants;

/// <summary>A grant as the store knows it: what was signed, by whom, and whether it was ended.</summary>
/// <param name="Patient">Whose record it opens.</param>
/// <param name="Document">What was signed.</param>
/// <param name="Blinding">Opens <see cref="GrantDocument.Patient"/>; kept off the chain and out of the log.</param>
/// <param name="Signer">The wallet that signed.</param>
/// <param name="Signature">Evidence; never an identity.</param>
/// <param name="Revocation">Set when the patient ended it.</param>
public sealed record Grant(
    PatientId Patient, GrantDocument Document, byte[] Blinding, WalletAddress Signer, byte[] Signature, Revocation? Revocation = null)
{
    public GrantId Id => Document.Id;
}

/// <summary>A signed end of a grant, and when it was taken in: from then on nobody reads by the grant.</summary>
public sealed record Revocation(RevocationDocument Document, byte[] Signature, DateTimeOffset ReceivedAt);
