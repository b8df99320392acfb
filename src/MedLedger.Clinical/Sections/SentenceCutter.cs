namespace MedLedger.Clinical.Sections;

/// <summary>Tokens [First, End) that belong together: the widest reach of a negation.</summary>
internal readonly record struct Sentence(int First, int End);

/// <summary>Cuts at full stops, semicolons, headers, tick boxes and line ends; a line that plainly goes on is joined with the next.</summary>
internal static class SentenceCutter
{
    private const int LongLine = 60;
    private const int WrappedLine = 50;
    private const int LongestQuestion = 4;
    private const int Column = 3;
    private const int LongestVerdict = 4;

    // Bounds the work per sentence, so that a text without full stops costs no more than another.
    private const int MostTokens = 160;

    private static readonly HashSet<string> NoStopAfter = new(StringComparer.Ordinal)
    {
        "dr", "mr", "mrs", "ms", "prof", "no", "nr", "resp", "approx", "ca", "vs", "st", "tab", "cap", "tbl", "max", "min", "incl", "hx", "pt", "lic", "geb", "tel", "b", "dx", "q", "inj", "syp", "syr", "susp", "oint",
    };

    // "There is no", "with no", "said no": no question of a form.
    private static readonly HashSet<string> LeadsToNo = new(StringComparer.Ordinal) { "is", "was", "are", "were", "there", "has", "had", "have", "with", "and", "or", "but", "said", "say", "says", "answered", "replied", "show", "shows", "showed", "reveal", "revealed", "found", "in", "of", "by", "to", "for", "at", "on", "see", "saw", "make", "made", "report", "reports", "form" };

    private static readonly HashSet<string> Examinations = new(StringComparer.Ordinal) { "ct", "ctpa", "cta", "mri", "mra", "cxr", "xr", "xray", "ray", "echo", "tte", "toe", "ecg", "ekg", "eeg", "uss", "us", "usg", "ultrasound", "scan", "doppler", "angiogram", "imaging", "film", "biopsy", "endoscopy", "ogd", "colonoscopy", "pet" };

    private static readonly HashSet<string> Verdict = new(StringComparer.Ordinal) { "now", "course", "since", "has", "been", "was", "is", "then", "later", "finished", "completed", "stopped", "ceased", "discontinued" };

    private static readonly HashSet<string> GoesOn = new(StringComparer.Ordinal)
    {
        "to", "of", "the", "and", "with", "for", "or", "a", "an", "by", "in", "on", "from", "is", "was", "no", "not", "because", "due", "after", "under", "at", "her", "his",
    };

    // "Denies" / "asthma or epilepsy", "an MRI without" / "cord compression": nobody ends a sentence with these.
    private static readonly HashSet<string> LeadsToItsObject = new(new[] { "without", "denies", "denied", "denying", "any", "have", "has", "had", "be", "been", "are", "were", "nor", "never", "showed", "shows", "exclude", "excludes", "known" }.Select(word => Lexicon.Spelling.Fold(word)), StringComparer.Ordinal);

    // "Methotrexate 2.5mg tablets; EIGHT to be taken ONCE a WEEK": the printout of a practice parts a drug from its direction.
    private static readonly HashSet<string> BeginsDirection = new(StringComparer.Ordinal)
    {
        "one", "two", "three", "four", "five", "six", "eight", "ten", "half", "take", "apply", "inhale", "inject", "instil", "instill", "insert", "1-2", "od", "bd", "tds", "qds",
    };

    public static List<Sentence> Cut(IReadOnlyList<Token> tokens, IReadOnlyList<Section> sections, TickBoxes boxes, string text)
    {
        var sentences = new List<Sentence>();
        var headers = sections.SelectMany(section => new[] { section.HeaderToken, section.FirstToken }).ToHashSet();
        var first = 0;
        for (var at = 0; at < tokens.Count; at++)
        {
            if (at + 1 < tokens.Count && at + 1 - first < MostTokens && !headers.Contains(at + 1) && !boxes.StartsAt(at + 1) && !Stops(tokens, at, text, headers)) continue;
            sentences.Add(new(first, at + 1));
            first = at + 1;
        }

        return sentences;
    }

