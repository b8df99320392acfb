using MedLedger.Access.Grants;
using MedLedger.Domain.Content;
using MedLedger.Storage.Sqlite;

namespace MedLedger.Storage.Grants;

/// <summary>A grant and its end as they stand in two rows.</summary>
internal sealed record GrantRow(
    string Patient, byte[] PatientRef, byte[] Blinding, byte[] Grantee, string Scope, string Purpose, long NotBefore, long NotAfter,
    long Nonce, long Deadline, long SignedAt, string Signer, byte[] Signature,
    long? RevokedAt, long? RevocationNonce, byte[]? RevocationSignature, long? RevocationReceivedAt)
{
    public static object Parameters(Grant grant) => new
    {
        id = grant.Id.Digest.ToBytes(),
        patient = grant.Patient.Value,
        patientRef = grant.Document.Patient.Digest.ToBytes(),
        blinding = grant.Blinding,
        grantee = grant.Document.Grantee.Digest.ToBytes(),
        scope = grant.Document.Scope,
        purpose = grant.Document.Purpose,
        notBefore = Columns.Bits(grant.Document.NotBefore),
        notAfter = Columns.Bits(grant.Document.NotAfter),
        nonce = Columns.Bits(grant.Document.Nonce),
        deadline = Columns.Bits(grant.Document.Deadline),
        signedAt = Columns.Bits(grant.Document.SignedAt),
        signer = grant.Signer.Value,
        signature = grant.Signature,
    };

    public Grant ToGrant()
    {
        var document = new GrantDocument
        {
            Patient = new(Sha256Digest.FromBytes(PatientRef)),
            Grantee = new(Sha256Digest.FromBytes(Grantee)),
            Scope = Scope,
            Purpose = Purpose,
            NotBefore = Columns.Bits(NotBefore),
            NotAfter = Columns.Bits(NotAfter),
            Nonce = Columns.Bits(Nonce),
            Deadline = Columns.Bits(Deadline),
            SignedAt = Columns.Bits(SignedAt),
        };
        // The primary key of a revocation is the grant's: when its row is there, all its columns are.
        var revocation = RevokedAt is { } revokedAt
            ? new Revocation(
                new(document.Id, Columns.Bits(revokedAt), Columns.Bits(RevocationNonce!.Value)), RevocationSignature!, Columns.Time(RevocationReceivedAt!.Value))
            : null;
        return new(Columns.Patient(Patient), document, Blinding, WalletAddress.Parse(Signer), Signature, revocation);
    }
}
