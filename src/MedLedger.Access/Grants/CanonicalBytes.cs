using System.Buffers.Binary;
using System.Text;
using MedLedger.Domain.Content;

namespace MedLedger.Access.Grants;

/// <summary>Length-prefixed parts behind a label, so that no two statements share their bytes.</summary>
internal sealed class CanonicalBytes
{
    private readonly List<byte> _bytes = [];

    public CanonicalBytes(string label) => Add(label);

    public CanonicalBytes Add(string text) => Append(Encoding.UTF8.GetBytes(text));

    public CanonicalBytes Add(Sha256Digest digest) => Append(digest.ToBytes());

    public CanonicalBytes Add(ulong number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return Append(bytes);
    }

    public byte[] ToArray() => [.. _bytes];

    private CanonicalBytes Append(ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)part.Length);
        _bytes.AddRange(length);
        _bytes.AddRange(part);
        return this;
    }
}
