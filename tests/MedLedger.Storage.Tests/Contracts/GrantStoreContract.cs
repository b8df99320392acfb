using MedLedger.Access.Grants;
using MedLedger.Domain.Identity;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every grant store must do.</summary>
public abstract class GrantStoreContract
{
    private static readonly byte[] _blinding = Digest("blinding").ToBytes();
    private static readonly WalletAddress _wallet = WalletAddress.Parse("0x00000000000000000000000000000000000000a1");
    private static readonly GranteeRef _reader = GranteeRef.Of("https://issuer.example", "dr-okafor");

    protected abstract IGrantStore Grants { get; }

    protected abstract IWalletBindings Wallets { get; }

    protected abstract Task<PatientId> PatientAsync(string reference);

    [Fact]
    public async Task A_grant_is_found_as_it_was_signed()
    {
        var patient = await PatientAsync("p");
        var grant = await VerifyAsync(patient, Document(patient, ulong.MaxValue));
        Assert.Equal(GrantStored.Added, await Grants.AddAsync(grant, Never));

        var found = (await Grants.FindAsync(grant.Grant.Id, Never))!;
        Assert.Equal(grant.Grant.Document, found.Document);
        Assert.Equal((patient, _wallet), (found.Patient, found.Signer));
        Assert.Equal(_blinding, found.Blinding);
        Assert.Equal(grant.Grant.Signature, found.Signature);
        Assert.Null(found.Revocation);
        Assert.True(await Grants.IsNonceUsedAsync(patient, ulong.MaxValue, Never));
        Assert.False(await Grants.IsNonceUsedAsync(patient, 0, Never));
    }

    [Fact]
    public async Task A_nonce_serves_once_for_each_patient()
    {
        PatientId patient = await PatientAsync("p"), other = await PatientAsync("other");
        var first = await VerifyAsync(patient, Document(patient, 1));
        var second = await VerifyAsync(patient, Document(patient, 1) with { Purpose = "CAREMGT" });
        Assert.Equal(GrantStored.Added, await Grants.AddAsync(first, Never));
        Assert.Equal(GrantStored.AlreadyThere, await Grants.AddAsync(first, Never));
        Assert.Equal(GrantStored.NonceUsed, await Grants.AddAsync(second, Never));
        Assert.Equal(GrantStored.Added, await Grants.AddAsync(await VerifyAsync(other, Document(other, 1)), Never));
        Assert.Null(await Grants.FindAsync(second.Grant.Id, Never));
    }

    [Fact]
    public async Task Two_grants_under_one_nonce_at_once_are_one_grant()
    {
        var patient = await PatientAsync("p");
        var grants = new List<VerifiedGrant>();
        for (var hour = 0; hour < 8; hour++)
            grants.Add(await VerifyAsync(patient, Document(patient, 1) with { NotAfter = Seconds(At.AddHours(hour + 1)) }));
        var stored = await Task.WhenAll(grants.Select(grant => Task.Run(() => Grants.AddAsync(grant, Never))));
        Assert.Equal(1, stored.Count(one => one is GrantStored.Added));
        Assert.Single(await Grants.ListAsync(patient, Never));
    }

    [Fact]
    public async Task A_revoked_grant_stays_revoked_even_when_it_is_sent_again()
    {
        var patient = await PatientAsync("p");
        var grant = await VerifyAsync(patient, Document(patient, 1));
        await Grants.AddAsync(grant, Never);
        var revocation = await VerifyRevocationAsync(patient, grant.Grant.Id, nonce: 2);
        Assert.Equal(RevocationStored.Revoked, await Grants.RevokeAsync(revocation, Never));
        Assert.Equal(RevocationStored.AlreadyRevoked, await Grants.RevokeAsync(revocation, Never));
        Assert.Equal(GrantStored.AlreadyThere, await Grants.AddAsync(grant, Never));

        var found = Assert.Single(await Grants.ListAsync(patient, _reader, Never));
        Assert.Equal(revocation.Revocation.Document, found.Revocation!.Document);
        Assert.Equal(At, found.Revocation.ReceivedAt);
        Assert.True(await Grants.IsNonceUsedAsync(patient, 2, Never));
    }

