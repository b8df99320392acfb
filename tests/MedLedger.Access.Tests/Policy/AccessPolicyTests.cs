using MedLedger.Access.Grants;
using MedLedger.Access.Policy;
using static MedLedger.Access.Tests.Invented;

namespace MedLedger.Access.Tests.Policy;

public sealed class AccessPolicyTests
{
    // One change a rule: what it breaks, and the reason that must be named.
    private static readonly (RefusalReason Reason, Func<AccessRequest, AccessRequest> Break)[] _breaks =
    [
        (RefusalReason.ReaderNotProven, request => request with { Reader = null }),
        (RefusalReason.ReaderProofTooOld, request => request with { Reader = request.Reader is null ? null : Reader(authenticatedAt: Now.AddHours(-12).AddSeconds(-1)) }),
        (RefusalReason.PatientUnknown, request => request with { Patient = null }),
        (RefusalReason.ScopeUnknown, request => request with { Scope = AccessScope.Nothing }),
        (RefusalReason.PurposeUnknown, request => request with { Purpose = PurposeOfUse.Unspecified }),
        (RefusalReason.GrantOfAnotherPatient, request => request with { Grant = request.Grant! with { Patient = Patient(2) } }),
        (RefusalReason.GrantForAnotherReader, request => Signed(request, document => document with { Grantee = GranteeRef.Of(Reader("dr-lindqvist")) })),
        (RefusalReason.GrantRevoked, request => request with { Grant = request.Grant! with { Revocation = Revocation() } }),
        (RefusalReason.GrantNotYetValid, request => Signed(request, document => document with { NotBefore = Seconds(Now) + 1 })),
        (RefusalReason.GrantExpired, request => Signed(request, document => document with { NotAfter = Seconds(Now) })),
        (RefusalReason.ScopeNotGranted, request => Signed(request, document => document with { Scope = "everything" })),
        (RefusalReason.PurposeNotGranted, request => Signed(request, document => document with { Purpose = "CAREMGT" })),
    ];

    private static AccessRequest Whole => new()
    {
        Reader = Reader(),
        Patient = Patient(),
        Grant = Grant(),
        Scope = AccessScope.Summary,
        Purpose = PurposeOfUse.Treatment,
        At = Now,
    };

    public static TheoryData<int> EachBreak => [.. Enumerable.Range(0, _breaks.Length)];

    [Fact]
    public void A_proven_reader_with_a_fitting_grant_is_permitted_until_it_ends()
    {
        var permitted = Assert.IsType<AccessDecision.Permitted>(AccessPolicy.Decide(Whole));
        Assert.Equal(Document().Id, permitted.Grant);
        Assert.Equal(Now.AddDays(7), permitted.Until);
    }

    [Theory]
    [MemberData(nameof(EachBreak))]
    public void Each_rule_refuses_by_its_own_name(int index)
    {
        var (reason, spoil) = _breaks[index];
        Assert.Equal(new AccessDecision.Refused(reason), AccessPolicy.Decide(spoil(Whole)));
    }

    [Fact]
    public void Without_a_grant_nobody_reads() =>
        Assert.Equal(new AccessDecision.Refused(RefusalReason.NoGrant), AccessPolicy.Decide(Whole with { Grant = null }));

    [Fact]
    public void Of_all_combinations_of_breaks_only_the_empty_one_is_permitted()
    {
        var permitted = new List<int>();
        for (var combination = 0; combination < 1 << _breaks.Length; combination++)
        {
            var request = Whole;
            for (var index = 0; index < _breaks.Length; index++)
                if ((combination & (1 << index)) != 0) request = _breaks[index].Break(request);
            if (AccessPolicy.Decide(request) is not AccessDecision.Refused { Reason: not RefusalReason.Unspecified }) permitted.Add(combination);
        }

        Assert.Equal([0], permitted);
    }

    [Fact]
    public void A_grant_holds_in_its_first_second_and_not_in_its_end_second()
    {
        DateTimeOffset first = DateTimeOffset.FromUnixTimeSeconds((long)Document().NotBefore), end = DateTimeOffset.FromUnixTimeSeconds((long)Document().NotAfter);
        AccessDecision At(DateTimeOffset time) => AccessPolicy.Decide(Whole with { At = time, Reader = Reader(authenticatedAt: time) });

        Assert.IsType<AccessDecision.Refused>(At(first.AddMilliseconds(-1)));
        Assert.IsType<AccessDecision.Permitted>(At(first));
        Assert.IsType<AccessDecision.Permitted>(At(end.AddMilliseconds(-1)));
        Assert.IsType<AccessDecision.Refused>(At(end));
    }

    [Fact]
    public void A_login_from_the_future_proves_nothing() =>
        Assert.Equal(
            new AccessDecision.Refused(RefusalReason.ReaderProofTooOld),
            AccessPolicy.Decide(Whole with { Reader = Reader(authenticatedAt: Now.AddMinutes(6)) }));

    [Fact]
    public void The_same_subject_of_another_issuer_is_another_reader()
    {
        var other = ReaderIdentity.FromValidatedToken("https://elsewhere.example", "dr-okafor", ["clinician"], Now);
        Assert.Equal(new AccessDecision.Refused(RefusalReason.GrantForAnotherReader), AccessPolicy.Decide(Whole with { Reader = other }));
    }

    [Fact]
    public void The_default_of_every_answer_is_a_refusal()
    {
        Assert.Equal(RefusalReason.Unspecified, default);
        Assert.Equal(AccessScope.Nothing, default);
        Assert.Equal(PurposeOfUse.Unspecified, default);
        Assert.Equal(GrantStored.NonceUsed, default);
        Assert.DoesNotContain(typeof(AccessDecision).GetMethods(), method => method.Name is "op_Implicit" or "op_Explicit" or "op_True");
    }

    [Fact]
    public void An_issuer_that_could_imitate_another_pair_is_refused() =>
        Assert.Throws<ArgumentException>(() => ReaderIdentity.FromValidatedToken("https://issuer.example|dr", "okafor", [], Now));

    private static AccessRequest Signed(AccessRequest request, Func<GrantDocument, GrantDocument> change) =>
        request with { Grant = request.Grant! with { Document = change(request.Grant.Document) } };
}
