using MedLedger.Access.BreakGlass;
using MedLedger.Access.Gate;
using MedLedger.Access.Policy;
using static MedLedger.Access.Tests.Invented;

namespace MedLedger.Access.Tests.Gate;

public sealed class AccessGateTests
{
    private readonly GrantsInMemory _grants = new();
    private readonly WindowsInMemory _windows = new();
    private readonly LogInMemory _log = new();
    private readonly FixedClock _clock = new(Now);

    private AccessGate Gate => new(_grants, _windows, _log, _clock);

    private static AccessAttempt Attempt => new(Reader(), Patient(), AccessScope.Summary, PurposeOfUse.Treatment);

    private static BreakGlassAttempt Emergency =>
        new(Reader(), Patient(), AccessScope.Summary, BreakGlassReason.LifeThreatening, "Anaphylaxis, unable to speak.");

    [Fact]
    public async Task A_granted_reading_is_in_the_log_before_the_permit_exists()
    {
        _grants.Put(Grant());
        var released = Assert.IsType<GateOutcome.Released>(await Gate.ReadAsync(Attempt, Never));

        var entry = Assert.IsType<AccessEvent.ReadByGrant>(Assert.Single(_log.Entries));
        Assert.Equal(Document().Id, entry.Grant);
        Assert.Equal(Patient(), entry.Patient);
        Assert.Equal(new AccessReceipt(0, 1), released.Permit.Receipt);
        Assert.Equal(ReleaseBasis.Grant, released.Permit.Basis);
        Assert.Equal(Patient(), released.Permit.Patient);
    }

    [Fact]
    public async Task Without_the_log_there_is_no_record()
    {
        _grants.Put(Grant());
        _log.IsDown = true;
        Assert.Equal(new GateOutcome.Refused(RefusalReason.LogUnavailable, null), await Gate.ReadAsync(Attempt, Never));
        Assert.Equal(new BreakGlassOutcome.Refused(BreakGlassRefusal.LogUnavailable, null), await Gate.BreakGlassAsync(Emergency, Never));
        Assert.Empty(_windows.All);
    }

    [Fact]
    public async Task A_refusal_is_logged_with_its_reason()
    {
        var refused = Assert.IsType<GateOutcome.Refused>(await Gate.ReadAsync(Attempt, Never));
        Assert.Equal(RefusalReason.NoGrant, refused.Reason);
        Assert.NotNull(refused.Receipt);
        Assert.Equal(RefusalReason.NoGrant, Assert.IsType<AccessEvent.ReadRefused>(Assert.Single(_log.Entries)).Reason);
    }

