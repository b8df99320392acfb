using MedLedger.Domain.Identity;

namespace MedLedger.Ledger.Entries;

/// <summary>A person said that a record is this patient's, or took it away from them.</summary>
/// <param name="Patient">Whose it is said to be, or from whom it is taken.</param>
/// <param name="At">When.</param>
/// <param name="Record">The store's id of the record.</param>
/// <param name="Decision">"linked" or "unlinked".</param>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why, in that person's words; null when they gave none.</param>
public sealed record LinkPayload(PatientId Patient, DateTimeOffset At, string Record, string Decision, string By, string? Reason)
    : EntryPayload(Patient, At)
{
    public override LogEntryKind Kind => LogEntryKind.Link;

    internal static LinkPayload Read(PatientId patient, DateTimeOffset at, CanonicalObject members) => new(
        patient, at, members.Text("record"), members.Text("decision"), members.Text("by"), members.TextOrNull("reason"));

    private protected override void Write(CanonicalObject members)
    {
        members.Add("record", Record);
        members.Add("decision", Decision);
        members.Add("by", By);
        members.Add("reason", Reason);
    }
}
