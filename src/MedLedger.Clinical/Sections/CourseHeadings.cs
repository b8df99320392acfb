namespace MedLedger.Clinical.Sections;

/// <summary>Headings that say in their own words what became of the medicines below: "Medicines UNCHANGED", "Medications ceased this admission:", "STOP TAKING THESE MEDICATIONS".</summary>
internal static class CourseHeadings
{
    private const int LongestHeading = 14;
    private const int LongestLabel = 8;
    private const int LongestIndent = 6;

    private static readonly HashSet<string> Medicines = Folded("medication", "medications", "medicine", "medicines", "med", "meds", "drug", "drugs", "prescription", "prescriptions", "tablets", "treatment", "treatments", "therapy", "therapies", "rx");

    private static readonly HashSet<string> Stopped = Folded("stopped", "ceased", "discontinued", "withdrawn", "deprescribed", "cancelled", "canceled", "ended", "d/c", "dcd", "d/ced");

    // "Medication list completed by Jane" ended nothing; "medications completed" did.
    private static readonly HashSet<string> Finished = Folded("completed", "finished");

    private static readonly HashSet<string> Held = Folded("withheld", "held", "paused", "suspended", "omitted", "interrupted");

    private static readonly HashSet<string> Taken = Folded("started", "new", "newly", "commenced", "initiated", "introduced", "added", "continued", "continuing", "unchanged", "changed", "altered", "amended", "adjusted", "modified", "increased", "decreased", "reduced", "resumed", "restarted", "recommenced", "ongoing", "same");

    // As an order ("STOP TAKING THESE MEDICATIONS", "medicines to withhold") such a word heads a list only where more of a heading stands beside it.
    private static readonly HashSet<string> StopOrders = Folded("stop", "cease", "discontinue");
    private static readonly HashSet<string> HoldOrders = Folded("hold", "withhold", "pause", "suspend");
    private static readonly HashSet<string> TakeOrders = Folded("start", "continue", "resume", "restart", "recommence", "change", "changes", "begin", "commence", "keep", "increase", "reduce");

    private static readonly HashSet<string> TakenAgain = Folded("continue", "continued", "continuing", "resume", "resumed", "restart", "restarted", "recommence", "recommenced", "take", "taken", "taking");
    private static readonly HashSet<string> Altered = Folded("changed", "altered", "amended", "adjusted", "modified");

    private static readonly HashSet<string> Besides = Folded(
        "to", "be", "been", "being", "that", "which", "have", "has", "had", "were", "was", "are", "the", "these", "this", "those", "following", "you", "your", "our", "his", "her", "patient", "patients", "how", "why", "when",
        "term", "all", "any", "other", "take", "taken", "taking", "on", "at", "during", "in", "after", "since", "for", "from", "by", "with", "and", "or", "of", "prior", "before", "until", "below", "as", "admission", "discharge", "stay", "hospital", "inpatient", "ward", "visit",
        "today", "clinic", "appointment", "consultation", "reason", "reasons", "date", "details", "list", "still", "should", "must", "now", "temporarily", "permanently", "recently", "previously", "already", "longer", "transfer", "dose", "doses", "preadmission", "pre", "s", "d", "gp", "ed", "icu", "itu", "do", "not", "no");

    private static readonly HashSet<string> Kept = Folded("home", "regular", "usual", "current", "currently", "repeat", "acute", "long", "routine", "active", "present");

    private static readonly HashSet<string> None = Folded("none", "nil", "no", "n/a", "na", "nothing", "keine", "aucun", "ninguno");