    private static bool Stops(IReadOnlyList<Token> tokens, int at, string text, HashSet<int> headers)
    {
        Token token = tokens[at], next = tokens[at + 1];
        if (next.Line > token.Line) return !Continues(tokens, at, text, headers);
        if (token.Kind == TokenKind.Mark && TakenUpAgain(tokens, at + 1)) return false;
        if ((token.IsMark(';') && !(next.Line == token.Line && (BeginsDirection.Contains(next.Folded) || SaysFromNow(tokens, at + 1) || next.Folded is "delabeled" or "delabelled" or "de"))) || next.IsMark('•')) return true;
        if (token.Kind != TokenKind.Mark || token.Folded[0] is not ('.' or '!')) return false;
        if (next.Start == token.End) return false;
        // "No. 7" counts, "ICD? - No. Has a pacemaker" answers.
        if (at > 0 && tokens[at - 1].Folded is "no" or "nr" && tokens[at - 1].End == token.Start) return next.Kind != TokenKind.Number;
        if (IsVerdict(tokens, at + 1)) return false;
        if (at > 0 && tokens[at - 1].End == token.Start && IsShortForm(tokens, at - 1) && next.Kind == TokenKind.Word) return false;
        return at == 0 || tokens[at - 1].End != token.Start || !NoStopAfter.Contains(tokens[at - 1].Folded);
    }