    [Fact]
    public async Task A_revocation_needs_a_fresh_nonce()
    {
        var patient = await PatientAsync("p");
        var grant = await VerifyAsync(patient, Document(patient, 1));
        await Grants.AddAsync(grant, Never);
        var revocation = await VerifyRevocationAsync(patient, grant.Grant.Id, nonce: 2);
        await Grants.AddAsync(await VerifyAsync(patient, Document(patient, 2)), Never);
        Assert.Equal(RevocationStored.NonceUsed, await Grants.RevokeAsync(revocation, Never));
        Assert.Null((await Grants.FindAsync(grant.Grant.Id, Never))!.Revocation);
    }

    [Fact]
    public async Task Grants_are_listed_newest_first_for_the_reader_they_name()
    {
        var patient = await PatientAsync("p");
        var older = await VerifyAsync(patient, Document(patient, 1) with { SignedAt = Seconds(At.AddHours(-2)) });
        var newer = await VerifyAsync(patient, Document(patient, 2));
        var others = await VerifyAsync(patient, Document(patient, 3) with { Grantee = GranteeRef.Of("https://issuer.example", "dr-lindqvist") });
        foreach (var grant in new[] { older, newer, others }) await Grants.AddAsync(grant, Never);

        Assert.Equal([newer.Grant.Id, older.Grant.Id], (await Grants.ListAsync(patient, _reader, Never)).Select(grant => grant.Id));
        Assert.Equal(3, (await Grants.ListAsync(patient, Never)).Count);
        Assert.Empty(await Grants.ListAsync(await PatientAsync("other"), _reader, Never));
    }

    [Fact]
    public async Task A_patient_has_one_wallet_at_a_time()
    {
        var patient = await PatientAsync("p");
        var other = WalletAddress.Parse("0x00000000000000000000000000000000000000b2");
        Assert.Null(await Wallets.FindAsync(patient, Never));
        await Wallets.BindAsync(patient, _wallet, At, Never);
        await Wallets.BindAsync(patient, other, At.AddDays(1), Never);
        Assert.Equal(other, await Wallets.FindAsync(patient, Never));
        Assert.Null(await Wallets.FindAsync(await PatientAsync("other"), Never));
    }

    private static GrantDocument Document(PatientId patient, ulong nonce) => new()
    {
        Patient = PatientRef.Of(patient, _blinding),
        Grantee = _reader,
        Scope = "summary",
        Purpose = "TREAT",
        NotBefore = Seconds(At.AddHours(-1)),
        NotAfter = Seconds(At.AddDays(1)),
        Nonce = nonce,
        Deadline = ulong.MaxValue,
        SignedAt = Seconds(At),
    };

    private static ulong Seconds(DateTimeOffset time) => (ulong)time.ToUnixTimeSeconds();

    private async Task<VerifiedGrant> VerifyAsync(PatientId patient, GrantDocument document)
    {
        var verifier = await VerifierAsync(patient);
        return Assert.IsType<GrantVerdict.Accepted>(await verifier.VerifyAsync(new GrantSubmission(patient, Ours, document, _blinding, [1, 2, 3]), Never)).Grant;
    }

    private async Task<VerifiedRevocation> VerifyRevocationAsync(PatientId patient, GrantId grant, ulong nonce)
    {
        var verifier = await VerifierAsync(patient);
        var submission = new RevocationSubmission(patient, Ours, new RevocationDocument(grant, Seconds(At), nonce), [4, 5]);
        return Assert.IsType<RevocationVerdict.Accepted>(await verifier.VerifyAsync(submission, Never)).Revocation;
    }

    private static SigningDomain Ours => new(31337, _wallet);

    private async Task<GrantVerifier> VerifierAsync(PatientId patient)
    {
        await Wallets.BindAsync(patient, _wallet, At, Never);
        return new GrantVerifier(Ours, new EverythingSigned(), Wallets, Grants, new Noon());
    }

    // Signatures are checked in the tests of Access and Chain; here only what is stored counts.
    private sealed class EverythingSigned : IWalletSignatures
    {
        public Task<WalletVerdict> VerifyAsync(WalletAddress wallet, string typedDataJson, byte[] signature, CancellationToken cancellationToken) =>
            Task.FromResult<WalletVerdict>(new WalletVerdict.Signed());
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => At;
    }
}
