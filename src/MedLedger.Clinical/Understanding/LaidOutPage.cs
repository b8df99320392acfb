using System.Text;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Understanding;

/// <summary>
/// A page whose words stand in its text as they stand on the paper: what is far to the right is behind many blanks, so that columns, tables and
/// lines that go on within a cell are told apart as in a typed text.
/// </summary>
internal static class LaidOutPage
{
    /// <summary>A gap of so many letters parts two columns where another line's column begins in the same place; words of a line are parted by less.</summary>
    private const double ColumnGap = 2.2;

    /// <summary>A gap of so many letters parts two columns wherever it stands.</summary>
    private const double WideGap = 7;

    private const double Aligned = 1.2;

    /// <summary>Letters so much wider than the page's are a hand's.</summary>
    private const double Written = 1.5;

    private const int LeastGap = 3;
    private const int WidestLine = 400;

    /// <summary>The page with the same words in the same order and its text laid out; the page itself where its words have no places.</summary>
    public static Page Of(Page page)
    {
        if (page.Words.Count == 0 || page.Words.Any(word => word.Box is null)) return page;
        var letter = LetterWidth(page.Words);
        if (letter <= 0) return page;
        var left = page.Words.Min(word => word.Box!.Value.X);
        var own = page.Words.GroupBy(word => word.Line).ToDictionary(line => line.Key, line => LetterWidth([.. line]) is var width && width > Written * letter ? width : letter);
        var columns = Columns(page.Words, own);
        var text = new StringBuilder();
        var placed = new List<Word>(page.Words.Count);
        var lineStart = 0;
        foreach (var word in page.Words)
        {
            var box = word.Box!.Value;
            var column = Math.Min(WidestLine, (int)Math.Round((box.X - left) / letter));
            if (placed.Count == 0 || placed[^1].Line != word.Line)
            {
                if (placed.Count > 0) text.Append('\n');
                lineStart = text.Length;
                text.Append(' ', column);
            }
            else
            {
                var before = placed[^1].Box!.Value;
                var gap = box.X - (before.X + before.Width);
                if (gap <= ColumnGap * own[word.Line] || (gap < WideGap * own[word.Line] && !columns.Any(other => other.Line != word.Line && Math.Abs(other.X - box.X) <= Aligned * letter))) text.Append(' ');
                else text.Append(' ', Math.Max(LeastGap, column - (text.Length - lineStart)));
            }

            placed.Add(word with { Start = text.Length });
            text.Append(word.Text);
        }

        return page with { Text = text.ToString(), Words = placed };
    }

    // Where a word stands behind a gap: a hand leaves gaps, too, but not one below the other.
    private static List<(int Line, int X)> Columns(IReadOnlyList<Word> words, Dictionary<int, double> own)
    {
        var columns = new List<(int, int)>();
        for (var at = 1; at < words.Count; at++)
            if (words[at].Line == words[at - 1].Line && words[at].Box!.Value.X - (words[at - 1].Box!.Value.X + words[at - 1].Box!.Value.Width) > ColumnGap * own[words[at].Line]) columns.Add((words[at].Line, words[at].Box!.Value.X));
        return columns;
    }

    // Narrow letters set the measure: so wide a line never runs into the column behind it. A hand writes larger than print, and its gaps are measured by its own letters.
    private static double LetterWidth(IReadOnlyList<Word> words)
    {
        var widths = words.Where(word => word.Text.Length > 2).Select(word => (double)word.Box!.Value.Width / word.Text.Length).Where(width => width > 0).Order().ToList();
        return widths.Count == 0 ? 0 : widths[widths.Count / 4];
    }
}
