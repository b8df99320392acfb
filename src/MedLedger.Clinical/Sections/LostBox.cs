namespace MedLedger.Clinical.Sections;

/// <summary>"Asthma  [x] COPD  [ ] Bronchiectasis" below rows that begin with a box: the first item of the row had one too, which reading lost. Whether it was ticked nobody knows.</summary>
internal static class LostBox
{
    private const int LongestItem = 3;
    private const int NextRow = 2;

    /// <param name="tokens">The words of the page.</param>
    /// <param name="boxes">Where its boxes stand.</param>
    /// <param name="answers">Whether a box stands before "yes" or "no", which answer the words in front of them.</param>
    /// <returns>The lines whose first words lost their box.</returns>
    public static HashSet<int> Lines(IReadOnlyList<Token> tokens, IEnumerable<int> boxes, Func<int, bool> answers)
    {
        var rows = boxes.GroupBy(box => tokens[box].Line).Select(row => (Line: row.Key, First: row.Min(), Last: row.Max(), Opens: FirstOf(tokens, row.Min()), Answers: row.Any(answers))).OrderBy(row => row.Line).ToList();
        var lost = new HashSet<int>();
        foreach (var row in rows)
        {
            if (row.Opens == row.First || row.First - row.Opens > LongestItem || row.Answers || row.Last == row.First || !LabelBehind(tokens, row.Last)) continue;
            if (!Enumerable.Range(row.Opens, row.First - row.Opens).All(at => tokens[at].Kind == TokenKind.Word)) continue;
            if (rows.Exists(other => other.Line != row.Line && Math.Abs(other.Line - row.Line) <= NextRow && other.First == other.Opens && other.Last > other.First && !other.Answers)) lost.Add(row.Line);
        }

        return lost;
    }

    private static bool LabelBehind(IReadOnlyList<Token> tokens, int box) =>
        Enumerable.Range(box + 1, Math.Max(0, Math.Min(tokens.Count, box + 4) - box - 1)).Any(at => tokens[at].Line == tokens[box].Line && tokens[at].Kind == TokenKind.Word && !tokens[at].Is("x"));

    private static int FirstOf(IReadOnlyList<Token> tokens, int at)
    {
        while (at > 0 && tokens[at - 1].Line == tokens[at].Line) at--;
        return at;
    }
}
