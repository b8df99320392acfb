namespace MedLedger.Access.Grants;

/// <summary>Checks what a patient signed before anything is done with it. Cheap checks come first, the signature last but for the nonce.</summary>
public sealed class GrantVerifier(SigningDomain domain, IWalletSignatures signatures, IWalletBindings wallets, IGrantStore grants, TimeProvider clock)
{
    /// <summary>The longest time a grant may hold, and the furthest ahead that it may begin.</summary>
    public static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(366);

    /// <summary>How far a wallet's clock may run ahead of ours.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public async Task<GrantVerdict> VerifyAsync(GrantSubmission submission, CancellationToken cancellationToken)
    {
        var document = submission.Document;
        if ((RefuseDomain(submission.SignedFor) ?? RefuseTerms(document)) is { } refusal) return new GrantVerdict.Refused(refusal);
        if (submission.Blinding.Length != PatientRef.BlindingLength || PatientRef.Of(submission.Patient, submission.Blinding) != document.Patient)
            return new GrantVerdict.Refused(GrantRefusal.NotThisPatient);
        if (await wallets.FindAsync(submission.Patient, cancellationToken) is not { } wallet) return new GrantVerdict.Refused(GrantRefusal.NoWallet);

        // The text is made anew from our own domain: a signature for another chain or contract cannot match it.
        var text = document.ToTypedDataJson(domain.ChainId, domain.VerifyingContract);
        if (await signatures.VerifyAsync(wallet, text, submission.Signature, cancellationToken) is not WalletVerdict.Signed)
            return new GrantVerdict.Refused(GrantRefusal.NotSignedByThePatientsWallet);
        // The store checks the nonce again when it uses it up: two submissions at once pass here, one is stored.
        if (await grants.IsNonceUsedAsync(submission.Patient, document.Nonce, cancellationToken)) return new GrantVerdict.Refused(GrantRefusal.NonceUsed);
        return new GrantVerdict.Accepted(new(new Grant(submission.Patient, document, submission.Blinding, wallet, submission.Signature)));
    }

    public async Task<RevocationVerdict> VerifyAsync(RevocationSubmission submission, CancellationToken cancellationToken)
    {
        var document = submission.Document;
        var now = clock.GetUtcNow();
        if (RefuseDomain(submission.SignedFor) is { } refusal) return new RevocationVerdict.Refused(refusal);
        // No deadline: a late revocation is still what the patient wants.
        if (document.RevokedAt > Seconds(now + ClockTolerance)) return new RevocationVerdict.Refused(GrantRefusal.SignedInTheFuture);
        if (await grants.FindAsync(document.Grant, cancellationToken) is not { } grant || grant.Patient != submission.Patient)
            return new RevocationVerdict.Refused(GrantRefusal.UnknownGrant);
        if (await wallets.FindAsync(submission.Patient, cancellationToken) is not { } wallet) return new RevocationVerdict.Refused(GrantRefusal.NoWallet);

        var text = document.ToTypedDataJson(domain.ChainId, domain.VerifyingContract);
        if (await signatures.VerifyAsync(wallet, text, submission.Signature, cancellationToken) is not WalletVerdict.Signed)
            return new RevocationVerdict.Refused(GrantRefusal.NotSignedByThePatientsWallet);
        if (await grants.IsNonceUsedAsync(submission.Patient, document.Nonce, cancellationToken)) return new RevocationVerdict.Refused(GrantRefusal.NonceUsed);
        return new RevocationVerdict.Accepted(new(submission.Patient, new Revocation(document, submission.Signature, now)));
    }

    private GrantRefusal? RefuseDomain(SigningDomain signedFor) =>
        signedFor.ChainId != domain.ChainId ? GrantRefusal.OtherChain
        : signedFor.VerifyingContract != domain.VerifyingContract ? GrantRefusal.OtherContract
        : null;

    private GrantRefusal? RefuseTerms(GrantDocument document)
    {
        var now = Seconds(clock.GetUtcNow());
        return AccessCodes.ScopeOf(document.Scope) == AccessScope.Nothing ? GrantRefusal.UnknownScope
            : AccessCodes.PurposeOf(document.Purpose) == PurposeOfUse.Unspecified ? GrantRefusal.UnknownPurpose
            : document.NotAfter <= document.NotBefore ? GrantRefusal.EmptyPeriod
            : document.NotAfter - document.NotBefore > (ulong)LongestPeriod.TotalSeconds
                || document.NotBefore > now + (ulong)LongestPeriod.TotalSeconds ? GrantRefusal.PeriodTooLong
            : now >= document.NotAfter ? GrantRefusal.PeriodOver
            : now >= document.Deadline ? GrantRefusal.DeadlinePassed
            : document.SignedAt > now + (ulong)ClockTolerance.TotalSeconds ? GrantRefusal.SignedInTheFuture
            : null;
    }

    private static ulong Seconds(DateTimeOffset time) => (ulong)time.ToUnixTimeSeconds();
}
