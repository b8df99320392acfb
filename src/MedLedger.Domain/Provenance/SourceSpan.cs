using System.Text.Json.Serialization;

namespace MedLedger.Domain.Provenance;

/// <summary>Where in a document something stands. Exactly one of four kinds; the kinds are fixed (docs/formats/provenance.md).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Characters), "characters")]
[JsonDerivedType(typeof(BoxesOnPage), "boxes")]
[JsonDerivedType(typeof(ElementPath), "element")]
[JsonDerivedType(typeof(SegmentField), "segment")]
public abstract record SourceSpan
{
    private SourceSpan() { }

    /// <summary>UTF-16 code units [Start, End) of the text of page <paramref name="Page"/> (from 1).</summary>
    public sealed record Characters(int Page, int Start, int End) : SourceSpan;

    /// <summary>One box a printed line, in pixels of the page image as given, origin top left.</summary>
    public sealed record BoxesOnPage(int Page, IReadOnlyList<PixelBox> Boxes) : SourceSpan;

    /// <summary>An element of a structured document: a FHIRPath-like path (Bundle.entry[3].resource) or an XML or DICOM path.</summary>
    public sealed record ElementPath(string Path) : SourceSpan;

    /// <summary>An HL7 v2 field: segment id, its ordinal among all segments of the message (from 1), field number (MSH counts as the standard does) or null for the whole segment.</summary>
    public sealed record SegmentField(string Segment, int Ordinal, int? Field) : SourceSpan;
}

/// <summary>A rectangle in pixels, origin top left.</summary>
public readonly record struct PixelBox(int X, int Y, int Width, int Height)
{
    public PixelBox Union(PixelBox other)
    {
        int left = Math.Min(X, other.X), top = Math.Min(Y, other.Y);
        int right = Math.Max(X + Width, other.X + other.Width), bottom = Math.Max(Y + Height, other.Y + other.Height);
        return new(left, top, right - left, bottom - top);
    }
}
