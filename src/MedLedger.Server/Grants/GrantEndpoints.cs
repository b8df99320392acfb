using MedLedger.Access.Grants;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Server.Composition;

namespace MedLedger.Server.Grants;

/// <summary>Takes in what a patient's wallet signed. The signature is the proof; who relays it does not matter.</summary>
internal static class GrantEndpoints
{
    /// <summary>A grant as a wallet signed it (docs/formats/grant.md); digests, blinding and signature in hex.</summary>
    internal sealed record GrantRequest(
        string Patient, ulong ChainId, string VerifyingContract, string PatientRef, string Grantee, string Scope, string Purpose,
        ulong NotBefore, ulong NotAfter, ulong Nonce, ulong Deadline, ulong SignedAt, string Blinding, string Signature);

    internal sealed record RevocationRequest(string Patient, ulong ChainId, string VerifyingContract, string Grant, ulong RevokedAt, ulong Nonce, string Signature);

    internal sealed record Accepted(string Grant, ulong Leaf);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/grants", async (GrantRequest request, Installation store, CancellationToken cancellationToken) =>
            TryRead(request) is not { } submission ? Malformed() : !store.HasSigningDomain ? NoChain() : Answer(await store.Grants.GrantAsync(submission, cancellationToken))).AllowAnonymous();
        routes.MapPost("/api/revocations", async (RevocationRequest request, Installation store, CancellationToken cancellationToken) =>
            TryRead(request) is not { } submission ? Malformed() : !store.HasSigningDomain ? NoChain() : Answer(await store.Grants.RevokeAsync(submission, cancellationToken))).AllowAnonymous();
    }

    internal static GrantRequest Write(GrantSubmission submission) => new(
        submission.Patient.Value, submission.SignedFor.ChainId, submission.SignedFor.VerifyingContract.Value,
        submission.Document.Patient.Digest.Hex, submission.Document.Grantee.Digest.Hex, submission.Document.Scope, submission.Document.Purpose,
        submission.Document.NotBefore, submission.Document.NotAfter, submission.Document.Nonce, submission.Document.Deadline, submission.Document.SignedAt,
        Convert.ToHexStringLower(submission.Blinding), Convert.ToHexStringLower(submission.Signature));

    internal static RevocationRequest Write(RevocationSubmission submission) => new(
        submission.Patient.Value, submission.SignedFor.ChainId, submission.SignedFor.VerifyingContract.Value,
        submission.Document.Grant.Digest.Hex, submission.Document.RevokedAt, submission.Document.Nonce, Convert.ToHexStringLower(submission.Signature));

    private static GrantSubmission? TryRead(GrantRequest request)
    {
        try
        {
            return PatientId.TryParse(request.Patient, out var patient)
                ? new GrantSubmission(patient, new SigningDomain(request.ChainId, WalletAddress.Parse(request.VerifyingContract)), new GrantDocument
                {
                    Patient = new PatientRef(Sha256Digest.Parse(request.PatientRef)),
                    Grantee = new GranteeRef(Sha256Digest.Parse(request.Grantee)),
                    Scope = request.Scope,
                    Purpose = request.Purpose,
                    NotBefore = request.NotBefore,
                    NotAfter = request.NotAfter,
                    Nonce = request.Nonce,
                    Deadline = request.Deadline,
                    SignedAt = request.SignedAt,
                }, Convert.FromHexString(request.Blinding), Convert.FromHexString(request.Signature))
                : null;
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentNullException)
        {
            return null;
        }
    }

    private static RevocationSubmission? TryRead(RevocationRequest request)
    {
        try
        {
            return PatientId.TryParse(request.Patient, out var patient)
                ? new RevocationSubmission(patient, new SigningDomain(request.ChainId, WalletAddress.Parse(request.VerifyingContract)),
                    new RevocationDocument(new GrantId(Sha256Digest.Parse(request.Grant)), request.RevokedAt, request.Nonce), Convert.FromHexString(request.Signature))
                : null;
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentNullException)
        {
            return null;
        }
    }

    private static IResult Malformed() => Results.Problem(
        title: "Not a signed document", detail: "An id, address, digest or signature is not written as docs/formats/grant.md says.", statusCode: 400);

    private static IResult NoChain() => Results.Problem(
        title: "No registry", detail: "This server has no chain registry yet, so no signature can be bound to it. Nothing was taken in.", statusCode: 503);

    // Anybody may send these, so the answer must not tell whether a patient or a grant is known here.
    private static GrantRefusal Public(GrantRefusal reason) =>
        reason is GrantRefusal.NoWallet or GrantRefusal.UnknownGrant ? GrantRefusal.NotSignedByThePatientsWallet : reason;

    private static IResult Answer(GrantIntake.Outcome outcome) => outcome switch
    {
        GrantIntake.Outcome.Taken taken => Results.Ok(new Accepted(taken.Grant.ToString(), taken.Leaf)),
        GrantIntake.Outcome.Refused refused => Results.Problem(title: "Not accepted", detail: $"The document was refused: {Public(refused.Reason)}.", statusCode: 422),
        GrantIntake.Outcome.EndedButNotLogged => Results.Problem(
            title: "Taken back, not yet logged", detail: "The grant no longer holds. The log cannot be written now: send the same revocation again later, so that it is recorded.", statusCode: 503),
        GrantIntake.Outcome.LogUnavailable => Results.Problem(title: "Not accepted", detail: "The log cannot be written, so nothing was taken in. Try again later.", statusCode: 503),
        _ => Results.Problem(title: "Not accepted", statusCode: 422),
    };
}
