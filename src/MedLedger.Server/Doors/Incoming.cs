using System.Buffers.Binary;
using System.Text;
using MedLedger.Domain.Identity;

namespace MedLedger.Server.Doors;

/// <summary>What a door hands to the inbox.</summary>
/// <param name="Door">mllp, http, folder or orthanc.</param>
/// <param name="Name">As the sender named it; may hold a person's name, so it rests sealed.</param>
/// <param name="Bytes">As they came.</param>
/// <param name="Patient">Where somebody who may say so says whose it is.</param>
/// <param name="Control">Sender and message control id, for doors that have them.</param>
/// <param name="Body">The message behind its header; a resent message may carry a new header.</param>
internal sealed record Incoming(string Door, string Name, byte[] Bytes, PatientId? Patient = null, string? Control = null, ReadOnlyMemory<byte> Body = default)
{
    private const int LongestName = 400;

    /// <summary>Name and bytes as they are sealed.</summary>
    public byte[] Pack()
    {
        var name = Encoding.UTF8.GetBytes(Name.Length > LongestName ? Name[..LongestName] : Name);
        var packed = new byte[2 + name.Length + Bytes.Length];
        BinaryPrimitives.WriteUInt16BigEndian(packed, (ushort)name.Length);
        name.CopyTo(packed, 2);
        Bytes.CopyTo(packed, 2 + name.Length);
        return packed;
    }

    public static (string Name, byte[] Bytes) Unpack(ReadOnlySpan<byte> packed)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(packed);
        return (Encoding.UTF8.GetString(packed.Slice(2, length)), packed[(2 + length)..].ToArray());
    }
}
