using MedLedger.Vault.Keys;

namespace MedLedger.Vault.Sealing;

/// <summary>Layout of a sealed record: "MLE1" ‖ version ‖ record key id 16 ‖ nonce 12 ‖ ciphertext ‖ tag 16.</summary>
internal static class Envelope
{
    public const byte Version = 1;
    public const int HeaderLength = 4 + 1 + RecordKeyId.Length;

    private static ReadOnlySpan<byte> Magic => "MLE1"u8;

    public static byte[] Header(RecordKeyId key) => [.. Magic, Version, .. key.ToBytes()];

    /// <summary>Null when the bytes are one of our envelopes by length, magic and version; otherwise what is wrong.</summary>
    public static string? Fault(ReadOnlySpan<byte> envelope) =>
        envelope.Length < HeaderLength + GcmBox.Overhead ? "it is shorter than an empty envelope"
        : !envelope.StartsWith(Magic) ? "it does not begin like an envelope"
        : envelope[Magic.Length] != Version ? $"its format version is {envelope[Magic.Length]}; this program knows {Version}"
        : null;

    public static RecordKeyId Key(ReadOnlySpan<byte> envelope) =>
        RecordKeyId.FromBytes(envelope.Slice(HeaderLength - RecordKeyId.Length, RecordKeyId.Length));
}
