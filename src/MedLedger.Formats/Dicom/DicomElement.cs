namespace MedLedger.Formats.Dicom;

/// <summary>One element of a data set: its bytes, or the items of a sequence. Values stay where they are in the file; pixels are never copied.</summary>
public sealed class DicomElement
{
    internal DicomElement(uint tag, string? vr, ReadOnlyMemory<byte> value, IReadOnlyList<DicomDataSet>? items = null, IReadOnlyList<ReadOnlyMemory<byte>>? fragments = null)
    {
        Tag = tag;
        Vr = vr;
        Value = value;
        Items = items ?? [];
        Fragments = fragments ?? [];
    }

    /// <summary>Group in the upper half, element in the lower.</summary>
    public uint Tag { get; }

    /// <summary>The value representation that the file states; null where it states none.</summary>
    public string? Vr { get; }

    public ReadOnlyMemory<byte> Value { get; }

    public IReadOnlyList<DicomDataSet> Items { get; }

    /// <summary>Of encapsulated pixel data: the fragments behind the offset table (PS3.5, A.4).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Fragments { get; }
}
