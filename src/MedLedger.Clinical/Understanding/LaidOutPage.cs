using System.Text;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Understanding;

/// <summary>
/// A page whose words stand in its text as they stand on the paper: what is far to the right is behind many blanks, so that columns and tables are
/// told apart as in a typed text, and what goes on below within a cell of a table follows in that cell.
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

    /// <summary>The page with the same words and its text laid out; the page itself where its words have no places.</summary>
    public static Page Of(Page page)
    {
        if (page.Words.Count == 0 || page.Words.Any(word => word.Box is null)) return page;
        var letter = LetterWidth(page.Words);
        if (letter <= 0) return page;
        var left = page.Words.Min(word => word.Box!.Value.X);
        var lines = Lines(page.Words, letter);
        TornTable.Join(lines);
        SideBySide.Part(lines, letter);
        WrappedCells.Join(lines, letter);
        AllergyBox.Unfold(lines, letter);
        var text = new StringBuilder();
        var placed = new List<Word>(page.Words.Count);
        foreach (var line in lines)
        {
            if (placed.Count > 0) text.Append('\n');
            var start = text.Length;
            foreach (var chunk in line)
            {
                var column = Math.Min(WidestLine, (int)Math.Round((chunk[0].Box!.Value.X - left) / letter));
                text.Append(' ', Math.Max(text.Length == start ? 0 : LeastGap, column - (text.Length - start)));
                foreach (var word in chunk)
                {
                    if (word != chunk[0]) text.Append(' ');
                    placed.Add(word with { Start = text.Length });
                    text.Append(word.Text);
                }
            }
        }

        return page with { Text = text.ToString(), Words = placed };
    }

    // Each line as the pieces that gaps part.
    private static List<List<List<Word>>> Lines(IReadOnlyList<Word> words, double letter)
    {
        var own = words.GroupBy(word => word.Line).ToDictionary(line => line.Key, line => LetterWidth([.. line]) is var width && width > Written * letter ? width : letter);
        var columns = Columns(words, own);
        var lines = new List<List<List<Word>>>();
        for (var at = 0; at < words.Count; at++)
        {
            var (word, width) = (words[at], own[words[at].Line]);
            if (at == 0 || words[at - 1].Line != word.Line) lines.Add([[word]]);
            else if (Gap(words[at - 1], word) is var gap && (gap <= ColumnGap * width || (gap < WideGap * width && !columns.Any(other => other.Line != word.Line && Math.Abs(other.X - word.Box!.Value.X) <= Aligned * letter)))) lines[^1][^1].Add(word);
            else lines[^1].Add([word]);
        }

        return lines;
    }

    // Where a word stands behind a gap: a hand leaves gaps, too, but not one below the other.
    private static List<(int Line, int X)> Columns(IReadOnlyList<Word> words, Dictionary<int, double> own)
    {
        var columns = new List<(int, int)>();
        for (var at = 1; at < words.Count; at++)
            if (words[at].Line == words[at - 1].Line && Gap(words[at - 1], words[at]) > ColumnGap * own[words[at].Line]) columns.Add((words[at].Line, words[at].Box!.Value.X));
        return columns;
    }

    private static int Gap(Word before, Word word) => word.Box!.Value.X - (before.Box!.Value.X + before.Box!.Value.Width);

    // Narrow letters set the measure: so wide a line never runs into the column behind it. A hand writes larger than print, and its gaps are measured by its own letters.
    private static double LetterWidth(IReadOnlyList<Word> words)
    {
        var widths = words.Where(word => word.Text.Length > 2).Select(word => (double)word.Box!.Value.Width / word.Text.Length).Where(width => width > 0).Order().ToList();
        return widths.Count == 0 ? 0 : widths[widths.Count / 4];
    }
}
