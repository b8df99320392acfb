using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Rules;

namespace MedLedger.Clinical.Sections;

internal enum SectionKind
{
    None,
    Allergies,
    Medications,
    Stopped,
    OnHold,
    Problems,
    PastHistory,
    PastProblems,
    Surgical,
    Family,
    Social,
    Labs,
    Vitals,
    Immunizations,
    Devices,
    Directives,
    Plan,
    Assessment,
    Course,
    Exam,
    Negative,
    Instructions,
    Identification,
    Given,
}

/// <summary>A section from its header on; <paramref name="FirstToken"/> is the first behind it. <paramref name="TickList"/>: the header says that boxes are to be ticked. <paramref name="Inline"/>: its content stands on the header's own line.</summary>
internal sealed record Section(SectionKind Kind, int HeaderToken, int FirstToken, bool TickList, bool Inline = false);

/// <summary>Finds section headers: a known header before a colon, or alone on its line.</summary>
internal sealed class SectionFinder
{
    private const int LongestHeader = 8;
    private const int LongestLabel = 12;
    private const int LinesToItsTable = 2;
    private const int WrappedLine = 50;
    private const int HeadsOfColumns = 10;
    private const int LongestLine = 160;

    private static readonly HashSet<string> SaysOnlyWhen = new(StringComparer.Ordinal) { "new", "status", "comment", "reason" };

    internal static readonly HashSet<string> OfLabels = new(StringComparer.Ordinal)
    {
        "box", "alert", "status", "list", "note", "notes", "section", "known", "drug", "drugs", "food", "reported", "patient", "current", "medication", "medicine", "and", "&", "/", "adverse", "reaction", "reactions", "intolerance", "intolerances", "sensitivity", "sensitivities", "history", "detail", "details", "all", "other", "documented", "recorded", "summary", "warning", "warnings", "information", "(", ")", "-", "*", "!",
    };

    private static readonly HashSet<string> OfOtherThings = new(StringComparer.Ordinal)
    {
        "clinic", "test", "tests", "testing", "letter", "referral", "specialist", "department", "unit", "service", "immunotherapy", "shots", "shot", "injection", "drop", "tablet", "pill", "treatment", "relief", "screen", "panel", "workup", "symptom", "season", "plan", "causing", "against", "due", "from", "after",
    };

    private static readonly HashSet<string> OfTables = new(StringComparer.Ordinal) { "severity", "onset", "date", "type", "criticality", "source", "verified", "substance", "agent", "category", "certainty", "item", "drug", "medicine", "medication", "product", "food", "trigger", "manifestation", "year", "when", "comment", "note", "status", "recorded", "detail", "noted", "information" };

    // Of these a table with reactions is one of allergies.
    private static readonly HashSet<string> ReactedTo = new(StringComparer.Ordinal) { "allergen", "allergens", "substance", "item", "agent", "drug", "medicine", "medication", "product", "food", "trigger" };

    private readonly WordTrie<SectionKind> _headers = new();

    private readonly TermLexicon? _names;

    private readonly DrugHeadings _drugHeadings;

    /// <param name="names">Tells a substance within a label ("Allergy penicillin: rash") from a word about the list; null where no label is read.</param>
    public SectionFinder(TermLexicon? names = null)
    {
        _names = names;
        _drugHeadings = new(names);
        foreach (var rule in RuleFile.Read<List<SectionRule>>("sections.json"))
            foreach (var header in rule.Headers)
                _headers.Add(Tokenizer.Words(header), Enum.Parse<SectionKind>(rule.Section));
    }

