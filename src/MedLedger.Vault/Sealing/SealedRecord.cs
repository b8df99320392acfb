using MedLedger.Domain.Content;
using MedLedger.Vault.Keys;

namespace MedLedger.Vault.Sealing;

/// <summary>A sealed record: the bytes to store, the address they will be found under, and the key whose end is the record's end.</summary>
public sealed record SealedRecord(ContentAddress Address, byte[] Envelope, RecordKeyId Key);

/// <summary>What came of opening a sealed record. Only <see cref="Opened"/> carries content.</summary>
public abstract record OpenOutcome
{
    private OpenOutcome() { }

    public sealed record Opened(byte[] Plaintext) : OpenOutcome;

    /// <summary>The bytes, or the row of their key, are not what was sealed. <paramref name="What"/> names the part in words without content.</summary>
    public sealed record Damaged(string What) : OpenOutcome;

    /// <summary>A whole record, but not the one asked for: another patient's, another document's, another version's or of another kind.</summary>
    public sealed record WrongContext : OpenOutcome;

    /// <summary>The key was destroyed: the content is gone, and was meant to be.</summary>
    public sealed record KeyErased(DateTimeOffset At) : OpenOutcome;
}
