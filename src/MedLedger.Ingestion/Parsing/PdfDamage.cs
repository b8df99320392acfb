using System.Buffers.Text;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Parsing;

/// <summary>Finds out whether a PDF is whole. Poppler repairs what it can and says so only on its error output; a repaired document may lack pages.</summary>
internal static class PdfDamage
{
    private static readonly string[] SignsOfRepair =
    [
        "xref", "trailer", "Couldn't find", "end of file", "Unterminated", "Bad 'Length'", "Missing 'endstream'", "Invalid stream",
        "Kid object", "Page count", "Illegal character", "stream is empty", "Unknown filter", "not a PDF", "Bad block header",
    ];

    public static ReadingProblem? Find(ReadOnlySpan<byte> pdf, string errors)
    {
        // The last line of a file is %%EOF (ISO 32000-1, 7.5.5); mail gateways add bytes behind it.
        if (pdf[^Math.Min(pdf.Length, 2048)..].LastIndexOf("%%EOF"u8) < 0) return ReadingProblems.Truncated;
        return !PointsAtATable(pdf) || SignsOfRepair.Any(sign => errors.Contains(sign, StringComparison.OrdinalIgnoreCase)) ? ReadingProblems.Damaged : null;
    }

    // startxref names the place of a table or a cross-reference stream, counted from the header (ISO 32000-1, 7.5.5). Some repairs are silent.
    private static bool PointsAtATable(ReadOnlySpan<byte> pdf)
    {
        var at = pdf.LastIndexOf("startxref"u8);
        if (at < 0) return false;
        var number = pdf[(at + 9)..].TrimStart(" \t\r\n"u8);
        if (!Utf8Parser.TryParse(number, out int offset, out _) || offset < 0) return false;
        return IsTable(pdf, offset) || IsTable(pdf, offset + pdf.IndexOf("%PDF-"u8));
    }

    private static bool IsTable(ReadOnlySpan<byte> pdf, int offset)
    {
        if (offset < 0 || offset >= pdf.Length) return false;
        var place = pdf[offset..Math.Min(pdf.Length, offset + 40)].TrimStart(" \t\r\n\0"u8);
        return place.StartsWith("xref"u8) || (place.Length > 0 && char.IsAsciiDigit((char)place[0]) && place.IndexOf(" obj"u8) > 0);
    }
}