    public List<Section> Find(string text, IReadOnlyList<Token> tokens)
    {
        var sections = new List<Section> { new(SectionKind.None, 0, 0, TickList: false) };
        for (var at = 0; at < tokens.Count; at++)
        {
            var startsLine = at == 0 || tokens[at - 1].Line < tokens[at].Line;
            if (!startsLine && !StartsClause(text, tokens, at)) continue;
            if (startsLine) at = CourseHeadings.BehindLetter(tokens, at);
            var opens = at;
            if (tokens[at].Kind != TokenKind.Word)
            {
                if (!startsLine) continue;
                // Bullets and numbers may stand before a header.
                // "------- MEDICATION ADMINISTRATION RECORD 05/2025 -------", "*** ALLERGIES ***"
                var marks = at;
                while (marks + 1 < tokens.Count && tokens[marks + 1].Kind == TokenKind.Mark && tokens[marks + 1].Folded == tokens[at].Folded && tokens[marks + 1].Line == tokens[at].Line) marks++;
                if (marks + 1 < tokens.Count && tokens[marks + 1].Kind == TokenKind.Word && tokens[marks + 1].Line == tokens[at].Line && tokens[at].Kind == TokenKind.Mark) at = marks + 1;
                else continue;
            }

            var lineEnd = WithoutFrame(tokens, opens, at, LineEnd(tokens, at));
            var (end, kinds) = _headers.LongestAt(tokens, at, Math.Min(lineEnd, at + LongestHeader));
            if (CourseHeadings.EndsTheItemAbove(text, tokens, at, end, lineEnd)) continue;
            if (sections[^1].Kind == SectionKind.Allergies && AllergyHeadings.IsCategory(text, tokens, at) && !AllergyHeadings.EndsInlineAnswer(text, tokens, sections[^1], at)) continue;
            if (!(kinds.Count > 0 && end < lineEnd && tokens[end].IsMark(':')) && _drugHeadings.Open(text, tokens, at, lineEnd, sections) is { } behindList)
            {
                at = behindList - 1;
                continue;
            }

            if (startsLine && (kinds.Count == 0 || (kinds[0] == SectionKind.Allergies && !(end < lineEnd && tokens[end].IsMark(':')))) && AboutAllergies(tokens, at, lineEnd) is { } label)
            {
                sections.Add(new(SectionKind.Allergies, at, label + 1, TickList: false, label + 1 < lineEnd));
                at = label;
                continue;
            }

            if (kinds.Count > 0 && startsLine && kinds[0] == SectionKind.Allergies && tokens[at].Folded.StartsWith("sensitiv", StringComparison.Ordinal) && AllergyHeadings.OfACulture(text, tokens, end))
            {
                sections.Add(new(SectionKind.Exam, at, end, TickList: false, end < lineEnd));
                continue;
            }

            if (startsLine && (HeadsATable(tokens, at, lineEnd) || (!(kinds.Count > 0 && end == lineEnd) && AllergyHeadings.Is(tokens, at, lineEnd))))
            {
                sections.Add(new(SectionKind.Allergies, at, lineEnd, TickList: false));
                at = lineEnd - 1;
                continue;
            }

            if (startsLine && ListColumns.Heads(tokens, at, lineEnd))
            {
                // Below "Past medication" the columns are those of past medication.
                var above = sections[^1];
                // "Medicine stopped   Dose   Reason": the first column says what became of them.
                if (CourseHeadings.Of(text, tokens, at, FirstCell(tokens, at, lineEnd), above.Kind) is (var course, _)) sections.Add(new(course, at, lineEnd, TickList: false));
                else if (!(above.Kind is SectionKind.Medications or SectionKind.Stopped or SectionKind.OnHold or SectionKind.Given && tokens[at].Line - tokens[above.HeaderToken].Line <= LinesToItsTable)) sections.Add(new(SectionKind.Medications, at, lineEnd, TickList: false));
                at = lineEnd - 1;
                continue;
            }

            if (startsLine && !(kinds.Count > 0 && end == lineEnd) && CourseHeadings.Of(text, tokens, at, lineEnd, sections[^1].Kind) is (var became, var behind))
            {
                var first = behind < lineEnd ? behind + 1 : behind;
                AddAndLeave(became, at, first, first < lineEnd, lineEnd);
                at = first - 1;
                continue;
            }

            var ends = (kinds.Count == 0 || (end < lineEnd && !SaysWhen(tokens, end, lineEnd))) && CourseHeadings.EndsStopped(text, tokens, at, lineEnd, sections[^1].Kind);
            if (startsLine && (ends || (kinds.Count == 0 && Outdented(text, tokens, opens, sections[^1]))))
            {
                // Prose below a list is no header: "… there is no evidence" / "of dementia" is one sentence.
                sections.Add(new(SectionKind.None, at, ends ? lineEnd : at, TickList: false));
                continue;
            }

            if (kinds.Count == 0)
            {
                if (UnknownLabel()) sections.Add(new(SectionKind.None, at, lineEnd, TickList: false));
                continue;
            }

            // "Stopped: none": what stands below is not stopped, but goes on from before.
            void AddAndLeave(SectionKind kind, int header, int first, bool inline, int limit)
            {
                var before = sections[^1].Kind;
                sections.Add(new(kind, header, first, TickList: false, inline));
                if (inline && kind is SectionKind.Stopped or SectionKind.OnHold && CourseHeadings.SaysNone(tokens, first, limit) && limit < tokens.Count)
                    sections.Add(new(before == SectionKind.Medications ? before : SectionKind.None, limit, limit, TickList: false));
            }

            bool UnknownLabel() => startsLine && (lineEnd - at is > 1 and <= 6 && tokens[lineEnd - 1].IsMark(':') || (sections[^1].Kind == SectionKind.Allergies && AllergyHeadings.AsksOther(tokens, at, lineEnd))) && sections[^1].Kind != SectionKind.None;

            end = Joined(tokens, end, lineEnd, kinds[0]);
            // "New: chlorhexidine - hives" among the allergies is a new allergy.
            if (sections[^1].Kind == SectionKind.Allergies && SaysOnlyWhen.Contains(tokens[at].Folded) && end + 1 < lineEnd && tokens[end].IsMark(':')) continue;

            var tick = kinds[0] == SectionKind.Allergies && AllergyHeadings.Asks(tokens, at);
            if (end < lineEnd && tokens[end].IsMark('(') && ClosingBracket(tokens, end, lineEnd) is { } close)
            {
                tick = Enumerable.Range(end, close - end).Any(i => tokens[i].Folded is "tick" or "check" or "ticked");
                if (close + 1 >= lineEnd || tokens[close + 1].IsMark(':') || (tokens[close + 1].IsMark('-') && SpeaksOfAllergies(tokens[at]))) end = close + 1;
            }

            // "HOME MEDS PER PT (brought bag):" is a header to its colon.
            if (startsLine && kinds[0] is SectionKind.Medications or SectionKind.Stopped or SectionKind.OnHold or SectionKind.Immunizations && lineEnd - at <= LongestLabel && tokens[lineEnd - 1].IsMark(':') && !Enumerable.Range(end, lineEnd - 1 - end).Any(i => tokens[i].IsMark(':')))
            {
                end = lineEnd - 1;
                if (kinds[0] == SectionKind.Medications && CourseHeadings.Ended(tokens, at, end) is var ended and not SectionKind.Medications) kinds = [ended];
            }

            if (startsLine && BehindDay(tokens, end, lineEnd) is var behindDay && behindDay > end && behindDay < lineEnd && tokens[behindDay].IsMark(':')) end = behindDay;
            // "Allergies (updated today) - erythromycin"
            var dash = end < lineEnd && startsLine && kinds[0] == SectionKind.Allergies && SpeaksOfAllergies(tokens[at]) && tokens[end].IsMark('-') && tokens[end].Start > tokens[end - 1].End;
            // "Allergies. Cashew (hives). Vancomycin (flushing)."
            var runsIn = end + 1 < lineEnd && startsLine && tokens[end].IsMark('.') && tokens[end].Start == tokens[end - 1].End && tokens[end + 1].Start > tokens[end].End && char.IsUpper(text[tokens[at].Start]) && char.IsUpper(text[tokens[end + 1].Start]) && tokens[end - 1].End - tokens[at].Start > 3;
            // "Allergies / intolerances Levofloxacin - rash": two headings leave no doubt where the list begins.
            runsIn |= startsLine && end < lineEnd && kinds[0] == SectionKind.Allergies && Enumerable.Range(at, end - at).Any(i => tokens[i].Folded is "/" or "&") && tokens[end].Kind == TokenKind.Word && char.IsUpper(text[tokens[end].Start]) && Enumerable.Range(end, lineEnd - end).Any(i => tokens[i].Folded is "-" or "(" or ":");
            var colon = end < lineEnd && (tokens[end].IsMark(':') || (tokens[end].IsMark(';') && startsLine) || dash || runsIn);
            // "Allergies ☐ None ☑ Food: cashew"
            colon |= startsLine && end < lineEnd && kinds[0] == SectionKind.Allergies && (tokens[end].IsMark(']') || TickBoxes.Printed(tokens, end) is not null);
            // Behind a long header, a few stray marks are the scanner's.
            var alone = startsLine && (end == lineEnd || SaysWhen(tokens, end, lineEnd) || ListColumns.Follow(tokens, end, lineEnd) || (end - at >= 4 && lineEnd - end <= 4));
            // A result that stands alone ("Urine dip:", then "Negative") denies nothing but itself.
            if (!colon && kinds[0] == SectionKind.Negative && end == at + 1 && sections[^1].Kind != SectionKind.Allergies) alone = false;
            if (!colon && !alone)
            {
                if (UnknownLabel()) sections.Add(new(SectionKind.None, at, lineEnd, TickList: false));
                continue;
            }

            // "Medicine" below "Stopped during admission" heads the column of that table.
            if (!colon && end == at + 1 && kinds[0] == SectionKind.Medications && sections[^1] is { Kind: SectionKind.Stopped or SectionKind.OnHold or SectionKind.Given } list && tokens[at].Line - tokens[list.HeaderToken].Line <= LinesToItsTable) continue;

            // One- and two-letter headers (A:, S:, PE:) need their colon and the start of a line; Rx stands alone on prescriptions.
            if (tokens[end - 1].End - tokens[at].Start <= 2 && !(startsLine && (colon || tokens[at].Is("rx")))) continue;
            // What the columns are called is no item of the list.
            var last = colon ? tokens[end].Kind == TokenKind.Word ? end : end + 1 : ListColumns.Follow(tokens, end, lineEnd) ? lineEnd : end;
            if (kinds[0] is SectionKind.Stopped or SectionKind.OnHold && startsLine) AddAndLeave(kinds[0], at, last, colon && last < lineEnd, lineEnd);
            else sections.Add(new(InItsList(tokens, at, end, kinds[0], sections[^1].Kind), at, last, tick, colon && last < lineEnd));
            at = last - 1;
        }

        LabelColumn.Mark(text, tokens, sections, _headers);
        return sections;
    }

