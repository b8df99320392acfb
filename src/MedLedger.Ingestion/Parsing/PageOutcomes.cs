using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Parsing;

/// <summary>How a document of pages ended, from its pages.</summary>
internal static class PageOutcomes
{
    /// <param name="reading">What is known of the document.</param>
    /// <param name="pages">All its pages; an OCR page without text is blank or could not be read.</param>
    /// <param name="problem">What is already known to be wrong with the document, or null.</param>
    public static ReadOutcome Judge(DocumentReading reading, IReadOnlyList<Page> pages, ReadingProblem? problem)
    {
        var read = reading with { Pages = pages };
        var dark = pages.Where(page => page is { Origin: PageOrigin.Ocr, Text.Length: 0 } && !BlankPage.Is(page)).Select(page => page.Number).ToList();
        if (pages.All(page => page.Text.Length == 0))
            return new ReadOutcome.Unreadable(read, problem ?? (dark.Count == 0 ? ReadingProblems.Blank : ReadingProblems.Unreadable));
        if (problem is not null) return new ReadOutcome.PartlyRead(read, problem);
        return dark.Count == 0
            ? new ReadOutcome.Read(read)
            : new ReadOutcome.PartlyRead(read, ReadingProblems.PagesUnreadable(dark, pages.Count));
    }
}
