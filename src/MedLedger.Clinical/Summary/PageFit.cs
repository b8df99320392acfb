using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary;

/// <summary>Makes the page fit one A4 sheet by construction: every line costs rows by the width of its letters, and what has no row left is counted, never lost silently.</summary>
internal static class PageFit
{
    // A4 less 8 mm margins, less a reserve for printers and fonts that are wider than the ones measured.
    private const double Height = 281 - 7;
    private const double FullWidth = 190;
    private const double ColumnWidth = 89;
    private const double MillimetresPerPoint = 0.3528;
    private const double RowHeight = 1.3;

    // The name is set larger, beside the day.
    private const double NameSize = 1.75;
    private const double NameRow = 1.65;
    private const double DayWidth = 24;

    // Largest first; the smallest only for what may never be cut.
    private static readonly decimal[] _sizes = [11m, 10.5m, 10m, 9.5m, 9m, 8.5m, 8m, 7.5m, 7m, 6m, 5m];
    private const decimal SmallestForWhatMayBeCut = 7.5m;

    public static OnePage Fit(OnePage draft)
    {
        OnePage? cut = null;
        foreach (var size in _sizes)
        {
            var (page, room, complete) = At(draft, size);
            if (complete && size >= SmallestForWhatMayBeCut) return page;
            // A page that must be cut is set in the largest letters that leave both columns a third of the sheet.
            if (cut is null && room >= Rows(size) / 3 && size <= 8m) cut = page;
        }

        return cut ?? At(draft, _sizes[^1]).Page;
    }

    private static double Rows(decimal size) => Height / ((double)size * RowHeight * MillimetresPerPoint);

    private static (OnePage Page, double Room, bool Complete) At(OnePage draft, decimal size)
    {
        string Shown(PageLine line) => LetterWidth.Shown(line, draft.Words);
        var full = FullWidth / ((double)size * MillimetresPerPoint);
        var column = ColumnWidth / ((double)size * MillimetresPerPoint);
        var notices = new List<Notice>();
        var noticeRows = 0.0;
        foreach (var notice in draft.Notices)
        {
            var cost = LetterWidth.Rows($"{HtmlPage.Frame(notice.Kind, draft.Words)} {notice.Document} {notice.Text}", full - 3);
            // Held and unread documents always get their line as far as six rows go; the rest is counted.
            if (noticeRows + cost > 6) break;
            noticeRows += cost;
            notices.Add(notice);
        }

        var head = 0.8 + (NameRow * LetterWidth.Rows(Shown(draft.Name), (full - DayWidth) / NameSize)) + LetterWidth.Rows(string.Join(" · ", draft.Identity.Select(Shown)), full - 2) + 1.6;
        var words = draft.Words;
        var state = $"{draft.Freshness} {words.Of("unsure.count", draft.UnsureCount)}, {words["unsure.marked"]} {words.Of("unread.count", draft.Unread.Count, draft.Documents.Count)}";
        var banner = 0.6 + LetterWidth.Rows(state, full - 3) + noticeRows + (notices.Count < draft.Notices.Count ? 1 : 0);
        var synthesis = draft.Synthesis.Count == 0 ? 0 : 0.9 + LetterWidth.Rows(string.Join("    ", draft.Synthesis.Select(Shown)), full - 4);
        var allergies = draft.Allergies.Lines.Count == 0 ? 2.2 : 1.2 + LetterWidth.Rows(string.Join("     ", draft.Allergies.Lines.Select(Shown)), full - 14);
        var footer = 0.5 + (0.85 * LetterWidth.Rows($"{draft.Words["footer"]} {draft.Words["integrity.read"]} 100000 100000", (full / 0.85) - 2));
        var room = Rows(size) - head - banner - synthesis - allergies - footer;
        var left = Column(draft.Left, column, room, draft.Words, out var leftComplete);
        var right = Column(draft.Right, column, room, draft.Words, out var rightComplete);
        var page = draft with { Notices = notices, NoticesNotShown = draft.Notices.Count - notices.Count, Left = left, Right = right, LetterSize = size };
        return (page, room, room > 0 && leftComplete && rightComplete);
    }

    private static List<PageBlock> Column(IReadOnlyList<PageBlock> blocks, double width, double room, PageWords words, out bool complete)
    {
        const double title = 1.7;
        var shown = blocks.Where(block => block.Lines.Count > 0 || block.Empty is not null).ToList();
        var wanted = shown.Select(block => Math.Max(1, block.Lines.Sum(line => Cost(line, width, words)))).ToList();
        var free = room - (title * shown.Count);
        // What changes the first minutes gets its rows first; what stands beside it, and the row that counts what is left out, share the rest.
        var first = Share([.. shown.Zip(wanted).Select(one => Math.Min(one.Second, 1 + one.First.Lines.Where(line => line.Critical).Sum(line => Cost(line, width, words))))], free);
        var given = Share(wanted, free, first);
        complete = wanted.Sum() <= free;
        var fitted = new List<PageBlock>();
        for (var i = 0; i < shown.Count; i++) fitted.Add(Cut(shown[i], width, given[i], wanted[i], words));
        return fitted;
    }

    private static double Cost(PageLine line, double width, PageWords words) => LetterWidth.Rows(LetterWidth.Shown(line, words), width - 1.5) + 0.12 + (HasPicture(line) ? 1 : 0);

    // The picture of unsure words may stand two rows high.
    private static bool HasPicture(PageLine line) => line.IsUnsure && line.Sources.Any(source => source.Span is SourceSpan.BoxesOnPage);

    // Everybody gets an equal share; what one does not need goes to the others.
    private static double[] Share(List<double> wanted, double free, double[]? already = null)
    {
        var given = already ?? new double[wanted.Count];
        free -= given.Sum();
        var open = Enumerable.Range(0, wanted.Count).Where(i => wanted[i] - given[i] >= 0.01).ToList();
        while (open.Count > 0 && free > 0.01)
        {
            var share = free / open.Count;
            foreach (var i in open)
            {
                var more = Math.Min(share, wanted[i] - given[i]);
                given[i] += more;
                free -= more;
            }

            open.RemoveAll(i => wanted[i] - given[i] < 0.01);
        }

        return given;
    }

    private static PageBlock Cut(PageBlock block, double width, double rows, double wanted, PageWords words)
    {
        if (wanted <= rows + 0.01) return block;
        var kept = new HashSet<int>();
        var used = 1.0;
        foreach (var at in Enumerable.Range(0, block.Lines.Count).OrderBy(at => block.Lines[at].Critical ? 0 : 1))
        {
            used += Cost(block.Lines[at], width, words);
            if (used > rows + 0.01) break;
            kept.Add(at);
        }

        return block with { Lines = [.. block.Lines.Where((_, at) => kept.Contains(at))], NotShown = block.Lines.Count - kept.Count };
    }
}
