using MedLedger.Access.BreakGlass;
using MedLedger.Access.Grants;
using MedLedger.Access.Policy;
using MedLedger.Domain.Identity;

namespace MedLedger.Access.Gate;

/// <summary>The one way to a record: decide, log, and only then permit (no receipt, no record; ADR 0007).</summary>
public sealed class AccessGate(IGrantStore grants, IBreakGlassWindows windows, IAccessLog log, TimeProvider clock)
{
    /// <summary>Reads by a grant, or else through glass that this reader broke and that is still open.</summary>
    public async Task<GateOutcome> ReadAsync(AccessAttempt attempt, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        if (attempt.Reader is not { } reader || attempt.Patient is not { } patient)
            return Decide(attempt, null, at) is AccessDecision.Refused nobody
                ? new GateOutcome.Refused(nobody.Reason, null)
                : throw new InvalidOperationException("The policy permitted a reading without reader or patient.");

        var decision = await DecideAsync(attempt, patient, reader, at, cancellationToken);
        if (decision is AccessDecision.Permitted permitted) return await ReleaseByGrantAsync(attempt, patient, reader, permitted, at, cancellationToken);

        var reason = decision is AccessDecision.Refused refused ? refused.Reason : RefusalReason.Unspecified;
        if (await FindWindowAsync(attempt, patient, reader, reason, at, cancellationToken) is { } window)
        {
            var entry = new AccessEvent.ReadThroughBrokenGlass(patient, reader, attempt.Scope, window.Opening, window.Until, at);
            return await ReleaseAsync(entry, ReleaseBasis.BrokenGlass, window.Until, cancellationToken);
        }

        var receipt = await TryAppendAsync(new AccessEvent.ReadRefused(patient, reader, attempt.Scope, attempt.Purpose, reason, at), cancellationToken);
        return new GateOutcome.Refused(reason, receipt);
    }

    /// <summary>Breaks the glass and reads for the first time.</summary>
    public async Task<BreakGlassOutcome> BreakGlassAsync(BreakGlassAttempt attempt, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var decision = BreakGlassPolicy.Decide(new()
        {
            Reader = attempt.Reader,
            Patient = attempt.Patient,
            Scope = attempt.Scope,
            Reason = attempt.Reason,
            Explanation = attempt.Explanation,
            At = at,
        });
        if (attempt.Reader is not { } reader || attempt.Patient is not { } patient || decision is not BreakGlassDecision.Opened opened)
            return await RefuseGlassAsync(attempt, decision, at, cancellationToken);

        var entry = new AccessEvent.GlassBroken(patient, reader, attempt.Scope, attempt.Reason, attempt.Explanation!, opened.Until, at);
        if (await TryAppendAsync(entry, cancellationToken) is not { } receipt)
            return new BreakGlassOutcome.Refused(BreakGlassRefusal.LogUnavailable, null);
        // It is in the log. If the process dies before the window is kept, the clinician breaks the glass once more.
        await windows.AddAsync(new BreakGlassWindow(patient, GranteeRef.Of(reader), at, opened.Until, receipt), CancellationToken.None);
        return new BreakGlassOutcome.Released(new ReleasePermit(patient, reader, attempt.Scope, ReleaseBasis.BrokenGlass, opened.Until, receipt));
    }

    private async Task<AccessDecision> DecideAsync(
        AccessAttempt attempt, PatientId patient, ReaderIdentity reader, DateTimeOffset at, CancellationToken cancellationToken)
    {
        AccessDecision? newest = null;
        foreach (var grant in await grants.ListAsync(patient, GranteeRef.Of(reader), cancellationToken))
        {
            var decision = Decide(attempt, grant, at);
            if (decision is AccessDecision.Permitted) return decision;
            newest ??= decision;
        }

        return newest ?? Decide(attempt, null, at);
    }

    private async Task<GateOutcome> ReleaseByGrantAsync(
        AccessAttempt attempt, PatientId patient, ReaderIdentity reader, AccessDecision.Permitted permitted, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var entry = new AccessEvent.ReadByGrant(patient, reader, attempt.Scope, attempt.Purpose, permitted.Grant, at);
        var outcome = await ReleaseAsync(entry, ReleaseBasis.Grant, permitted.Until, cancellationToken);
        if (outcome is not GateOutcome.Released) return outcome;

        // The log takes its time. A grant that ended meanwhile releases nothing; the entry stands, and the refusal behind it.
        var now = clock.GetUtcNow();
        if (Decide(attempt, await grants.FindAsync(permitted.Grant, cancellationToken), now) is not AccessDecision.Refused refused) return outcome;
        var receipt = await TryAppendAsync(new AccessEvent.ReadRefused(patient, reader, attempt.Scope, attempt.Purpose, refused.Reason, now), cancellationToken);
        return new GateOutcome.Refused(refused.Reason, receipt);
    }

    // Broken glass stands in for a grant only: it heals no lack of proof and no question without scope.
    private async Task<BreakGlassWindow?> FindWindowAsync(
        AccessAttempt attempt, PatientId patient, ReaderIdentity reader, RefusalReason reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (reason is RefusalReason.ReaderProofTooOld or RefusalReason.ScopeUnknown or RefusalReason.PurposeUnknown or RefusalReason.Unspecified) return null;
        var window = await windows.FindOpenAsync(patient, GranteeRef.Of(reader), at, cancellationToken);
        var holds = window is not null && window.Patient == patient && window.Reader == GranteeRef.Of(reader)
            && window.From <= at && at < window.Until && attempt.Scope is AccessScope.Summary;
        return holds ? window : null;
    }

    private async Task<GateOutcome> ReleaseAsync(AccessEvent entry, ReleaseBasis basis, DateTimeOffset until, CancellationToken cancellationToken) =>
        await TryAppendAsync(entry, cancellationToken) is { } receipt
            ? new GateOutcome.Released(new ReleasePermit(entry.Patient, entry.Reader, entry.Scope, basis, until, receipt))
            : new GateOutcome.Refused(RefusalReason.LogUnavailable, null);

    private async Task<BreakGlassOutcome> RefuseGlassAsync(
        BreakGlassAttempt attempt, BreakGlassDecision decision, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var reason = decision is BreakGlassDecision.Refused refused ? refused.Reason : BreakGlassRefusal.Unspecified;
        var receipt = attempt.Reader is { } reader && attempt.Patient is { } patient
            ? await TryAppendAsync(new AccessEvent.BreakGlassRefused(patient, reader, attempt.Scope, reason, at), cancellationToken)
            : null;
        return new BreakGlassOutcome.Refused(reason, receipt);
    }

    private async Task<AccessReceipt?> TryAppendAsync(AccessEvent entry, CancellationToken cancellationToken)
    {
        try
        {
            return await log.AppendAsync(entry, cancellationToken);
        }
        catch (AccessLogUnavailableException)
        {
            return null;
        }
    }

    private static AccessDecision Decide(AccessAttempt attempt, Grant? grant, DateTimeOffset at) => AccessPolicy.Decide(new()
    {
        Reader = attempt.Reader,
        Patient = attempt.Patient,
        Grant = grant,
        Scope = attempt.Scope,
        Purpose = attempt.Purpose,
        At = at,
    });
}
