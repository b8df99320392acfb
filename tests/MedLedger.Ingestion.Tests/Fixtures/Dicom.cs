using System.Buffers.Binary;
using System.Text;

namespace MedLedger.Ingestion.Tests.Fixtures;

/// <summary>Writes DICOM objects of an invented person, in every encoding.</summary>
internal sealed class Dicom(bool bigEndian = false, bool implicitRepresentation = false)
{
    private readonly List<byte> _bytes = [];

    public const uint StudyInstance = 0x0020_000D;

    public Dicom Add(uint tag, string vr, string text, Encoding? encoding = null)
    {
        var value = (encoding ?? Encoding.Latin1).GetBytes(text);
        return Add(tag, vr, value.Length % 2 == 0 ? value : [.. value, (byte)(vr is "UI" ? 0 : ' ')]);
    }

    public Dicom Add(uint tag, string vr, byte[] value)
    {
        Head(tag, vr, (uint)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    public Dicom AddNumber(uint tag, ushort number)
    {
        var value = new byte[2];
        if (bigEndian) BinaryPrimitives.WriteUInt16BigEndian(value, number);
        else BinaryPrimitives.WriteUInt16LittleEndian(value, number);
        return Add(tag, "US", value);
    }

    public Dicom AddSequence(uint tag, bool undefinedLength, params Dicom[] items)
    {
        var inner = new Dicom(bigEndian, implicitRepresentation);
        foreach (var item in items)
        {
            inner.Mark(0xFFFE_E000, undefinedLength ? 0xFFFF_FFFF : (uint)item._bytes.Count);
            inner._bytes.AddRange(item._bytes);
            if (undefinedLength) inner.Mark(0xFFFE_E00D, 0);
        }

        if (undefinedLength) inner.Mark(0xFFFE_E0DD, 0);
        Head(tag, "SQ", undefinedLength ? 0xFFFF_FFFF : (uint)inner._bytes.Count);
        _bytes.AddRange(inner._bytes);
        return this;
    }

    public Dicom Item() => new(bigEndian, implicitRepresentation);

    /// <summary>The bare data set.</summary>
    public byte[] Bytes => [.. _bytes];

    public byte[] File(string transferSyntax, byte[]? preamble = null, byte[]? dataSet = null) =>
        [.. preamble ?? new byte[128], .. "DICM"u8, .. new Dicom().Add(0x0002_0010, "UI", transferSyntax).Bytes, .. dataSet ?? Bytes];

    public Dicom Person(string name = "Example^Ada^B") => Add(0x0008_0060, "CS", "CT").Add(0x0008_0020, "DA", "20250102").Add(0x0008_1030, "LO", "CT of the chest")
        .Add(0x0010_0010, "PN", name).Add(0x0010_0020, "LO", "77").Add(0x0010_0021, "LO", "HOSP").Add(0x0010_0030, "DA", "19500203").Add(0x0010_0040, "CS", "F")
        .Add(StudyInstance, "UI", "1.2.3.4");

    public Dicom Coded(uint tag, string code, string scheme, string meaning) =>
        AddSequence(tag, false, Item().Add(0x0008_0100, "SH", code).Add(0x0008_0102, "SH", scheme).Add(0x0008_0104, "LO", meaning));

    private void Head(uint tag, string vr, uint length)
    {
        Tag(tag);
        if (implicitRepresentation)
        {
            Word(length);
            return;
        }

        _bytes.AddRange(Encoding.ASCII.GetBytes(vr));
        if (vr is "OB" or "OW" or "SQ" or "UN" or "UT")
        {
            Half(0);
            Word(length);
        }
        else
        {
            Half((ushort)length);
        }
    }

    private void Mark(uint tag, uint length)
    {
        Tag(tag);
        Word(length);
    }

    private void Tag(uint tag)
    {
        Half((ushort)(tag >> 16));
        Half((ushort)tag);
    }

    private void Half(ushort value)
    {
        var bytes = new byte[2];
        if (bigEndian) BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
    }

    private void Word(uint value)
    {
        var bytes = new byte[4];
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
    }
}
