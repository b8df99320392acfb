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
    private const int LongestItem = 4;
    private const int LongestForm = 60;
    private const int ColumnGap = 6;

    // What optical reading makes of an empty and of a crossed box: the frame is read as strokes, the cross as an x.
    private static readonly HashSet<string> MisreadEmpty = new(StringComparer.Ordinal) { "c1", "cj", "lj", "li", "ij", "o", "co", "0", "ol", "ll", "cl", "ci", "oo", "l1" };
    private static readonly HashSet<string> MisreadFrame = new(StringComparer.Ordinal) { "l", "c", "i", "j", "t", "u", "cl", "li", "lj", "ll", "cj", "o" };
    private static readonly HashSet<string> MisreadCrossed = new(StringComparer.Ordinal) { "dx", "ix", "mx", "kx", "bx", "lx", "x", "xx", "xi", "xl", "xf", "xt", "xj", "xd" };

    private static readonly HashSet<string> Affirms = new(StringComparer.Ordinal) { "yes", "y", "pos", "positive", "reactive", "present", "ja", "oui", "si" };
    private static readonly HashSet<string> Denies = new(StringComparer.Ordinal) { "no", "n", "neg", "negative", "non", "nonreactive", "absent", "nein" };

    private static readonly HashSet<string> LeadsOn = new(StringComparer.Ordinal) { "previous", "previou", "prior", "past", "history", "of", "chronic", "recent", "current", "known", "high", "low", "the" };

    private readonly SortedList<int, BoxState> _boxes = [];
    private readonly SortedList<int, bool> _heads = [];
    private readonly HashSet<int> _behind = [];
    private readonly HashSet<int> _lost = [];

    public TickBoxes(IReadOnlyList<Token> tokens)
    {
        var misread = new List<(int At, BoxState State)>();
        for (var at = 0; at < tokens.Count; at++)
        {
            // "Have you ever had     Yes   No" above a column of boxes each: the answers stand in this order.
            if (at > 0 && tokens[at - 1].Line == tokens[at].Line && (Affirms.Contains(tokens[at - 1].Folded) && Denies.Contains(tokens[at].Folded) || Denies.Contains(tokens[at - 1].Folded) && Affirms.Contains(tokens[at].Folded))) _heads[tokens[at].Line] = Affirms.Contains(tokens[at - 1].Folded);
            if (Printed(tokens, at) is { } state) _boxes[at] = state;
            else if (Misread(tokens, at) is { } guess) misread.Add((at, guess));
        }

        // Some boxes of a form may be read as printed and others as letters.
        var anyEmpty = misread.Any(box => box.State == BoxState.Unticked) || _boxes.ContainsValue(BoxState.Unticked);
        if (misread.Count + _boxes.Count < FormHasAtLeast || !anyEmpty) return;
        // An empty box is never read as a cross. One lone cross among the letters may be a letter, unless the form's other crosses kept their frames.
        var anyCrossed = misread.Any(box => box.State == BoxState.Ticked) || _boxes.ContainsValue(BoxState.Ticked);
        foreach (var (at, state) in misread)
            _boxes.TryAdd(at, state == BoxState.Unclear && anyCrossed && StartsLabel(tokens, at) ? BoxState.Ticked : state);
        _behind = BoxesBehind.Lines(tokens, _boxes.Keys);
        _lost = LostBox.Lines(tokens, _boxes.Keys, box => SaysYesOrNo(tokens, box));
    }

    /// <summary>Whether a box stands at this token; what follows it is an item of its own.</summary>
    public bool StartsAt(int token) => _boxes.ContainsKey(token);

    public bool AnyTicked => _boxes.ContainsValue(BoxState.Ticked);

    /// <summary>The state of the nearest box before <paramref name="at"/> on its line.</summary>
    public BoxState Governing(IReadOnlyList<Token> tokens, int at)
    {
        if (_boxes.Count == 0) return BoxState.None;
        if (_heads.Count > 0 && InColumns(tokens, at) is { } column) return column;
        if (_behind.Contains(tokens[at].Line)) return FirstBehind(tokens, at);
        var nearest = at - 1;
        while (nearest >= 0 && at - nearest < Reach && tokens[nearest].Line == tokens[at].Line && !_boxes.ContainsKey(nearest)) nearest--;
        var boxBefore = nearest >= 0 && _boxes.ContainsKey(nearest) && tokens[nearest].Line == tokens[at].Line;
        if ((!boxBefore || SaysYesOrNo(tokens, nearest)) && Answer(tokens, at) is { } answer) return answer;
        for (var back = at - 1; back >= Math.Max(0, at - Reach) && tokens[back].Line == tokens[at].Line; back--)
            // "☐ Diabetes          Metformin 500 mg": the box is of its own column.
            if (_boxes.TryGetValue(back, out var state)) return AnsweredYes(tokens, back, at) ? BoxState.Ticked : InAnotherColumn(tokens, back, at) ? BoxState.None : state == BoxState.Unticked && WordBehind(tokens, back) < at && HasDetail(tokens, at) ? BoxState.Unclear : state;
        if (_lost.Contains(tokens[at].Line)) return BoxState.Unclear;
        return WrappedFrom(tokens, at) is var wrapped and not BoxState.None ? wrapped : MayBeWrapped(tokens, at);
    }

    // "☐ Lead advisory ☐ Anticoagulated ☐ ICD" / "deactivated / DNR": below a full row of boxes a few words may be the rest of the last label.
    private BoxState MayBeWrapped(IReadOnlyList<Token> tokens, int at)
    {
        var first = at;
        while (first > 0 && tokens[first - 1].Line == tokens[at].Line && at - first <= LongestItem) first--;
        var end = at + 1;
        while (end < tokens.Count && tokens[end].Line == tokens[at].Line && end - first <= LongestItem) end++;
        if (first == 0 || end - first > LongestItem || tokens[first - 1].Line != tokens[at].Line - 1) return BoxState.None;
        var box = first - 1;
        while (box > 0 && tokens[box].Line == tokens[first - 1].Line && !_boxes.ContainsKey(box) && first - box <= 3) box--;
        return _boxes.TryGetValue(box, out var state) && state == BoxState.Unticked && box < first - 1 && tokens[box].Line == tokens[first - 1].Line && !_behind.Contains(tokens[box].Line) && BoxesBefore(tokens, box) >= FormHasAtLeast - 1 ? BoxState.Unclear : BoxState.None;
    }

    private int BoxesBefore(IReadOnlyList<Token> tokens, int box) =>
        Enumerable.Range(Math.Max(0, box - Reach), box - Math.Max(0, box - Reach)).Count(back => tokens[back].Line == tokens[box].Line && _boxes.ContainsKey(back));

    // "☐ Epilepsy ☐ Previous" / "caesarean": the label went on in the next line.
    private BoxState WrappedFrom(IReadOnlyList<Token> tokens, int at)
    {
        if (at == 0 || tokens[at - 1].Line != tokens[at].Line - 1) return BoxState.None;
        var back = at - 1;
        while (back > 0 && tokens[back].Line == tokens[at - 1].Line && LeadsOn.Contains(tokens[back].Folded)) back--;
        return tokens[back].Line == tokens[at - 1].Line && !_behind.Contains(tokens[back].Line) && _boxes.TryGetValue(back, out var state) && (back < at - 1 || AnotherBefore(tokens, back)) ? state : BoxState.None;
    }

    private bool AnotherBefore(IReadOnlyList<Token> tokens, int box)
    {
        for (var back = box - 1; back >= Math.Max(0, box - Reach) && tokens[back].Line == tokens[box].Line; back--)
            if (_boxes.ContainsKey(back)) return true;
        return false;
    }

    /// <summary>The state of the only box behind <paramref name="at"/> on a line that has none before it: "CPR attempts recommended [ ]".</summary>
    public BoxState Behind(IReadOnlyList<Token> tokens, int at)
    {
        var found = BoxState.None;
        for (var look = at; look < Math.Min(tokens.Count, at + Reach) && tokens[look].Line == tokens[at].Line; look++)
        {
            if (!_boxes.TryGetValue(look, out var state)) continue;
            if (found != BoxState.None) return BoxState.None;
            found = state;
        }

        return found;
    }

    // "MRSA ☐ pacemaker ☐ hearing aid ☒": each box answers for the words before it; what "other ☒" is, stands behind.
    private BoxState FirstBehind(IReadOnlyList<Token> tokens, int at)
    {
        for (var next = at + 1; next < Math.Min(tokens.Count, at + Reach) && tokens[next].Line == tokens[at].Line; next++)
            if (_boxes.TryGetValue(next, out var state)) return state;
        for (var back = at - 1; back >= Math.Max(0, at - Reach) && tokens[back].Line == tokens[at].Line; back--)
            if (_boxes.TryGetValue(back, out var last)) return last;
        return BoxState.None;
    }

    // "Heart attack     ☐    ☒" below "Yes   No": two boxes behind the words, with nothing in between, answer for them.
    private BoxState? InColumns(IReadOnlyList<Token> tokens, int at)
    {
        var line = tokens[at].Line;
        var head = _heads.Keys.LastOrDefault(head => head < line, -1);
        if (head < 0 || line - head > LongestForm) return null;
        var opens = at;
        while (opens > 0 && at - opens < Reach && tokens[opens - 1].Line == line) opens--;
        var onLine = Enumerable.Range(opens, Math.Min(tokens.Count, at + Reach) - opens).Where(look => tokens[look].Line == line && _boxes.ContainsKey(look)).Take(2).ToList();
        if (onLine is not [var first, var second] || first < at || !Enumerable.Range(first, second - first).All(between => tokens[between].Kind == TokenKind.Mark || tokens[between].Is("x"))) return null;
        return (_boxes[first], _boxes[second]) switch
        {
            (BoxState.Ticked, BoxState.Unticked) => _heads[head] ? BoxState.Ticked : BoxState.Unticked,
            (BoxState.Unticked, BoxState.Ticked) => _heads[head] ? BoxState.Unticked : BoxState.Ticked,
            (BoxState.Unticked, BoxState.Unticked) => BoxState.Unticked,
            _ => BoxState.Unclear,
        };
    }

    // "Advance directive on file: [ ] Yes [x] No", "Diabetes [x] Yes [ ] No": the boxes behind a question answer it.
    private BoxState? Answer(IReadOnlyList<Token> tokens, int at)
    {
        bool? yes = null;
        var answers = 0;
        for (var look = at + 1; look < Math.Min(tokens.Count, at + Reach) && tokens[look].Line == tokens[at].Line; look++)
        {
            if (!_boxes.TryGetValue(look, out var state)) continue;
            var word = WordBehind(tokens, look);
            if (!SaysYesOrNo(tokens, look)) return answers > 1 && yes is { } said ? said ? BoxState.Ticked : BoxState.Unticked : null;
            answers++;
            if (state == BoxState.Ticked) yes = yes is null ? Affirms.Contains(tokens[word].Folded) : null;
            if (answers == 2) return yes is { } answer ? answer ? BoxState.Ticked : BoxState.Unticked : null;
        }

        return null;
    }

    // "Allergies: [x] Yes [ ] No   cefazolin (anaphylaxis), tramadol": behind a ticked "yes" the free text says what, and the empty "no" governs none of it.
    private bool AnsweredYes(IReadOnlyList<Token> tokens, int no, int at)
    {
        if (_boxes[no] != BoxState.Unticked || WordBehind(tokens, no) is var word && (word >= at || tokens[word].Folded is not ("no" or "n"))) return false;
        for (var back = no - 1; back >= 0 && tokens[back].Line == tokens[no].Line && no - back <= LongestItem + 1; back--)
            if (_boxes.TryGetValue(back, out var state)) return state == BoxState.Ticked && WordBehind(tokens, back) is var yes && yes < no && tokens[yes].Folded is "yes" or "y";
        return false;
    }

    private static int WordBehind(IReadOnlyList<Token> tokens, int box)
    {
        var word = box + 1;
        while (word < tokens.Count && word < box + 4 && (tokens[word].Kind == TokenKind.Mark || tokens[word].Is("x"))) word++;
        return word;
    }

    private static bool SaysYesOrNo(IReadOnlyList<Token> tokens, int box) =>
        WordBehind(tokens, box) is var word && word < tokens.Count && tokens[word].Line == tokens[box].Line && (Affirms.Contains(tokens[word].Folded) || Denies.Contains(tokens[word].Folded));

    // "☐ Penicillin Latex - urticaria": what is spelled out behind an empty box's own word may be an item whose box was lost.
    private bool HasDetail(IReadOnlyList<Token> tokens, int at)
    {
        for (var next = at + 1; next < Math.Min(tokens.Count, at + LongestItem) && tokens[next].Line == tokens[at].Line && !StartsAt(next); next++)
            if (tokens[next].Kind == TokenKind.Mark && tokens[next].Folded is "-" or "–" or "—") return true;
        return false;
    }

    private static bool InAnotherColumn(IReadOnlyList<Token> tokens, int box, int at)
    {
        var word = WordBehind(tokens, box);
        // "☐ D       Comfort care only": the letter counts the rows, and the words behind the gap are what is chosen.
        if (word + 1 <= at && tokens[word].End - tokens[word].Start == 1 && !Affirms.Contains(tokens[word].Folded) && !Denies.Contains(tokens[word].Folded)) word++;
        for (var next = word + 1; next <= at; next++)
            if (tokens[next].Start - tokens[next - 1].End >= ColumnGap) return true;
        return false;
    }

    /// <summary>The state of the box that is printed at <paramref name="at"/>; null where none is.</summary>
    public static BoxState? Printed(IReadOnlyList<Token> tokens, int at) => tokens[at].Kind != TokenKind.Mark ? null : tokens[at].Folded switch
    {
        "☐" or "□" or "◻" or "❏" or "❑" or "▢" => BoxState.Unticked,
        "☑" or "☒" or "✓" or "✔" or "■" or "✗" or "✘" or "☓" => BoxState.Ticked,
        "[" or "(" when at + 1 < tokens.Count && tokens[at + 1].Folded is "]" or ")" && tokens[at + 1].Start - tokens[at].End <= 3 => BoxState.Unticked,
        "[" or "(" when at + 2 < tokens.Count && tokens[at + 1].Folded is "x" or "✓" or "✔" or "*" && tokens[at + 2].Folded is "]" or ")" => BoxState.Ticked,
        _ => null,
    };

    private static bool StartsLabel(IReadOnlyList<Token> tokens, int cross) =>
        tokens[cross + 1].Kind == TokenKind.Word && (cross == 0 || tokens[cross - 1].Line != tokens[cross].Line || tokens[cross - 1].Kind == TokenKind.Word);

    private static bool BehindNumber(IReadOnlyList<Token> tokens, int at)
    {
        for (var before = at - 1; before >= 0 && at - before < Reach && tokens[before].Line == tokens[at].Line; before--)
            if (tokens[before].Kind == TokenKind.Number && !tokens[before].Is("0")) return true;
        return false;
    }

    private static BoxState? Misread(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Kind == TokenKind.Mark || at + 1 >= tokens.Count || tokens[at + 1].Line != tokens[at].Line) return null;
        // "1-0-0 to continue", "K/C/O asthma": a box stands free.
        if (at > 0 && tokens[at - 1].End == tokens[at].Start) return null;
        // "2 x daily" counts; it ticks nothing.
        if (at > 0 && tokens[at - 1].Kind == TokenKind.Number && tokens[at - 1].Line == tokens[at].Line) return null;
        var frame = tokens[at + 1].Kind == TokenKind.Mark && tokens[at + 1].Start == tokens[at].End && tokens[at + 1].Folded is "{" or "]" or "[" or "}" or "|" or "!";
        var label = at + (frame ? 2 : 1);
        if (label >= tokens.Count || tokens[label].Line != tokens[at].Line || tokens[label].Kind != TokenKind.Word || tokens[label].End - tokens[label].Start < 2) return null;
        if (MisreadCrossed.Contains(tokens[at].Folded)) return tokens[at].Is("x") && !frame ? BoxState.Unclear : BoxState.Ticked;
        // "TAKE 1 TABLET TWICE DAILY     0    Discontinued": behind an amount a zero is the refills that are left.
        if (tokens[at].Is("0") && BehindNumber(tokens, at)) return null;
        return (frame ? MisreadFrame : MisreadEmpty).Contains(tokens[at].Folded) ? BoxState.Unticked : null;
    }
}
