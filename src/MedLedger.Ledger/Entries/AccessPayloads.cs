using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;

namespace MedLedger.Ledger.Entries;

/// <summary>The patient allowed a reader something.</summary>
/// <param name="Patient">Who granted.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="Grant">The grant's id: SHA-256 of the signed document.</param>
/// <param name="Grantee">SHA-256 of the reader's issuer and subject.</param>
/// <param name="Scope">What may be read.</param>
/// <param name="Purpose">For what.</param>
/// <param name="NotBefore">From when.</param>
/// <param name="NotAfter">Until when.</param>
/// <param name="Wallet">The address that signed.</param>
public sealed record GrantPayload(
    PatientId Patient, DateTimeOffset At, Sha256Digest Grant, Sha256Digest Grantee, string Scope, string Purpose,
    DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Wallet)
    : EntryPayload(Patient, At)
{
    public override LogEntryKind Kind => LogEntryKind.Grant;

    public DateTimeOffset NotBefore { get; } = CanonicalTime.Truncate(NotBefore);

    public DateTimeOffset NotAfter { get; } = CanonicalTime.Truncate(NotAfter);

    internal static GrantPayload Read(PatientId patient, DateTimeOffset at, CanonicalObject members) => new(
        patient, at, members.Digest("grant"), members.Digest("grantee"), members.Text("scope"), members.Text("purpose"),
        CanonicalTime.Read(members.Text("notBefore")), CanonicalTime.Read(members.Text("notAfter")), members.Text("wallet"));

    private protected override void Write(CanonicalObject members)
    {
        members.Add("grant", Grant.Hex);
        members.Add("grantee", Grantee.Hex);
        members.Add("scope", Scope);
        members.Add("purpose", Purpose);
        members.Add("notBefore", CanonicalTime.Write(NotBefore));
        members.Add("notAfter", CanonicalTime.Write(NotAfter));
        members.Add("wallet", Wallet);
    }
}

/// <summary>The patient took a grant back.</summary>
public sealed record RevocationPayload(PatientId Patient, DateTimeOffset At, Sha256Digest Grant, string Wallet)
    : EntryPayload(Patient, At)
{
    public override LogEntryKind Kind => LogEntryKind.Revocation;

    internal static RevocationPayload Read(PatientId patient, DateTimeOffset at, CanonicalObject members) =>
        new(patient, at, members.Digest("grant"), members.Text("wallet"));

    private protected override void Write(CanonicalObject members)
    {
        members.Add("grant", Grant.Hex);
        members.Add("wallet", Wallet);
    }
}

/// <summary>A proven reader asked, and what was decided. Written before a byte leaves.</summary>
/// <param name="Patient">Whose data.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Issuer">Who vouches for the reader.</param>
/// <param name="Subject">The reader, as the issuer names them.</param>
/// <param name="Grant">The grant relied on, or null.</param>
/// <param name="Decision">"permitted" or "refused".</param>
/// <param name="Reason">Why it was refused; null when permitted.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Scope">What was asked for; null when the request named nothing narrower than the patient.</param>
/// <param name="Opening">For a reading through glass broken before: the leaf of that break-glass entry.</param>
public sealed record AccessPayload(
    PatientId Patient, DateTimeOffset At, string Issuer, string Subject, Sha256Digest? Grant, string Decision, string? Reason, string Purpose,
    string? Scope = null, long? Opening = null)
    : EntryPayload(Patient, At)
{
    public override LogEntryKind Kind => LogEntryKind.Access;

    internal static AccessPayload Read(PatientId patient, DateTimeOffset at, CanonicalObject members) => new(
        patient, at, members.Text("issuer"), members.Text("subject"), members.DigestOrNull("grant"),
        members.Text("decision"), members.TextOrNull("reason"), members.Text("purpose"),
        members.TextOrNull("scope"), members.IntegerOrNull("opening"));

    private protected override void Write(CanonicalObject members)
    {
        members.Add("scope", Scope);
        members.Add("opening", Opening);
        members.Add("issuer", Issuer);
        members.Add("subject", Subject);
        members.Add("grant", Grant?.Hex);
        members.Add("decision", Decision);
        members.Add("reason", Reason);
        members.Add("purpose", Purpose);
    }
}

/// <summary>A clinician broke the glass, or was refused it: reason, short life, and the patient is told.</summary>
/// <param name="Patient">Whose data.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Issuer">Who vouches for the reader.</param>
/// <param name="Subject">The reader, as the issuer names them.</param>
/// <param name="Decision">"permitted" or "refused".</param>
/// <param name="ReasonCode">Coded reason given.</param>
/// <param name="Reason">The reason in the clinician's words.</param>
/// <param name="Until">When it ends; for a refusal, the same as <paramref name="At"/>.</param>
/// <param name="Scope">What the broken glass opens.</param>
public sealed record BreakGlassPayload(
    PatientId Patient, DateTimeOffset At, string Issuer, string Subject, string Decision, string ReasonCode, string Reason, DateTimeOffset Until,
    string? Scope = null)
    : EntryPayload(Patient, At)
{
    public override LogEntryKind Kind => LogEntryKind.BreakGlass;

    public DateTimeOffset Until { get; } = CanonicalTime.Truncate(Until);

    internal static BreakGlassPayload Read(PatientId patient, DateTimeOffset at, CanonicalObject members) => new(
        patient, at, members.Text("issuer"), members.Text("subject"), members.Text("decision"),
        members.Text("reasonCode"), members.Text("reason"), CanonicalTime.Read(members.Text("until")),
        members.TextOrNull("scope"));

    private protected override void Write(CanonicalObject members)
    {
        members.Add("issuer", Issuer);
        members.Add("subject", Subject);
        members.Add("decision", Decision);
        members.Add("reasonCode", ReasonCode);
        members.Add("reason", Reason);
        members.Add("until", CanonicalTime.Write(Until));
        members.Add("scope", Scope);
    }
}
