using MedLedger.Access.Grants;
using static MedLedger.Access.Tests.Invented;

namespace MedLedger.Access.Tests.Grants;

public sealed class GrantVerifierTests
{
    private readonly KnownSignatures _signatures = new();
    private readonly WalletsInMemory _wallets = new();
    private readonly GrantsInMemory _grants = new();
    private readonly FixedClock _clock = new(Now);

    private GrantVerifier Verifier => new(OurDomain, _signatures, _wallets, _grants, _clock);

    [Fact]
    public async Task A_grant_signed_by_the_patients_wallet_is_accepted()
    {
        var accepted = Assert.IsType<GrantVerdict.Accepted>(await Verifier.VerifyAsync(Submit(Document()), Never));
        Assert.Equal(Document().Id, accepted.Grant.Grant.Id);
        Assert.Equal(Wallet, accepted.Grant.Grant.Signer);
    }

    [Fact]
    public async Task A_replayed_grant_is_refused()
    {
        var submission = Submit(Document());
        var accepted = Assert.IsType<GrantVerdict.Accepted>(await Verifier.VerifyAsync(submission, Never));
        await _grants.AddAsync(accepted.Grant, Never);
        await AssertRefusedAsync(GrantRefusal.NonceUsed, submission);
    }

    [Fact]
    public async Task A_used_nonce_refuses_another_grant_too()
    {
        var accepted = Assert.IsType<GrantVerdict.Accepted>(await Verifier.VerifyAsync(Submit(Document(nonce: 5)), Never));
        await _grants.AddAsync(accepted.Grant, Never);
        await AssertRefusedAsync(GrantRefusal.NonceUsed, Submit(Document(nonce: 5) with { Purpose = "CAREMGT" }));
        Assert.IsType<GrantVerdict.Accepted>(await Verifier.VerifyAsync(Submit(Document(nonce: 4)), Never));
    }

    [Fact]
    public async Task A_grant_of_another_wallet_is_refused()
    {
        var stranger = WalletAddress.Parse("0x00000000000000000000000000000000000000b2");
        var signature = _signatures.Sign(stranger, Document().ToTypedDataJson(OurDomain.ChainId, OurDomain.VerifyingContract));
        await AssertRefusedAsync(GrantRefusal.NotSignedByThePatientsWallet, new GrantSubmission(Patient(), OurDomain, Document(), Blinding, signature));
    }

    [Fact]
    public async Task A_patient_without_a_wallet_grants_nothing()
    {
        _wallets.Bound.Clear();
        await AssertRefusedAsync(GrantRefusal.NoWallet, Submit(Document()));
    }

    [Fact]
    public async Task A_signature_for_another_chain_or_contract_is_refused_even_when_it_claims_to_be_for_ours()
    {
        var otherChain = OurDomain with { ChainId = 1 };
        var otherContract = OurDomain with { VerifyingContract = WalletAddress.Parse("0x00000000000000000000000000000000000000c2") };
        foreach (var (other, reason) in new[] { (otherChain, GrantRefusal.OtherChain), (otherContract, GrantRefusal.OtherContract) })
        {
            var signature = new KnownSignatures().Sign(Wallet, Document().ToTypedDataJson(other.ChainId, other.VerifyingContract));
            await AssertRefusedAsync(reason, new GrantSubmission(Patient(), other, Document(), Blinding, signature));
            await AssertRefusedAsync(GrantRefusal.NotSignedByThePatientsWallet, new GrantSubmission(Patient(), OurDomain, Document(), Blinding, signature));
        }
    }

    [Fact]
    public async Task Each_changed_term_breaks_the_signature()
    {
        var submission = Submit(Document());
        GrantDocument[] changed =
        [
            Document() with { Grantee = GranteeRef.Of(Reader("dr-lindqvist")) },
            Document() with { Purpose = "CAREMGT" },
            Document() with { NotBefore = Document().NotBefore + 1 },
            Document() with { NotAfter = Document().NotAfter + 1 },
            Document() with { Nonce = 2 },
            Document() with { Deadline = Document().Deadline + 1 },
            Document() with { SignedAt = Document().SignedAt + 1 },
        ];
        foreach (var document in changed)
            await AssertRefusedAsync(GrantRefusal.NotSignedByThePatientsWallet, submission with { Document = document });
    }

