using System.Buffers.Binary;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Vault;
using MedLedger.Vault.Keys;

namespace MedLedger.Storage;

/// <summary>Something that came in through a door: its millisecond in 48 bits, so that rows of one moment lie together, and 80 random bits.</summary>
public readonly record struct ArrivalId
{
    private readonly string? _value;

    private ArrivalId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("This arrival id was never assigned.");

    public static ArrivalId New(IRandomSource random, DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        random.Fill(bytes[6..]);
        return new(Convert.ToHexStringLower(bytes));
    }

    public static bool TryParse(string? text, out ArrivalId id)
    {
        var wellFormed = text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);
        id = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    public override string ToString() => _value ?? "";
}

/// <summary>Where an arrival stands. The numbers rest in the store and never change.</summary>
public enum ArrivalState
{
    Unspecified = 0,

    /// <summary>Durable, and not looked at yet.</summary>
    Waiting = 1,

    /// <summary>A document of a patient.</summary>
    Filed = 2,

    /// <summary>For a person to look at; on nobody's page.</summary>
    Held = 3,

    /// <summary>Nothing could be made of it and the sender was told; its bytes are not kept.</summary>
    Refused = 4,
}

/// <summary>An arrival as it is taken in.</summary>
/// <param name="Id">Its own.</param>
/// <param name="Door">mllp, http, folder or orthanc.</param>
/// <param name="Content">Keyed digest of the bytes, and of the patient where the sender named one.</param>
/// <param name="Control">Keyed digest of sender and message control id, for doors that have them.</param>
/// <param name="Body">Keyed digest of the message behind its header, which a resent message may write anew.</param>
/// <param name="Patient">Whose it is said to be by somebody who may say so; null where the document itself must.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Start">Where in the batch its bytes begin.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Hold">A code where the door saw at once that a person must look at it.</param>
public sealed record NewArrival(
    ArrivalId Id, string Door, Sha256Digest Content, Sha256Digest? Control, Sha256Digest? Body, PatientId? Patient, DateTimeOffset ReceivedAt, int Start, int Length, string? Hold = null);

/// <summary>Arrivals that were sealed together and made durable by one sync.</summary>
public sealed record ArrivalBatch(string Id, byte[] Envelope, RecordKeyId Key);

/// <summary>An arrival of the store and what became of it.</summary>
public sealed record StoredArrival
{
    public required NewArrival Received { get; init; }

    public required string Batch { get; init; }

    public required ArrivalState State { get; init; }

    public required DateTimeOffset StateAt { get; init; }

    /// <summary>A code such as "names-no-patient"; of one that waits, why it will be held.</summary>
    public string? Outcome { get; init; }

    /// <summary>The bytes of a held arrival, sealed by themselves.</summary>
    public byte[]? Envelope { get; init; }

    public RecordKeyId? Key { get; init; }

    /// <summary>The reason in words, sealed.</summary>
    public byte[]? SealedNote { get; init; }

    public DocumentId? Document { get; init; }
}

/// <summary>What became of an arrival.</summary>
public abstract record ArrivalEnd
{
    private ArrivalEnd() { }

    public sealed record Filed(PatientId Patient, DocumentId Document) : ArrivalEnd;

    public sealed record Held(string Outcome, byte[] Envelope, RecordKeyId Key, byte[]? SealedNote) : ArrivalEnd;

    public sealed record Refused(string Outcome, byte[]? SealedNote) : ArrivalEnd;

    /// <summary>A held one is looked at again, for a patient that a person named or (null) by what the store knows now.</summary>
    public sealed record Again(PatientId? Patient) : ArrivalEnd;
}
