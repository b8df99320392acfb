using MedLedger.Access.BreakGlass;
using static MedLedger.Access.Tests.Invented;

namespace MedLedger.Access.Tests.BreakGlass;

public sealed class BreakGlassPolicyTests
{
    private static readonly (BreakGlassRefusal Reason, Func<BreakGlassRequest, BreakGlassRequest> Break)[] _breaks =
    [
        (BreakGlassRefusal.ReaderNotProven, request => request with { Reader = null }),
        (BreakGlassRefusal.LoginTooOld, request => request with { Reader = request.Reader is null ? null : Reader(authenticatedAt: Now.AddHours(-13)) }),
        (BreakGlassRefusal.NotAClinician, request => request with { Reader = request.Reader is { } reader ? Reader(authenticatedAt: reader.AuthenticatedAt, roles: "patient") : null }),
        (BreakGlassRefusal.PatientUnknown, request => request with { Patient = null }),
        (BreakGlassRefusal.ReasonMissing, request => request with { Reason = BreakGlassReason.Unspecified }),
        (BreakGlassRefusal.ExplanationMissing, request => request with { Explanation = " 1 . . . - - - x " }),
        (BreakGlassRefusal.BeyondTheSummary, request => request with { Scope = AccessScope.Nothing }),
    ];

    private static BreakGlassRequest Whole => new()
    {
        Reader = Reader(),
        Patient = Patient(),
        Scope = AccessScope.Summary,
        Reason = BreakGlassReason.PatientCannotRespond,
        Explanation = "Found unresponsive, no relatives present.",
        At = Now,
    };

    public static TheoryData<int> EachBreak => [.. Enumerable.Range(0, _breaks.Length)];

    [Fact]
    public void A_clinician_with_a_reason_may_break_the_glass_for_two_hours() =>
        Assert.Equal(new BreakGlassDecision.Opened(Now.AddHours(2)), BreakGlassPolicy.Decide(Whole));

    [Theory]
    [MemberData(nameof(EachBreak))]
    public void Each_rule_refuses_by_its_own_name(int index)
    {
        var (reason, spoil) = _breaks[index];
        Assert.Equal(new BreakGlassDecision.Refused(reason), BreakGlassPolicy.Decide(spoil(Whole)));
    }

    [Fact]
    public void Of_all_combinations_of_breaks_only_the_empty_one_opens()
    {
        for (var combination = 1; combination < 1 << _breaks.Length; combination++)
        {
            var request = Whole;
            for (var index = 0; index < _breaks.Length; index++)
                if ((combination & (1 << index)) != 0) request = _breaks[index].Break(request);
            Assert.IsType<BreakGlassDecision.Refused>(BreakGlassPolicy.Decide(request));
        }
    }

    [Fact]
    public void An_explanation_must_be_there_and_be_readable_in_one_sitting()
    {
        Assert.Equal(new BreakGlassDecision.Refused(BreakGlassRefusal.ExplanationMissing), BreakGlassPolicy.Decide(Whole with { Explanation = null }));
        Assert.Equal(new BreakGlassDecision.Refused(BreakGlassRefusal.ExplanationTooLong), BreakGlassPolicy.Decide(Whole with { Explanation = new string('a', 1001) }));
        Assert.IsType<BreakGlassDecision.Opened>(BreakGlassPolicy.Decide(Whole with { Explanation = "意識不明で搬送、家族の連絡先なし" }));
    }

    [Fact]
    public void A_reason_code_that_does_not_exist_is_none() =>
        Assert.Equal(new BreakGlassDecision.Refused(BreakGlassRefusal.ReasonMissing), BreakGlassPolicy.Decide(Whole with { Reason = (BreakGlassReason)99 }));
}
