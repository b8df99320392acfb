using System.Security.Cryptography;
using MedLedger.Access;
using MedLedger.Access.Grants;
using MedLedger.Chain.Wallets;
using MedLedger.Domain.Identity;

namespace MedLedger.Server.Grants;

/// <summary>The patient's side: makes a grant or revocation and has a wallet sign it (EIP-712).</summary>
internal static class GrantSigning
{
    public static async Task<GrantSubmission> GrantAsync(
        IWalletSigner wallet, SigningDomain domain, PatientId patient, GranteeRef grantee, TimeSpan period, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var blinding = RandomNumberGenerator.GetBytes(PatientRef.BlindingLength);
        var at = (ulong)now.ToUnixTimeSeconds();
        var document = new GrantDocument
        {
            Patient = PatientRef.Of(patient, blinding),
            Grantee = grantee,
            Scope = AccessScope.Summary.Code(),
            Purpose = PurposeOfUse.Treatment.Code(),
            NotBefore = at,
            NotAfter = at + (ulong)period.TotalSeconds,
            Nonce = Nonce(),
            Deadline = at + 600,
            SignedAt = at,
        };
        var signature = await wallet.SignTypedDataAsync(document.ToTypedDataJson(domain.ChainId, domain.VerifyingContract), cancellationToken);
        return new GrantSubmission(patient, domain, document, blinding, signature);
    }

    public static async Task<RevocationSubmission> RevokeAsync(
        IWalletSigner wallet, SigningDomain domain, PatientId patient, GrantId grant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var document = new RevocationDocument(grant, (ulong)now.ToUnixTimeSeconds(), Nonce());
        return new RevocationSubmission(patient, domain, document, await wallet.SignTypedDataAsync(document.ToTypedDataJson(domain.ChainId, domain.VerifyingContract), cancellationToken));
    }

    // Random and unordered: a patient can sign several grants in any order.
    private static ulong Nonce() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
}
