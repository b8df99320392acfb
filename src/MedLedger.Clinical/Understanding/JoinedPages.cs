using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Understanding;

/// <summary>The pages' texts as one, so that a list may go on over the page break, and the way back to each page.</summary>
internal sealed class JoinedPages
{
    private readonly List<(Page Page, int Start)> _pages = [];

    public JoinedPages(IEnumerable<Page> pages)
    {
        var at = 0;
        foreach (var page in pages)
        {
            _pages.Add((page, at));
            at += page.Text.Length + 1;
        }

        Text = string.Join('\n', _pages.Select(entry => entry.Page.Text));
    }

    public string Text { get; }

    public IEnumerable<Word> WordsIn(TextSpan span) => Parts(span).SelectMany(part => part.Page.WordsIn(part.Start, part.End));

    public IEnumerable<Source> Sources(Sha256Digest document, TextSpan span, double confidence)
    {
        foreach (var (page, start, end) in Parts(span))
        {
            var words = page.WordsIn(start, end).Select(word => word.Confidence).DefaultIfEmpty(page.Origin == PageOrigin.Ocr ? page.Confidence : 1).Min();
            yield return new(document, page.Locate(start, end), Quote(page, start, end), page.Origin == PageOrigin.Ocr ? ReadingMethod.Ocr : ReadingMethod.Nlp, Math.Min(words, confidence));
        }
    }

    // The blanks of a page that is laid out are the paper's, not the writer's.
    private static string Quote(Page page, int start, int end)
    {
        var text = page.Text[start..end];
        return page.Words.Count == 0 ? text : string.Join('\n', text.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    private IEnumerable<(Page Page, int Start, int End)> Parts(TextSpan span)
    {
        foreach (var (page, offset) in _pages)
        {
            int start = Math.Max(0, span.Start - offset), end = Math.Min(page.Text.Length, span.End - offset);
            if (start < end) yield return (page, start, end);
        }
    }
}
