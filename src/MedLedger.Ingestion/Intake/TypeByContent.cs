using System.Text;
using MedLedger.Ingestion.Parsing;

namespace MedLedger.Ingestion.Intake;

/// <summary>Recognises a document by its first bytes and, for text, by what the text is. Names and extensions are never asked.</summary>
internal static class TypeByContent
{
    private static readonly (byte[] Magic, DocumentType Type)[] Signatures =
    [
        ("\u0089PNG\r\n\u001a\n".Latin1Bytes(), DocumentType.Image("png")),
        ([0xFF, 0xD8, 0xFF], DocumentType.Image("jpeg")),
        ([0x49, 0x49, 0x2A, 0x00], DocumentType.Image("tiff")),
        ([0x4D, 0x4D, 0x00, 0x2A], DocumentType.Image("tiff")),
        ("GIF8".Latin1Bytes(), DocumentType.NotRead("image/gif", "GIF image")),
        ([0x50, 0x4B, 0x03, 0x04], DocumentType.Archive),
        ([0xD0, 0xCF, 0x11, 0xE0], DocumentType.NotRead("application/x-ole-storage", "old office document")),
        ([0x1F, 0x8B], DocumentType.NotRead("application/gzip", "gzip archive")),
        ("{\\rtf".Latin1Bytes(), DocumentType.NotRead("application/rtf", "RTF document")),
        ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50], DocumentType.NotRead("image/jp2", "JPEG 2000 image")),
    ];

    public static DocumentType Recognise(ReadOnlySpan<byte> bytes)
    {
        // First of all: what stands in a preamble would otherwise be taken for the document.
        if (DicomPreamble.HasPrefix(bytes)) return DocumentType.Dicom;
        foreach (var (magic, type) in Signatures)
            if (bytes.StartsWith(magic)) return type;
        if (bytes.Length > 12 && bytes[..4].SequenceEqual("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8)) return DocumentType.Image("webp");
        if (IsBitmap(bytes)) return DocumentType.Image("bmp");
        // A PDF header may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H.3).
        if (bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0) return DocumentType.Pdf;
        if (DicomPreamble.IsDicom(bytes)) return DocumentType.Dicom;
        if (IsResource(bytes)) return DocumentType.Fhir;
        return TextFile.Decode(bytes) is { } text ? RecogniseText(text) : DocumentType.Unknown;
    }

    // Bundles are large: what they are is seen without decoding them.
    private static bool IsResource(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        bytes = bytes.TrimStart(" \t\r\n"u8);
        return bytes.StartsWith("{"u8) && bytes.IndexOf("\"resourceType\""u8) >= 0 && bytes.IndexOf((byte)0) < 0;
    }

    private static DocumentType RecogniseText(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 8192)).TrimStart("\uFEFF\u000b \t\r\n");
        if (start.StartsWith("MSH") || start.StartsWith("FHS") || start.StartsWith("BHS")) return DocumentType.Hl7v2;
        // The order of members is free: some exports name the type at the very end.
        if (start.StartsWith("{") && text.Contains("\"resourceType\"", StringComparison.Ordinal)) return DocumentType.Fhir;
        if (start.StartsWith("<")) return RecogniseMarkup(text, start);
        return DocumentType.Text;
    }

    private static DocumentType RecogniseMarkup(string text, ReadOnlySpan<char> start)
    {
        if (CcdaMarkup.Is(text)) return DocumentType.Ccda;
        if (start.Contains("http://hl7.org/fhir", StringComparison.Ordinal)) return DocumentType.FhirXml;
        if (start.Contains("<html", StringComparison.OrdinalIgnoreCase)) return DocumentType.NotRead("text/html", "web page");
        return start.StartsWith("<?xml") ? DocumentType.NotRead("application/xml", "XML document") : DocumentType.Text;
    }

    private static bool IsBitmap(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 26 && bytes[0] == 'B' && bytes[1] == 'M' && bytes[6..10].IndexOfAnyExcept((byte)0) < 0;

    private static byte[] Latin1Bytes(this string latin1) => Encoding.Latin1.GetBytes(latin1);
}