    // What frames a header on its left frames it on its right, behind a day perhaps.
    private static int WithoutFrame(IReadOnlyList<Token> tokens, int opens, int at, int lineEnd)
    {
        if (at - opens < 2) return lineEnd;
        var end = lineEnd;
        while (end > at + 1 && (tokens[end - 1].Folded == tokens[opens].Folded || tokens[end - 1].Kind is TokenKind.Date or TokenKind.Number)) end--;
        return end;
    }

    // What is indented under a header belongs to it; a line that stands where the header stood does not.
    private static bool Outdented(string text, IReadOnlyList<Token> tokens, int at, Section section)
    {
        if (section.Kind == SectionKind.None || section.FirstToken >= at || section.Inline || tokens[section.FirstToken].Line == tokens[section.HeaderToken].Line) return false;
        if (GoesOnFrom(text, tokens, at)) return false;
        var header = Indent(text, tokens[section.HeaderToken].Start);
        // "            morgens   mittags   abends": the heads of columns stand deep, the rows below them do not.
        if (Indent(text, tokens[section.FirstToken].Start) - header > HeadsOfColumns) return false;
        return Indent(text, tokens[section.FirstToken].Start) > header && Indent(text, tokens[at].Start) <= header;
    }

    // "…codeine (severe" / "vomiting), latex": a line that was wrapped belongs where the one before it does.
    private static bool GoesOnFrom(string text, IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at - 1].Folded is "," or "(" or "/" or "and" or "or") return true;
        var first = at - 1;
        var open = 0;
        for (; first >= 0 && tokens[first].Line == tokens[at - 1].Line; first--) open += tokens[first].IsMark('(') ? 1 : tokens[first].IsMark(')') ? -1 : 0;
        return tokens[at].Line == tokens[at - 1].Line + 1 && (open > 0 || (char.IsLower(text[tokens[at].Start]) && tokens[at - 1].End - tokens[first + 1].Start >= WrappedLine));
    }

    internal static int Indent(string text, int at)
    {
        var start = at;
        while (start > 0 && text[start - 1] is ' ' or '\t') start--;
        return start == 0 || text[start - 1] is '\n' or '\r' ? at - start : 0;
    }

    // "ALLERGY BOX:", "Known drug allergy status:", "Allergies as of 01/02/2024:": whatever else a label says, one that speaks of allergies opens them. A missed one would lose them all.
    private int? AboutAllergies(IReadOnlyList<Token> tokens, int at, int lineEnd)
    {
        var speaks = false;
        for (var look = at; look < Math.Min(lineEnd, at + LongestHeader); look++)
        {
            if (tokens[look].IsMark(':')) return speaks ? look : null;
            if (SpeaksOfAllergies(tokens[look]) || tokens[look].Folded.StartsWith("intoleranc", StringComparison.Ordinal) || tokens[look].Folded.StartsWith("sensitivit", StringComparison.Ordinal)) speaks = true;
            // Any other word may be the substance itself ("penicillin allergy: rash", "allergy to Quorvex: rash").
            else if (!OfLabels.Contains(tokens[look].Folded) && !(speaks && AboutTheList(tokens, look, lineEnd))) return null;
        }

        return null;
    }

    // "| Allergen | Reaction | Severity |" heads a table of allergies, whatever stands above it.
    private static bool HeadsATable(IReadOnlyList<Token> tokens, int at, int lineEnd)
    {
        bool substance = false, reaction = false;
        for (var look = at; look < lineEnd; look++)
        {
            var word = tokens[look].Folded;
            if (tokens[look].Kind != TokenKind.Mark && !OfTables.Contains(word) && !OfLabels.Contains(word) && !SpeaksOfAllergies(tokens[look])) return false;
            substance |= ReactedTo.Contains(word) || (SpeaksOfAllergies(tokens[look]) && look == at);
            reaction |= word is "reaction" or "reactions" or "manifestation";
        }

        return substance && reaction && !tokens[lineEnd - 1].IsMark(':') && Enumerable.Range(at, lineEnd - at).Any(look => tokens[look].IsMark('|') || (look > at && tokens[look].Is("reaction") && tokens[look].Start - tokens[look - 1].End > 1));
    }

    // "Allergic rhinitis: cetirizine" is a disease with its treatment, "allergy tests:" a heading of results.
    private bool AboutTheList(IReadOnlyList<Token> tokens, int at, int lineEnd) =>
        tokens[at].Kind is TokenKind.Date or TokenKind.Number
        || (tokens[at].Kind == TokenKind.Word && !tokens[at - 1].Folded.StartsWith("allergic", StringComparison.Ordinal) && !OfOtherThings.Contains(tokens[at].Folded) && _names is not null && _names.Terms.LongestAt(tokens, at, lineEnd).Values.Count == 0
            && (!tokens[at].Is("to") || (at + 1 < lineEnd && OfLabels.Contains(tokens[at + 1].Folded))));

    internal static bool SpeaksOfAllergies(Token token) =>
        token.Folded.StartsWith("allerg", StringComparison.Ordinal) || token.Folded.StartsWith("alergi", StringComparison.Ordinal) || token.Folded.StartsWith("hypersensitiv", StringComparison.Ordinal);

    // Below the medicines "Past:" heads those that were, among the problems "Acute:" those that are.
    private static SectionKind InItsList(IReadOnlyList<Token> tokens, int at, int end, SectionKind kind, SectionKind before) => (end - at, tokens[at].Folded, before) switch
    {
        (1, "past" or "previou" or "previous", SectionKind.Medications) => SectionKind.Stopped,
        (1, "acute", SectionKind.Problems or SectionKind.PastHistory or SectionKind.PastProblems) => SectionKind.Problems,
        _ => kind,
    };

    // "Allergies / ADRs": two headers of one kind are one.
    private int Joined(IReadOnlyList<Token> tokens, int end, int lineEnd, SectionKind kind)
    {
        while (end + 1 < lineEnd && tokens[end].Folded is "/" or "&" or "and" or "+" or "," or "und" && _headers.LongestAt(tokens, end + 1, Math.Min(lineEnd, end + 1 + LongestHeader)) is var (last, kinds) && (kinds.Contains(kind) || (kind is SectionKind.Stopped or SectionKind.OnHold && (kinds.Contains(SectionKind.Stopped) || kinds.Contains(SectionKind.OnHold))))) end = last;
        return end;
    }

    // "DISCONTINUED 1/10: aspirin", "Stopped 12/03/2025:".
    private static int BehindDay(IReadOnlyList<Token> tokens, int at, int lineEnd)
    {
        if (at < lineEnd && tokens[at].Is("on")) at++;
        if (at < lineEnd && tokens[at].Kind == TokenKind.Date) return at + 1;
        return at + 2 < lineEnd && tokens[at].Kind == TokenKind.Number && tokens[at + 1].IsMark('/') && tokens[at + 2].Kind == TokenKind.Number ? at + 3 : at;
    }

    // "Medication at this review", "Diagnoses as of today".
    private static bool SaysWhen(IReadOnlyList<Token> tokens, int end, int lineEnd) =>
        lineEnd - end is > 1 and <= 5 && tokens[end].Folded is "at" or "as" or "on" or "from" or "prior" or "before" or "since" && !tokens[lineEnd - 1].IsMark('.')
        && !Enumerable.Range(end, lineEnd - end).Any(at => tokens[at].Kind == TokenKind.Number);

    public static Section At(List<Section> sections, int token)
    {
        int low = 0, high = sections.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (sections[middle].HeaderToken <= token) low = middle; else high = middle - 1;
        }

        return sections[low];
    }

    /// <summary>The token behind the line, or behind as much of it as any printed line holds: a text in one line stays linear to read.</summary>
    public static int LineEnd(IReadOnlyList<Token> tokens, int at)
    {
        var end = at + 1;
        while (end < tokens.Count && end - at < LongestLine && tokens[end].Line == tokens[at].Line) end++;
        return end;
    }

    // A header may follow a full stop or a wide gap on the same line.
    private static bool StartsClause(string text, IReadOnlyList<Token> tokens, int at) =>
        tokens[at - 1].IsMark('.') || tokens[at - 1].IsMark(';') || (tokens[at].Start - tokens[at - 1].End >= 2 && text[tokens[at].Start - 1] == ' ');

    private static int FirstCell(IReadOnlyList<Token> tokens, int at, int lineEnd)
    {
        var end = at + 1;
        while (end < lineEnd && tokens[end].Start - tokens[end - 1].End < 2 && !tokens[end].IsMark('|')) end++;
        return end;
    }

    private static int? ClosingBracket(IReadOnlyList<Token> tokens, int open, int limit)
    {
        for (var at = open; at < limit; at++)
            if (tokens[at].IsMark(')')) return at;
        return null;
    }

    private sealed record SectionRule(string Section, List<string> Headers);
}
