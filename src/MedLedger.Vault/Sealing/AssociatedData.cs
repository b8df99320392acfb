using System.Buffers.Binary;
using System.Text;
using MedLedger.Domain.Content;
using MedLedger.Vault.Keys;

namespace MedLedger.Vault.Sealing;

/// <summary>The canonical bytes of a context (docs/formats/envelope.md). Every part is length-prefixed, so no two contexts share their bytes.</summary>
internal static class AssociatedData
{
    private const int MaxRecordLength = 200;

    public static byte[] ForContent(SealingContext context, ReadOnlySpan<byte> envelopeHeader)
    {
        var bytes = Begin("medledger/content/v1", context);
        Append(bytes, envelopeHeader);
        return bytes.ToArray();
    }

    public static byte[] ForKey(SealingContext context, RecordKeyId key)
    {
        var bytes = Begin("medledger/key/v1", context);
        Append(bytes, key.ToBytes());
        return bytes.ToArray();
    }

    public static Sha256Digest Digest(SealingContext context) => Sha256Digest.Of(Begin("medledger/context/v1", context).ToArray());

    private static MemoryStream Begin(string label, SealingContext context)
    {
        if (!Enum.IsDefined(context.Purpose) || context.Purpose == SealingPurpose.Unspecified)
            throw new ArgumentException("A record is sealed for a named purpose.", nameof(context));
        if (context.Record.Length is 0 or > MaxRecordLength)
            throw new ArgumentException($"A record's name has 1 to {MaxRecordLength} characters.", nameof(context));
        Span<byte> version = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(version, context.Version);
        var bytes = new MemoryStream();
        Append(bytes, Encoding.ASCII.GetBytes(label));
        Append(bytes, [(byte)context.Purpose]);
        Append(bytes, Convert.FromHexString(context.Patient.Value));
        Append(bytes, Encoding.UTF8.GetBytes(context.Record));
        Append(bytes, version);
        return bytes;
    }

    private static void Append(MemoryStream bytes, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)part.Length);
        bytes.Write(length);
        bytes.Write(part);
    }
}
