using MedLedger.Clinical.Directions.Rules;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Directions;

/// <summary>Reads a medication direction ("2.5 mg PO BID", "1-0-1", "from 5 mg to 6 mg daily") left to right; words it does not know are skipped.</summary>
internal sealed class DirectionParser(DirectionWords words)
{
    // The order matters: "3 times a day" and "3/7" begin with a number, so amounts come last.
    private static readonly IDirectionRule[] Rules =
    [
        new SkippedRule(), new TaperRule(), new MostRule(), new ScheduleRule(), new DurationRule(), new TimesRule(), new EveryRule(), new ClockRule(), new WeekdayRule(), new ReasonRule(), new PhraseRule(), new AmountRule(),
    ];

    private const int DaysBehind = 5;
    private const int LongestBracket = 24;
    private const int ColumnGap = 3;

    public DirectionWords Words => words;

    public Direction Parse(string text, IReadOnlyList<Token> tokens, int from, int to, bool combination = false) =>
        Draft(text, tokens, from, to, combination, wholeLine: false).ToDirection(text, tokens, from);

    /// <summary>Reads a direction that stands alone, as coded records carry it.</summary>
    public Direction Parse(string text)
    {
        var tokens = Tokenizer.Cut(text, DateReader.Find(text));
        return Parse(text, tokens, 0, tokens.Count);
    }

    public DirectionDraft Draft(string text, IReadOnlyList<Token> tokens, int from, int to, bool combination, bool wholeLine)
    {
        var draft = new DirectionDraft { From = from, Combination = combination, WholeLine = wholeLine };
        var direction = new DirectionText(text, tokens, from, to, words);
        for (var at = from; at < to;)
            at = FormerBracket(direction, at) is { } behind ? behind : tokens[at].IsMark('(') && (draft.Complete || (draft.Masses.Count > 0 && IsMadeUp(direction, at))) ? AfterBracket(direction, at, draft) : Math.Max(at + 1, Part(direction, at, draft));
        var amounts = draft.Counts.Count > 1 ? draft.Counts : draft.Masses;
        draft.ByWeekday = amounts.Count > 1 && Enumerable.Range(0, amounts.Count).All(at => NamesItsDays(direction, amounts[at].End, at + 1 < amounts.Count ? amounts[at + 1].First : to));
        // "… 4 mg other days": the words that tell the rest are a part of it.
        if (draft.ByWeekday && Enumerable.Range(draft.End, Math.Max(0, Math.Min(to, draft.End + DaysBehind) - draft.End)).LastOrDefault(at => tokens[at].Folded is "day" or "days" or "week", -1) is >= 0 and var last) draft.Saw(draft.End, last + 1);
        return draft;
    }

    // "3 mg Mon Wed Fri, 4 mg other days": behind each amount stand the days on which it is taken.
    private static bool NamesItsDays(DirectionText text, int from, int to) =>
        Enumerable.Range(from, Math.Max(0, Math.Min(to, from + DaysBehind) - from)).Any(at => text.Of(PartKind.Weekday, at) is not null || text.Word(at) is "other" or "remaining" or "rest" or "else" && Enumerable.Range(at, 4).Any(next => text.Word(next) is "day" or "days" or "week"));

    private static int Part(DirectionText text, int at, DirectionDraft draft)
    {
        if (!text.Begins(at) || Remark.Holds(text, draft, at)) return at + 1;
        foreach (var rule in Rules)
            if (rule.Read(text, at, draft) is { } end) return end;
        return at + 1;
    }

    // "1650 mg (three 500 mg tablets plus one 150 mg tablet) twice daily": the bracket says of what the dose is made up.
    private static bool IsMadeUp(DirectionText text, int open)
    {
        bool count = false, mass = false, form = false;
        for (var at = open + 1; at < text.To && !text.Tokens[at].IsMark(')'); at++)
        {
            form |= text.Of(PartKind.Form, at) is not null;
            if (text.Number(at) is not { } number) continue;
            if (text.Of(PartKind.Unit, number.End) is ("mg" or "mcg" or "g", _)) mass = true;
            else count = true;
        }

        return count && mass && form;
    }

    // "(new strength, was 2 x 100 mg)", "(increased from 8 mg)": the bracket tells what was taken before. One that goes on in another column ends there.
    private static int? FormerBracket(DirectionText text, int open)
    {
        if (!text.Tokens[open].IsMark('(')) return null;
        var end = open + 1;
        var former = false;
        for (; end < text.To && !text.Tokens[end].IsMark(')') && end - open < LongestBracket; end++)
        {
            if (text.Tokens[end].Line != text.Tokens[open].Line || text.Tokens[end].Start - text.Tokens[end - 1].End >= ColumnGap) break;
            former |= text.Word(end) is "was" or "previously" or "formerly" or "bisher" or "vorher" or "zuvor" or "auparavant" or "antes" or "prima" || (text.Word(end) == "from" && text.Word(end - 1) is "increased" or "reduced" or "decreased" or "changed" or "up" or "down" or "lowered" or "raised" or "titrated");
        }

        return !former ? null : end < text.To && text.Tokens[end].IsMark(')') ? end + 1 : end;
    }

    // Behind a complete direction a bracket explains ("the 10 mg phase ended in May"), but a most in it holds.
    private static int AfterBracket(DirectionText text, int open, DirectionDraft draft)
    {
        var at = open + 1;
        if (new MostRule().Read(text, at, draft) is { } most) at = most;
        while (at < text.To && !text.Tokens[at].IsMark(')')) at++;
        return at + 1;
    }
}
