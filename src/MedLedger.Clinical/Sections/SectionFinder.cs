using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Rules;

namespace MedLedger.Clinical.Sections;

internal enum SectionKind
{
    None,
    Allergies,
    Medications,
    Stopped,
    Problems,
    PastHistory,
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
}

/// <summary>A section from its header on; <paramref name="FirstToken"/> is the first behind it. <paramref name="TickList"/>: the header says that boxes are to be ticked. <paramref name="Inline"/>: its content stands on the header's own line.</summary>
internal sealed record Section(SectionKind Kind, int HeaderToken, int FirstToken, bool TickList, bool Inline = false);

/// <summary>Finds section headers: a known header before a colon, or alone on its line.</summary>
internal sealed class SectionFinder
{
    private const int LongestHeader = 8;
    private const int LongestLine = 160;

    private static readonly HashSet<string> SaysOnlyWhen = new(StringComparer.Ordinal) { "new", "status", "comment", "reason" };

    private readonly WordTrie<SectionKind> _headers = new();

    public SectionFinder()
    {
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
            if (tokens[at].Kind != TokenKind.Word)
            {
                if (!startsLine) continue;
                // Bullets and numbers may stand before a header.
                if (at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word && tokens[at + 1].Line == tokens[at].Line && tokens[at].Kind == TokenKind.Mark) at++;
                else continue;
            }

            var lineEnd = LineEnd(tokens, at);
            var (end, kinds) = _headers.LongestAt(tokens, at, Math.Min(lineEnd, at + LongestHeader));
            if (kinds.Count == 0)
            {
                if (startsLine && lineEnd - at is > 1 and <= 6 && tokens[lineEnd - 1].IsMark(':') && sections[^1].Kind != SectionKind.None)
                    sections.Add(new(SectionKind.None, at, lineEnd, TickList: false));
                continue;
            }

            // "New: chlorhexidine - hives" among the allergies is a new allergy.
            if (sections[^1].Kind == SectionKind.Allergies && SaysOnlyWhen.Contains(tokens[at].Folded) && end + 1 < lineEnd && tokens[end].IsMark(':')) continue;

            var tick = false;
            if (end < lineEnd && tokens[end].IsMark('(') && ClosingBracket(tokens, end, lineEnd) is { } close)
            {
                tick = Enumerable.Range(end, close - end).Any(i => tokens[i].Folded is "tick" or "check" or "ticked");
                if (close + 1 >= lineEnd || tokens[close + 1].IsMark(':')) end = close + 1;
            }

            var colon = end < lineEnd && (tokens[end].IsMark(':') || (tokens[end].IsMark(';') && startsLine));
            // Behind a long header, a few stray marks are the scanner's.
            var alone = startsLine && (end == lineEnd || (end - at >= 4 && lineEnd - end <= 4));
            if (!colon && !alone) continue;
            // One- and two-letter headers (A:, S:, PE:) need their colon and the start of a line; Rx stands alone on prescriptions.
            if (tokens[end - 1].End - tokens[at].Start <= 2 && !(startsLine && (colon || tokens[at].Is("rx")))) continue;
            sections.Add(new(kinds[0], at, colon ? end + 1 : end, tick, colon && end + 1 < lineEnd));
            at = (colon ? end + 1 : end) - 1;
        }

        return sections;
    }

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

    private static int? ClosingBracket(IReadOnlyList<Token> tokens, int open, int limit)
    {
        for (var at = open; at < limit; at++)
            if (tokens[at].IsMark(')')) return at;
        return null;
    }

    private sealed record SectionRule(string Section, List<string> Headers);
}