    [Fact]
    public async Task A_grant_for_one_patient_does_not_open_another()
    {
        _wallets.Bound[Patient(2)] = Wallet;
        await AssertRefusedAsync(GrantRefusal.NotThisPatient, Submit(Document()) with { Patient = Patient(2) });
        await AssertRefusedAsync(GrantRefusal.NotThisPatient, Submit(Document()) with { Blinding = new byte[32] });
        await AssertRefusedAsync(GrantRefusal.NotThisPatient, Submit(Document()) with { Blinding = [] });
    }

    [Fact]
    public async Task Terms_that_cannot_be_meant_are_refused_by_name()
    {
        await AssertRefusedAsync(GrantRefusal.UnknownScope, Submit(Document() with { Scope = "everything" }));
        await AssertRefusedAsync(GrantRefusal.UnknownPurpose, Submit(Document() with { Purpose = "treat" }));
        await AssertRefusedAsync(GrantRefusal.EmptyPeriod, Submit(Document() with { NotAfter = Document().NotBefore }));
        await AssertRefusedAsync(GrantRefusal.PeriodTooLong, Submit(Document() with { NotAfter = Seconds(Now.AddDays(400)) }));
        await AssertRefusedAsync(GrantRefusal.PeriodTooLong, Submit(Document() with { NotBefore = ulong.MaxValue - 2, NotAfter = ulong.MaxValue - 1 }));
        await AssertRefusedAsync(GrantRefusal.PeriodOver, Submit(Document() with { NotAfter = Seconds(Now) }));
        await AssertRefusedAsync(GrantRefusal.DeadlinePassed, Submit(Document() with { Deadline = Seconds(Now) }));
        await AssertRefusedAsync(GrantRefusal.SignedInTheFuture, Submit(Document() with { SignedAt = Seconds(Now.AddMinutes(6)) }));
    }

    [Fact]
    public async Task A_revocation_by_the_patient_is_accepted_however_late()
    {
        _grants.Put(Grant());
        _clock.Now = Now.AddDays(300);
        Assert.IsType<RevocationVerdict.Accepted>(await Verifier.VerifyAsync(Revoke(), Never));
    }

    [Fact]
    public async Task Nobody_revokes_the_grant_of_another_patient()
    {
        _grants.Put(Grant());
        _wallets.Bound[Patient(2)] = Wallet;
        await AssertRefusedAsync(GrantRefusal.UnknownGrant, Revoke() with { Patient = Patient(2) });
    }

    [Fact]
    public async Task A_revocation_that_the_wallet_did_not_sign_is_refused()
    {
        _grants.Put(Grant());
        await AssertRefusedAsync(GrantRefusal.NotSignedByThePatientsWallet, Revoke() with { Signature = new byte[65] });
        await AssertRefusedAsync(GrantRefusal.OtherChain, Revoke() with { SignedFor = OurDomain with { ChainId = 1 } });
        _clock.Now = Now.AddHours(-1);
        await AssertRefusedAsync(GrantRefusal.SignedInTheFuture, Revoke());
    }

    [Fact]
    public async Task A_replayed_revocation_is_refused()
    {
        _grants.Put(Grant());
        var accepted = Assert.IsType<RevocationVerdict.Accepted>(await Verifier.VerifyAsync(Revoke(), Never));
        await _grants.RevokeAsync(accepted.Revocation, Never);
        await AssertRefusedAsync(GrantRefusal.NonceUsed, Revoke());
    }

    private GrantSubmission Submit(GrantDocument document) =>
        new(Patient(), OurDomain, document, Blinding, _signatures.Sign(Wallet, document.ToTypedDataJson(OurDomain.ChainId, OurDomain.VerifyingContract)));

    private RevocationSubmission Revoke()
    {
        var document = Revocation().Document;
        return new(Patient(), OurDomain, document, _signatures.Sign(Wallet, document.ToTypedDataJson(OurDomain.ChainId, OurDomain.VerifyingContract)));
    }

    private async Task AssertRefusedAsync(GrantRefusal reason, GrantSubmission submission) =>
        Assert.Equal(new GrantVerdict.Refused(reason), await Verifier.VerifyAsync(submission, Never));

    private async Task AssertRefusedAsync(GrantRefusal reason, RevocationSubmission submission) =>
        Assert.Equal(new RevocationVerdict.Refused(reason), await Verifier.VerifyAsync(submission, Never));
}