    /// <summary>What the line (to its colon, or whole) heads, and where the heading ends; null where it is no such heading.</summary>
    public static (SectionKind Kind, int End)? Of(string text, IReadOnlyList<Token> tokens, int at, int lineEnd, SectionKind above)
    {
        // "Ceased - do not pack"
        if (at + 4 < lineEnd && Stopped.Contains(tokens[at].Folded) && tokens[at + 1].IsMark('-') && tokens[at + 2].Is("do") && tokens[at + 3].Is("not") && at + 5 == lineEnd) return (SectionKind.Stopped, lineEnd);
        bool medicines = false, stopped = false, held = false, taken = false, not = false, orders = false, again = false, altered = false, told = false, that = false, kept = false;
        var end = at;
        for (; end < lineEnd && !tokens[end].IsMark(':'); end++)
        {
            var word = tokens[end].Folded;
            if (end - at >= LongestHeading) return null;
            if (tokens[end].Kind == TokenKind.Date) continue;
            if (tokens[end].Kind == TokenKind.Mark)
            {
                if (word is not ("(" or ")" or "-" or "/" or "&" or "'" or "’" or "*" or ",")) return null;
                continue;
            }

            if (Medicines.Contains(word)) medicines = true;
            else if (Stopped.Contains(word)) stopped = true;
            else if (Finished.Contains(word) && (end == at ? end + 1 < lineEnd && Medicines.Contains(tokens[end + 1].Folded) : Medicines.Contains(tokens[end - 1].Folded))) stopped = true;
            else if (Held.Contains(word)) held = true;
            else if (Taken.Contains(word)) taken = true;
            else if (StopOrders.Contains(word)) stopped = orders = true;
            else if (HoldOrders.Contains(word)) held = orders = true;
            else if (TakeOrders.Contains(word)) taken = orders = true;
            else if (Kept.Contains(word)) kept = true;
            else if (word is "take" or "taking" && end > at && tokens[end - 1].Folded is "to" or "still" or "currently" or "now" or "are") kept = true;
            else if (!Besides.Contains(word)) return null;
            again |= TakenAgain.Contains(word);
            altered |= Altered.Contains(word);
            not |= word is "not" or "no";
            told |= word is "were" or "was" or "have" or "has" or "had" or "are" or "been";
            that |= word is "that" or "which" or "you" or "your" or "following";
        }

        var colon = end < lineEnd;
        // "Regular tablets", "Medicines to take" below the stopped ones head what is taken.
        taken |= kept && !stopped && !held && !not && above is SectionKind.Stopped or SectionKind.OnHold;
        if (!medicines || end - at < 2 || !(stopped || held || taken || (not && again))) return null;
        // "Her medicines were stopped" is a sentence, "medicines that were stopped" heads a list.
        if (!colon && ((told && !that) || char.IsLower(text[tokens[at].Start]) || tokens[end - 1].Kind == TokenKind.Mark && !tokens[end - 1].IsMark(')'))) return null;
        // "Continue current medications" below the stopped ones ends them; elsewhere it is one line of a plan.
        var capitals = text.AsSpan(tokens[at].Start, tokens[end - 1].End - tokens[at].Start).IndexOfAnyInRange('a', 'z') < 0;
        if (orders && !colon && !capitals && !Enumerable.Range(at, end - at).Any(i => tokens[i].Folded is "these" or "taking" or "following" or "how" or "should" || (tokens[i].Is("to") && i > at)) && !(taken && above is SectionKind.Stopped or SectionKind.OnHold)) return null;
        if (Kind() is not { } kind) return null;
        return (kind, end);

        SectionKind? Kind()
        {
            var hold = held || (stopped && Enumerable.Range(at, end - at).Any(i => tokens[i].Is("temporarily")));
            // "Not continued", "no longer taking", "do not take", "not to be restarted".
            if (not) return stopped || held ? null : altered ? SectionKind.Medications : again ? SectionKind.Stopped : null;
            // "Medicines started, stopped or changed": each line tells for itself.
            if (taken && (stopped || held)) return SectionKind.None;
            return stopped && !(hold && !held) ? SectionKind.Stopped : hold ? SectionKind.OnHold : SectionKind.Medications;
        }
    }

