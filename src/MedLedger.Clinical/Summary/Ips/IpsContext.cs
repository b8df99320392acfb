using System.Security.Cryptography;
using System.Text;
using MedLedger.Clinical.Reconciliation;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>What a bundle needs beyond the record. Fixed by the caller, so that the same input gives the same bytes.</summary>
/// <param name="BundleId">Identifies this document; a UUID.</param>
/// <param name="Timestamp">When the document counts as made: the clinical day.</param>
/// <param name="AuthorName">The program that put it together.</param>
/// <param name="AuthorVersion">Its version.</param>
public sealed record IpsContext(Guid BundleId, DateTimeOffset Timestamp, string AuthorName, string AuthorVersion)
{
    /// <summary>A context that follows from the record alone: its documents and its day.</summary>
    public static IpsContext For(PatientRecord record, string authorVersion)
    {
        var what = $"{record.AsOf:yyyy-MM-dd} {authorVersion} {string.Join(' ', record.Documents.Select(one => one.Document.Reading.Document.Hex))}";
        return new(NameBasedId.Of(what), new(record.AsOf.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), "MedLedger", authorVersion);
    }
}

/// <summary>UUIDs that follow from content (RFC 9562 version 8).</summary>
internal static class NameBasedId
{
    public static Guid Of(string content) => Of(Encoding.UTF8.GetBytes(content));

    public static Guid Of(ReadOnlySpan<byte> content)
    {
        Span<byte> bytes = SHA256.HashData(content).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
