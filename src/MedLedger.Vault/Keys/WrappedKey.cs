using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;

namespace MedLedger.Vault.Keys;

/// <summary>A data key as it rests: encrypted under the root key. Useless without it, and the record is lost without this.</summary>
/// <param name="Id">The id that the record's envelope carries.</param>
/// <param name="Patient">Whose record it opens, so that a patient can be erased in one step.</param>
/// <param name="Context">Digest of what the key was made for; tells a record in the wrong place from a damaged one.</param>
/// <param name="Bytes">Format version ‖ nonce ‖ ciphertext ‖ tag (docs/formats/envelope.md).</param>
public sealed record WrappedKey(RecordKeyId Id, PatientId Patient, Sha256Digest Context, byte[] Bytes)
{
    internal const byte FormatVersion = 1;
}

/// <summary>What a key store knows of an id. A key that was destroyed is told from one that never was.</summary>
public abstract record KeyLookup
{
    private KeyLookup() { }

    public sealed record Held(WrappedKey Key) : KeyLookup;

    public sealed record Destroyed(DateTimeOffset At) : KeyLookup;

    public sealed record Unknown : KeyLookup;
}
