using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Vault.Keys;

namespace MedLedger.Storage.Sqlite;

/// <summary>How the domain's values stand in columns.</summary>
internal static class Columns
{
    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static PatientId Patient(string text) =>
        PatientId.TryParse(text, out var id) ? id : throw new StoreException("The store holds a patient id that is none: it is damaged. Restore a backup.");

    public static ContentAddress Address(byte[] bytes) => new(Sha256Digest.FromBytes(bytes));

    public static ContentAddress? AddressOrNone(byte[]? bytes) => bytes is null ? null : Address(bytes);

    public static RecordKeyId? KeyOrNone(byte[]? bytes) => bytes is null ? null : RecordKeyId.FromBytes(bytes);

    // Sizes, leaf indices and epochs count up from 0 and stay below 2^63.
    public static long Count(ulong value) => checked((long)value);

    public static ulong Count(long value) => checked((ulong)value);

    public static ulong? CountOrNone(long? value) => value is { } present ? Count(present) : null;

    // Numbers that a wallet signed may use all 64 bits; the column keeps the same bits.
    public static long Bits(ulong value) => unchecked((long)value);

    public static ulong Bits(long value) => unchecked((ulong)value);
}