    /// <summary>"Drugs to be reviewed by GP" below the stopped ones: whatever it heads, it is not what was stopped.</summary>
    public static bool EndsStopped(string text, IReadOnlyList<Token> tokens, int at, int lineEnd, SectionKind above) =>
        above is SectionKind.Stopped or SectionKind.OnHold && lineEnd - at is > 1 and <= LongestLabel && char.IsUpper(text[tokens[at].Start]) && tokens[at].Folded is "medication" or "medicine" or "meds" or "drug" or "drugs" or "prescription" && tokens[lineEnd - 1].Kind == TokenKind.Word
        && Enumerable.Range(at, lineEnd - at).All(i => tokens[i].Kind == TokenKind.Word && !Stopped.Contains(tokens[i].Folded) && !Held.Contains(tokens[i].Folded) && !StopOrders.Contains(tokens[i].Folded));

    /// <summary>"Atenolol 50 mg daily" / "   STOPPED (bradycardia)": set in below an item, the word tells of that item and heads nothing.</summary>
    public static bool EndsTheItemAbove(string text, IReadOnlyList<Token> tokens, int at, int end, int lineEnd)
    {
        if (at == 0 || end - at != 1 || tokens[at].Line != tokens[at - 1].Line + 1 || !(Stopped.Contains(tokens[at].Folded) || Held.Contains(tokens[at].Folded)) || tokens[lineEnd - 1].IsMark(':') || (end < lineEnd && tokens[end].IsMark(':'))) return false;
        var first = at - 1;
        while (first > 0 && tokens[first - 1].Line == tokens[at - 1].Line) first--;
        var deeper = SectionFinder.Indent(text, tokens[at].Start) - SectionFinder.Indent(text, tokens[first].Start);
        return deeper is > 0 and <= LongestIndent && Enumerable.Range(first, at - first).Any(i => tokens[i].Kind == TokenKind.Number) && !tokens[at - 1].IsMark(':');
    }

    /// <summary>Where the words of a heading begin behind the letter that counts it ("C. Ceased").</summary>
    public static int BehindLetter(IReadOnlyList<Token> tokens, int at) =>
        at + 2 < tokens.Count && tokens[at] is { Kind: TokenKind.Word, Folded: [>= 'a' and <= 'h'] } && tokens[at + 1].Folded is "." or ")" && tokens[at + 1].Start == tokens[at].End && tokens[at + 2].Kind == TokenKind.Word && tokens[at + 2].Line == tokens[at].Line && tokens[at + 2].Start > tokens[at + 1].End ? at + 2 : at;

    /// <summary>What a heading of medicines says of them besides, whatever else it tells: "Medications ceased by Dr Smith:".</summary>
    public static SectionKind Ended(IReadOnlyList<Token> tokens, int at, int end)
    {
        var words = Enumerable.Range(at, end - at).Select(i => tokens[i].Folded).ToList();
        if (words.Exists(word => word is "not" or "no") || words.Exists(Taken.Contains) || words.Exists(TakeOrders.Contains)) return SectionKind.Medications;
        return words.Exists(Stopped.Contains) ? SectionKind.Stopped : words.Exists(Held.Contains) ? SectionKind.OnHold : SectionKind.Medications;
    }

    /// <summary>"Medicines stopped: nil": whether a heading's own line says that there are none.</summary>
    public static bool SaysNone(IReadOnlyList<Token> tokens, int from, int lineEnd) =>
        from < lineEnd && lineEnd - from <= 4 && Enumerable.Range(from, lineEnd - from).Any(at => None.Contains(tokens[at].Folded))
        && Enumerable.Range(from, lineEnd - from).All(at => tokens[at].Kind == TokenKind.Mark || None.Contains(tokens[at].Folded) || Besides.Contains(tokens[at].Folded) || Stopped.Contains(tokens[at].Folded) || Taken.Contains(tokens[at].Folded) || Medicines.Contains(tokens[at].Folded));

    private static HashSet<string> Folded(params string[] words) => new(words.SelectMany(Tokenizer.Words), StringComparer.Ordinal);
}
