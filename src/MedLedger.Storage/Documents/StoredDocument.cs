using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Vault.Keys;

namespace MedLedger.Storage;

/// <summary>A document as it comes in.</summary>
/// <param name="Patient">Whose it is said to be.</param>
/// <param name="KeyedDigest">The digest of its bytes under the store's key (<see cref="KeyRing.KeyedDigest"/>), never the plain one.</param>
/// <param name="SealedName">The name it came under, sealed: it may hold a person's name.</param>
/// <param name="MediaType">By content.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="ReceivedAt">When it was taken in.</param>
public sealed record NewDocument(
    PatientId Patient, Sha256Digest KeyedDigest, byte[]? SealedName, string MediaType, long Bytes, DateTimeOffset ReceivedAt)
{
    public DocumentId Id => DocumentId.Of(Patient, KeyedDigest);
}

/// <summary>How far a document has come. The numbers rest in the store and never change.</summary>
public enum DocumentStep
{
    Unspecified = 0,
    Received = 1,
    Sealed = 2,
    Logged = 3,
    Read = 4,
    Understood = 5,
    Done = 6,

    /// <summary>Kept aside for a person to look at; nothing of it is on the page.</summary>
    Held = 7,
    Refused = 8,

    /// <summary>A person took it away from this patient; nothing of it counts, and a person can give it back.</summary>
    Unlinked = 9,
}

/// <summary>A document of the store and what its steps left behind.</summary>
public sealed record StoredDocument
{
    public required NewDocument Received { get; init; }

    public DocumentId Id => Received.Id;

    public required DocumentStep Step { get; init; }

    public required DateTimeOffset StepAt { get; init; }

    /// <summary>The sealed document and its key.</summary>
    public ContentAddress? Envelope { get; init; }

    public RecordKeyId? EnvelopeKey { get; init; }

    public ulong? Leaf { get; init; }

    /// <summary>The sealed text between reading and understanding, and the job's key.</summary>
    public ContentAddress? Reading { get; init; }

    public RecordKeyId? ReadingKey { get; init; }

    public ContentAddress? Findings { get; init; }

    public RecordKeyId? FindingsKey { get; init; }

    /// <summary>A code such as "truncated" or "other-patient"; null when all went well.</summary>
    public string? Outcome { get; init; }

    /// <summary>The reason in words, sealed.</summary>
    public byte[]? SealedNote { get; init; }
}

/// <summary>What taking in a document did.</summary>
public abstract record DocumentAddition
{
    private DocumentAddition() { }

    public sealed record Added(StoredDocument Document) : DocumentAddition;

    /// <summary>The patient has this very document; nothing was changed.</summary>
    public sealed record AlreadyThere(StoredDocument Document) : DocumentAddition;
}

/// <summary>A step that ended, and what it left behind.</summary>
public abstract record DocumentProgress
{
    private DocumentProgress() { }

    public sealed record Sealed(ContentAddress Envelope, RecordKeyId Key) : DocumentProgress;

    public sealed record Logged(ulong Leaf) : DocumentProgress;

    public sealed record Read(ContentAddress? Reading, RecordKeyId? JobKey) : DocumentProgress;

    public sealed record Understood(ContentAddress Findings, RecordKeyId Key) : DocumentProgress;

    /// <summary>All done; a code where part of it could not be read.</summary>
    public sealed record Done(string? Outcome = null, byte[]? SealedNote = null) : DocumentProgress;

    public sealed record Held(string Outcome, byte[]? SealedNote = null) : DocumentProgress;

    public sealed record Refused(string Outcome, byte[]? SealedNote = null) : DocumentProgress;

    /// <summary>Taken away from the patient by a person.</summary>
    public sealed record Unlinked(byte[]? SealedNote = null) : DocumentProgress;

    /// <summary>Given back, or a held one linked, by a person: it is judged again.</summary>
    public sealed record Relinked : DocumentProgress;
}