    // "Levetiracetam was 500 mg twice daily; from today 1000 mg": no dose without the other.
    private static bool SaysFromNow(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Is("from") && at + 1 < tokens.Count && (tokens[at + 1].Folded is "today" or "now" or "tonight" or "tomorrow" || tokens[at + 1].Kind == TokenKind.Date)) at += tokens[at + 1].Is("now") && at + 2 < tokens.Count && tokens[at + 2].Is("on") ? 3 : 2;
        else if (tokens[at].Folded is "now" or "currently" or "today") at++;
        else return false;
        return at < tokens.Count && tokens[at].Kind == TokenKind.Number;
    }

    // "Apixaban 5 mg bd ceased 12/3; recommenced 15/3 at 2.5 mg bd": what took it up again belongs to what ended it.
    private static bool TakenUpAgain(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Folded is "recommenced" or "restarted" or "resumed" or "reinstated" or "reintroduced" && tokens[at - 1].Folded is ";" or "." && tokens[at].Line == tokens[at - 1].Line
        && at + 1 < tokens.Count && (tokens[at + 1].Kind is TokenKind.Date or TokenKind.Number || tokens[at + 1].Folded is "at" or "on" or "today" or "by" or "after" or "with" or "yesterday" or "in");

    // "On Septra 7 days to Aug 17 for UTI. Finished.": one word behind the full stop tells what became of what stands before it.
    internal static bool IsVerdict(IReadOnlyList<Token> tokens, int first)
    {
        var end = first;
        var over = false;
        for (; end < tokens.Count && end - first < LongestVerdict && tokens[end].Line == tokens[first].Line && Verdict.Contains(tokens[end].Folded); end++)
            over |= tokens[end].Folded is "finished" or "completed" or "stopped" or "ceased" or "discontinued";
        return over && (end == tokens.Count || tokens[end].Line != tokens[first].Line || tokens[end].IsMark('.'));
    }

    // "T. Telma 40", "stop T. Glucophage": a tablet, where a line or an order begins with the letter.
    private static bool IsShortForm(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Folded is "t" or "c" or "i"
        && (at == 0 || tokens[at - 1].Line != tokens[at].Line || tokens[at - 1].Folded is "stop" or "stopped" or "start" or "started" or "hold" or "held" or "continue" or "continued" or "add" or "added" or "give" or "take" or "taking" or "on" or "," or ")" or "-" or "•");

    private static bool Continues(IReadOnlyList<Token> tokens, int at, string text, HashSet<int> headers)
    {
        Token last = tokens[at], next = tokens[at + 1];
        if (next.Line > last.Line + 1 || next.Kind == TokenKind.Mark && !next.IsMark('(')) return false;
        // "Egg:" / "outgrown" at the end of a line that was wrapped.
        if (last.IsMark(':') && !headers.Contains(at) && next.Folded is "outgrown" or "tolerated" or "negative" or "excluded" or "denied" or "resolved" or "refuted" && char.IsLower(text[next.Start])) return true;
        // "… This is a new drug allergy:" / "TRIMETHOPRIM." at the end of a long line.
        if (last.IsMark(':') && at > 0 && !headers.Contains(at) && tokens[at - 1].Folded is "allergy" or "allergies" or "allergie" or "intolerance" && next.Line == last.Line + 1 && last.End - text.LastIndexOf('\n', last.Start) >= LongLine) return true;
        if (last.IsMark('.') || last.IsMark(';') || last.IsMark(':')) return false;
        // "Asthma: no" answers; "…12 hours later. CT head: no" at the end of a long line leads on to "intracranial haemorrhage".
        if (at > 0 && !headers.Contains(at) && tokens[at - 1].Folded is ":" or "-" or "?" or "|" && last.Folded is "no" or "never" or "denie" or "denies" or "denied") return LeadsOnFromALongLine(tokens, at, text);
        if (IsAnswered(tokens, at) && char.IsUpper(text[next.Start])) return false;
        // "CKD 3a": the letter is the stage's, no article.
        var stage = at > 0 && last.Folded is "a" && tokens[at - 1].Kind == TokenKind.Number && tokens[at - 1].End == last.Start;
        if (last.IsMark(',') || last.IsMark('/') || (GoesOn.Contains(last.Folded) && !stage)) return true;
        if (LeadsToItsObject.Contains(last.Folded) && char.IsLower(text[next.Start]) && !HasLabel(tokens, at + 1)) return true;
        // A label opens something new.
        if (HasLabel(tokens, at + 1)) return false;
        // Rows of a table are long and yet end with their line.
        if (IsRow(tokens, at)) return false;
        // "Clonazepam 0.5 mg at night" below a long line begins an item, and so does "mag oxide 200 mg".
        if (char.IsUpper(text[next.Start]) && at + 2 < tokens.Count && tokens[at + 2].Kind == TokenKind.Number && tokens[at + 2].Line == next.Line) return false;
        if (BeginsItem(tokens, at + 1)) return false;
        var lineStart = text.LastIndexOf('\n', last.Start) + 1;
        return last.End - lineStart >= LongLine && (char.IsLower(text[next.Start]) || last.End - lineStart >= LongLine + 20 || next.Kind == TokenKind.Number);
    }

    private static bool HasLabel(IReadOnlyList<Token> tokens, int first)
    {
        for (var at = first; at < Math.Min(tokens.Count, first + 6) && tokens[at].Line == tokens[first].Line; at++)
            if (tokens[at].IsMark(':')) return true;
        return false;
    }

    /// <summary>"Diabetes   No" on a line of its own, as forms print their questions.</summary>
    internal static bool IsAnswered(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Folded is not "no" || at == 0 || tokens[at - 1].Line != tokens[at].Line || tokens[at - 1].Kind != TokenKind.Word || LeadsToNo.Contains(tokens[at - 1].Folded)) return false;
        var first = at;
        while (first > 0 && tokens[first - 1].Line == tokens[at].Line && at - first <= LongestQuestion) first--;
        return at - first is >= 1 and <= LongestQuestion && Enumerable.Range(first, at - first).All(word => tokens[word].Kind == TokenKind.Word || tokens[word].Folded is "/" or "-");
    }

    private static bool LeadsOnFromALongLine(IReadOnlyList<Token> tokens, int at, string text) =>
        char.IsLower(text[tokens[at + 1].Start]) && !HasLabel(tokens, at + 1) && !IsRow(tokens, at)
        && (tokens[at].End - (text.LastIndexOf('\n', tokens[at].Start) + 1) >= WrappedLine || Enumerable.Range(Math.Max(0, at - 4), Math.Min(4, at)).Any(back => tokens[back].Line == tokens[at].Line && Examinations.Contains(tokens[back].Folded)));

    private static bool BeginsItem(IReadOnlyList<Token> tokens, int first)
    {
        for (var at = first; at + 1 < Math.Min(tokens.Count, first + 4) && tokens[at + 1].Line == tokens[first].Line; at++)
        {
            if (tokens[at].Kind == TokenKind.Number) return at > first && tokens[at + 1].Folded is "mg" or "mcg" or "µg" or "g" or "ml" or "unit" or "units" or "iu" or "meq";
            if (tokens[at].Kind != TokenKind.Word) return false;
        }

        return false;
    }

    private static bool IsRow(IReadOnlyList<Token> tokens, int last)
    {
        var gaps = 0;
        for (var at = last; at > 0 && last - at < MostTokens && tokens[at - 1].Line == tokens[last].Line; at--)
            if (tokens[at].Start - tokens[at - 1].End >= Column && ++gaps > 1) return true;
        return false;
    }
}
