using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;

namespace MedLedger.Ledger.Entries;

/// <summary>What an entry says, for those who hold its opening. One sealed record per kind; its canonical bytes are what the leaf commits to.</summary>
public abstract record EntryPayload
{
    private protected EntryPayload(PatientId patient, DateTimeOffset at)
    {
        Patient = patient;
        At = CanonicalTime.Truncate(at);
    }

    public PatientId Patient { get; }

    /// <summary>When it happened, UTC, to the millisecond.</summary>
    public DateTimeOffset At { get; }

    public abstract LogEntryKind Kind { get; }

    /// <summary>The same payload always gives the same bytes (docs/formats/leaf.md).</summary>
    public byte[] ToCanonicalBytes()
    {
        var members = new CanonicalObject();
        members.Add("kind", Kind.Name());
        members.Add("patient", Patient.Value);
        members.Add("at", CanonicalTime.Write(At));
        Write(members);
        return members.ToBytes();
    }

    /// <exception cref="FormatException">when the bytes are not the canonical spelling of a known payload.</exception>
    public static EntryPayload Parse(ReadOnlyMemory<byte> canonical)
    {
        var members = CanonicalObject.Parse(canonical);
        var kind = LogEntryKinds.Parse(members.Text("kind"));
        if (!PatientId.TryParse(members.Text("patient"), out var patient)) throw new FormatException("The member 'patient' is no patient id.");
        var at = CanonicalTime.Read(members.Text("at"));
        var payload = Read(kind, patient, at, members);
        members.RefuseUnread();
        return payload;
    }

    private protected abstract void Write(CanonicalObject members);

    private static EntryPayload Read(LogEntryKind kind, PatientId patient, DateTimeOffset at, CanonicalObject members) => kind switch
    {
        LogEntryKind.Record => RecordPayload.Read(patient, at, members),
        LogEntryKind.Supersession => SupersessionPayload.Read(patient, at, members),
        LogEntryKind.Summary => SummaryPayload.Read(patient, at, members),
        LogEntryKind.Grant => GrantPayload.Read(patient, at, members),
        LogEntryKind.Revocation => RevocationPayload.Read(patient, at, members),
        LogEntryKind.Access => AccessPayload.Read(patient, at, members),
        LogEntryKind.BreakGlass => BreakGlassPayload.Read(patient, at, members),
        LogEntryKind.Erasure => ErasurePayload.Read(patient, at, members),
        LogEntryKind.Link => LinkPayload.Read(patient, at, members),
        LogEntryKind.None => throw new FormatException("An entry has a kind."),
    };
}

/// <summary>An entry that names sealed bytes, so that a holder of the bytes can check them against the log.</summary>
public interface INamesSealedBytes
{
    ContentAddress Address { get; }

    long Version { get; }
}
