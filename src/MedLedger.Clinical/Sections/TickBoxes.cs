namespace MedLedger.Clinical.Sections;

internal enum BoxState
{
    None,
    Ticked,
    Unticked,

    /// <summary>A box that reading turned into letters: it may be ticked or not.</summary>
    Unclear,
}

/// <summary>Finds tick boxes, printed or misread, and tells the state of the one that governs a word.</summary>
internal sealed class TickBoxes
{
    private const int FormHasAtLeast = 3;
    private const int Reach = 60;

    // What optical reading makes of an empty and of a crossed box.
    private static readonly HashSet<string> MisreadEmpty = new(StringComparer.Ordinal) { "c1", "cj", "lj", "o", "co", "0", "ol", "ll", "cl", "oo" };
    private static readonly HashSet<string> MisreadCrossed = new(StringComparer.Ordinal) { "dx", "ix", "mx", "ex", "kx", "bx", "xi", "xf", "lx", "x" };

    private readonly SortedList<int, BoxState> _boxes = [];

    public TickBoxes(IReadOnlyList<Token> tokens)
    {
        var misread = new List<(int At, BoxState State)>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (Printed(tokens, at) is { } state) _boxes[at] = state;
            else if (Misread(tokens, at) is { } guess) misread.Add((at, guess));
        }

        if (misread.Count >= FormHasAtLeast && misread.Any(box => box.State == BoxState.Unticked))
            foreach (var (at, state) in misread)
                _boxes.TryAdd(at, state);
    }

    /// <summary>The state of the nearest box before <paramref name="at"/> on its line.</summary>
    public BoxState Governing(IReadOnlyList<Token> tokens, int at)
    {
        if (_boxes.Count == 0) return BoxState.None;
        for (var back = at - 1; back >= Math.Max(0, at - Reach) && tokens[back].Line == tokens[at].Line; back--)
            if (_boxes.TryGetValue(back, out var state)) return state;
        return BoxState.None;
    }

    private static BoxState? Printed(IReadOnlyList<Token> tokens, int at) => tokens[at].Kind != TokenKind.Mark ? null : tokens[at].Folded switch
    {
        "☐" or "□" or "◻" or "❏" or "❑" => BoxState.Unticked,
        "☑" or "☒" or "✓" or "✔" or "■" or "✗" or "✘" => BoxState.Ticked,
        "[" or "(" when at + 1 < tokens.Count && tokens[at + 1].Folded is "]" or ")" && tokens[at + 1].Start - tokens[at].End <= 3 => BoxState.Unticked,
        "[" or "(" when at + 2 < tokens.Count && tokens[at + 1].Folded is "x" or "✓" or "✔" or "*" && tokens[at + 2].Folded is "]" or ")" => BoxState.Ticked,
        _ => null,
    };

    private static BoxState? Misread(IReadOnlyList<Token> tokens, int at)
    {
        if (at + 1 >= tokens.Count || tokens[at + 1].Line != tokens[at].Line) return null;
        if (tokens[at].Is("x") && tokens[at + 1].Folded is "{" or "]" or "[" or "}") return BoxState.Unclear;
        if (tokens[at + 1].Kind != TokenKind.Word || tokens[at + 1].End - tokens[at + 1].Start < 2) return null;
        if (MisreadCrossed.Contains(tokens[at].Folded)) return BoxState.Unclear;
        return MisreadEmpty.Contains(tokens[at].Folded) ? BoxState.Unticked : null;
    }
}
