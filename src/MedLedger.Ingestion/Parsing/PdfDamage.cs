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
        return SignsOfRepair.Any(sign => errors.Contains(sign, StringComparison.OrdinalIgnoreCase)) ? ReadingProblems.Damaged : null;
    }
}
