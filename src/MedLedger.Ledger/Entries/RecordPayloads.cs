using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;

namespace MedLedger.Ledger.Entries;

/// <summary>A document was sealed. <paramref name="Version"/> counts from 1 and only grows, so that an older one put back is noticed (threat 15).</summary>
/// <param name="Patient">Whose document.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Record">The store's id of the record; says nothing about its content.</param>
/// <param name="Address">Where the sealed envelope rests.</param>
/// <param name="Version">Of the record.</param>
/// <param name="MediaType">Of the document inside.</param>
/// <param name="Document">SHA-256 of the document as given, or null; never leaves the opening.</param>
public sealed record RecordPayload(
    PatientId Patient, DateTimeOffset At, string Record, ContentAddress Address, long Version, string MediaType, Sha256Digest? Document = null)
    : EntryPayload(Patient, At), INamesSealedBytes
{
    public override LogEntryKind Kind => LogEntryKind.Record;

    internal static RecordPayload Read(PatientId patient, DateTimeOffset at, CanonicalObject members) => new(
        patient, at, members.Text("record"), members.Address("address"), members.Integer("version"), members.Text("mediaType"), members.DigestOrNull("document"));

    private protected override void Write(CanonicalObject members)
    {
        members.Add("record", Record);
        members.Add("address", Address.Digest.Hex);
        members.Add("version", Version);
        members.Add("mediaType", MediaType);
        members.Add("document", Document?.Hex);
    }
}

/// <summary>A newer version of a record takes the place of the one at leaf <paramref name="Supersedes"/>.</summary>
public sealed record SupersessionPayload(
    PatientId Patient, DateTimeOffset At, string Record, ContentAddress Address, long Version, long Supersedes, string Reason)
    : EntryPayload(Patient, At), INamesSealedBytes
{
    public override LogEntryKind Kind => LogEntryKind.Supersession;

    internal static SupersessionPayload Read(PatientId patient, DateTimeOffset at, CanonicalObject members) => new(
        patient, at, members.Text("record"), members.Address("address"), members.Integer("version"), members.Integer("supersedes"), members.Text("reason"));

    private protected override void Write(CanonicalObject members)
    {
        members.Add("record", Record);
        members.Add("address", Address.Digest.Hex);
        members.Add("version", Version);
        members.Add("supersedes", Supersedes);
        members.Add("reason", Reason);
    }
}

/// <summary>A summary was made from <paramref name="Documents"/> documents and sealed.</summary>
public sealed record SummaryPayload(
    PatientId Patient, DateTimeOffset At, ContentAddress Address, long Version, string MediaType, long Documents)
    : EntryPayload(Patient, At), INamesSealedBytes
{
    public override LogEntryKind Kind => LogEntryKind.Summary;

    internal static SummaryPayload Read(PatientId patient, DateTimeOffset at, CanonicalObject members) => new(
        patient, at, members.Address("address"), members.Integer("version"), members.Text("mediaType"), members.Integer("documents"));

    private protected override void Write(CanonicalObject members)
    {
        members.Add("address", Address.Digest.Hex);
        members.Add("version", Version);
        members.Add("mediaType", MediaType);
        members.Add("documents", Documents);
    }
}

/// <summary>Salt and key of something were destroyed; the leaf of it stays as noise.</summary>
/// <param name="Patient">Whose data.</param>
/// <param name="At">When the keys were gone.</param>
/// <param name="Scope">"patient" for everything, "record" for one record.</param>
/// <param name="Record">The record, when the scope is one.</param>
/// <param name="Leaves">How many leaves lost their opening.</param>
/// <param name="Reason">Why, without clinical words.</param>
public sealed record ErasurePayload(
    PatientId Patient, DateTimeOffset At, string Scope, string? Record, long Leaves, string Reason)
    : EntryPayload(Patient, At)
{
    public override LogEntryKind Kind => LogEntryKind.Erasure;

    internal static ErasurePayload Read(PatientId patient, DateTimeOffset at, CanonicalObject members) => new(
        patient, at, members.Text("scope"), members.TextOrNull("record"), members.Integer("leaves"), members.Text("reason"));

    private protected override void Write(CanonicalObject members)
    {
        members.Add("scope", Scope);
        members.Add("record", Record);
        members.Add("leaves", Leaves);
        members.Add("reason", Reason);
    }
}

internal static class CanonicalDigests
{
    public static Sha256Digest Digest(this CanonicalObject members, string name) => members.DigestOrNull(name)
        ?? throw new FormatException($"The member '{name}' is missing.");

    public static Sha256Digest? DigestOrNull(this CanonicalObject members, string name)
    {
        if (members.TextOrNull(name) is not { } text) return null;
        var digest = Sha256Digest.Parse(text);
        // Upper-case digits would be a second spelling of the same payload.
        return digest.Hex == text ? digest : throw new FormatException($"The member '{name}' is not written in lower case.");
    }

    public static ContentAddress Address(this CanonicalObject members, string name) => new(members.Digest(name));
}