    [Fact]
    public async Task Nobody_proven_and_nobody_known_leave_no_entry_under_a_patient()
    {
        Assert.Equal(new GateOutcome.Refused(RefusalReason.ReaderNotProven, null), await Gate.ReadAsync(Attempt with { Reader = null }, Never));
        Assert.Equal(new GateOutcome.Refused(RefusalReason.PatientUnknown, null), await Gate.ReadAsync(Attempt with { Patient = null }, Never));
        Assert.Equal(new BreakGlassOutcome.Refused(BreakGlassRefusal.ReaderNotProven, null), await Gate.BreakGlassAsync(Emergency with { Reader = null }, Never));
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task A_revoked_grant_releases_nothing_and_an_older_good_one_still_does()
    {
        _grants.Put(Grant() with { Revocation = Revocation() });
        Assert.Equal(RefusalReason.GrantRevoked, Assert.IsType<GateOutcome.Refused>(await Gate.ReadAsync(Attempt, Never)).Reason);

        var expired = Grant(Document(2) with { NotAfter = Seconds(Now) });
        _grants.Put(Grant(Document(3)));
        _grants.Put(expired);
        Assert.IsType<GateOutcome.Released>(await Gate.ReadAsync(Attempt, Never));
    }

    [Fact]
    public async Task A_grant_revoked_while_the_log_takes_the_entry_releases_nothing()
    {
        _grants.Put(Grant());
        _log.Meanwhile = () =>
        {
            _grants.Revoke(Document().Id);
            return Task.CompletedTask;
        };
        var refused = Assert.IsType<GateOutcome.Refused>(await Gate.ReadAsync(Attempt, Never));
        Assert.Equal(RefusalReason.GrantRevoked, refused.Reason);
        Assert.Equal([typeof(AccessEvent.ReadByGrant), typeof(AccessEvent.ReadRefused)], _log.Entries.Select(entry => entry.GetType()));
    }

    [Fact]
    public async Task Another_reader_is_refused()
    {
        _grants.Put(Grant());
        var refused = Assert.IsType<GateOutcome.Refused>(await Gate.ReadAsync(Attempt with { Reader = Reader("dr-lindqvist") }, Never));
        Assert.Equal(RefusalReason.NoGrant, refused.Reason);
    }

    [Fact]
    public async Task Broken_glass_is_logged_with_its_reason_and_every_reading_through_it_too()
    {
        var broken = Assert.IsType<BreakGlassOutcome.Released>(await Gate.BreakGlassAsync(Emergency, Never));
        _clock.Now = Now.AddMinutes(30);
        var again = Assert.IsType<GateOutcome.Released>(await Gate.ReadAsync(Attempt, Never));
        Assert.IsType<GateOutcome.Released>(await Gate.ReadAsync(Attempt, Never));

        Assert.Equal(Now.AddHours(2), broken.Permit.Until);
        Assert.Equal(ReleaseBasis.BrokenGlass, again.Permit.Basis);
        var first = Assert.IsType<AccessEvent.GlassBroken>(_log.Entries[0]);
        Assert.Equal(("Anaphylaxis, unable to speak.", BreakGlassReason.LifeThreatening), (first.Explanation, first.Reason));
        Assert.Equal(2, _log.Entries.OfType<AccessEvent.ReadThroughBrokenGlass>().Count(entry => entry.Opening == broken.Permit.Receipt));
    }

    [Fact]
    public async Task Broken_glass_closes_after_two_hours()
    {
        await Gate.BreakGlassAsync(Emergency, Never);
        _clock.Now = Now.AddHours(2);
        Assert.Equal(RefusalReason.NoGrant, Assert.IsType<GateOutcome.Refused>(await Gate.ReadAsync(Attempt, Never)).Reason);
    }

    [Fact]
    public async Task Broken_glass_serves_neither_another_reader_nor_another_patient_nor_an_old_login()
    {
        await Gate.BreakGlassAsync(Emergency, Never);
        Assert.IsType<GateOutcome.Refused>(await Gate.ReadAsync(Attempt with { Reader = Reader("dr-lindqvist") }, Never));
        Assert.IsType<GateOutcome.Refused>(await Gate.ReadAsync(Attempt with { Patient = Patient(2) }, Never));
        Assert.IsType<GateOutcome.Refused>(await Gate.ReadAsync(Attempt with { Scope = AccessScope.Nothing }, Never));
        Assert.IsType<GateOutcome.Refused>(await Gate.ReadAsync(Attempt with { Reader = Reader(authenticatedAt: Now.AddHours(-13)) }, Never));
    }

    [Fact]
    public async Task A_refused_break_of_the_glass_is_logged_and_opens_nothing()
    {
        var refused = Assert.IsType<BreakGlassOutcome.Refused>(await Gate.BreakGlassAsync(Emergency with { Explanation = "hm" }, Never));
        Assert.NotNull(refused.Receipt);
        Assert.IsType<AccessEvent.BreakGlassRefused>(Assert.Single(_log.Entries));
        Assert.Empty(_windows.All);
    }

    [Fact]
    public void Nobody_else_can_make_a_permit() =>
        Assert.Empty(typeof(ReleasePermit).GetConstructors());
}
