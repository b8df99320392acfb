using System.Globalization;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Relations;

/// <summary>Reads a medication direction ("2.5 mg PO BID", "1-0-1", "from 5 mg to 6 mg daily") left to right; words it does not know are skipped.</summary>
internal sealed class DirectionParser(DirectionRules rules)
{
    private static readonly Regex Blanks = new(@"\s+", RegexOptions.NonBacktracking);

    private static readonly HashSet<string> OldAmount = new(StringComparer.Ordinal) { "from", "was", "previously", "formerly", "instead", "old", "max", "maximum", "exceed", "total", "goal" };

    public Direction Parse(string text, IReadOnlyList<Token> tokens, int from, int to)
    {
        var draft = new DirectionDraft { From = from };
        for (var at = from; at < to;)
            at = tokens[at].IsMark('(') && draft.Complete ? AfterBracket(tokens, at, to) : Math.Max(at + 1, Part(text, tokens, at, to, draft));
        return Finish(text, tokens, from, draft);
    }

    /// <summary>Reads a direction that stands alone, as coded records carry it.</summary>
    public Direction Parse(string text)
    {
        var tokens = Tokenizer.Cut(text, DateReader.Find(text));
        return Parse(text, tokens, 0, tokens.Count);
    }

    // Behind a complete direction a bracket explains ("the 10 mg phase ended in May").
    private static int AfterBracket(IReadOnlyList<Token> tokens, int open, int to)
    {
        var at = open + 1;
        while (at < to && !tokens[at].IsMark(')')) at++;
        return at + 1;
    }

    private int Part(string text, IReadOnlyList<Token> tokens, int at, int to, DirectionDraft draft)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Date) return at + 1;
        if (token.IsMark('#')) return at + 2;
        if ((token.Kind == TokenKind.Number || token.Folded is "o" or "l") && Schedule(tokens, at, to, draft) is { } afterSchedule) return afterSchedule;
        if (Duration(tokens, at, to, draft) is { } afterDuration) return afterDuration;
        if (Interval(tokens, at, to, draft) is { } afterInterval) return afterInterval;
        if (ClockTimes(tokens, at, to, draft) is { } afterTimes) return afterTimes;
        var (end, words) = rules.Words.LongestAt(tokens, at, to);
        // "3 times a day" begins with a number, so the phrases are tried before amounts.
        if (words.Count > 0 && !words.All(word => word.Kind is PartKind.Number or PartKind.Unit))
        {
            Take(tokens, at, end, words, draft);
            return end;
        }

        var number = token.Kind == TokenKind.Number ? Numbers.Parse(token.Folded)
            : words.FirstOrDefault(word => word.Kind == PartKind.Number) is { } named ? decimal.Parse(named.Value, CultureInfo.InvariantCulture) : null;
        return number is { } value ? Amount(text, tokens, at, token.Kind == TokenKind.Number ? at + 1 : end, to, value, draft) : at + 1;
    }

    private static void Take(IReadOnlyList<Token> tokens, int at, int end, IReadOnlyList<DirectionWord> words, DirectionDraft draft)
    {
        var replaces = at > 0 && (tokens[at - 1].Folded is "to" or "->" or "now");
        foreach (var word in words)
            switch (word.Kind)
            {
                case PartKind.Frequency when tokens[at].Folded == "od" && draft.Form is "drop" or "cream":
                    draft.Route ??= "ophthalmic";
                    break;
                case PartKind.Frequency:
                    draft.AddFrequency(DirectionDraft.Fraction(word.Value), at, end, replaces);
                    break;
                case PartKind.Route:
                    draft.Route ??= word.Value;
                    break;
                case PartKind.Form:
                    draft.Form ??= word.Value;
                    draft.FormAt(at);
                    break;
                case PartKind.AsNeeded:
                    draft.AsNeeded = true;
                    break;
                case PartKind.SlidingScale:
                    draft.SlidingScale = true;
                    break;
                case PartKind.AsDirected:
                    draft.AsDirected = true;
                    break;
                default:
                    continue;
            }

        draft.Saw(at, end);
    }

    private int Amount(string text, IReadOnlyList<Token> tokens, int at, int next, int to, decimal value, DirectionDraft draft)
    {
        decimal? upper = null;
        string? combined = null;
        if (next + 1 < to && tokens[next].Kind == TokenKind.Mark && tokens[next].Folded is "-" or "/" && tokens[next + 1].Kind == TokenKind.Number && Numbers.Parse(tokens[next + 1].Folded) is { } second)
        {
            if (tokens[next].Folded == "-") upper = second;
            combined = $"{tokens[at].Folded}/{tokens[next + 1].Folded}";
            next += 2;
        }
        else if (next + 1 < to && tokens[next].Is("to") && tokens[next + 1].Kind == TokenKind.Number && next + 2 < to && IsForm(tokens, next + 2, to)) { upper = Numbers.Parse(tokens[next + 1].Folded); next += 2; }

        if (next < to && tokens[next].IsMark('%'))
        {
            draft.AddStrength(at, next + 1, $"{tokens[at].Folded} %");
            return next + 1;
        }

        if (next < to && tokens[next].Line > tokens[at].Line + 1) return next;
        var (end, words) = next < to ? rules.Words.LongestAt(tokens, next, to) : (next, []);
        if (words.FirstOrDefault(word => word.Kind == PartKind.Unit) is { } unit && tokens[next].Kind == TokenKind.Word)
        {
            if (end < to && tokens[end].IsMark('/') && end + 1 < to) return Concentration(text, tokens, at, end, to, draft);
            if (Ignored(tokens, at)) return end;
            // 250/50 mcg and 5-325 mg are products; 1-2 mg is a range.
            if (combined is not null && (upper is null || upper >= 5 * value || upper < value)) draft.AddStrength(at, end, $"{combined} {unit.Value}");
            else draft.AddMass(at, end, value, upper, unit.Value, Replaces(tokens, at));
            return end;
        }

        if (words.FirstOrDefault(word => word.Kind == PartKind.Form) is { } form && !Ignored(tokens, at) && value <= 30)
        {
            draft.Form ??= form.Value;
            draft.AddCount(at, end, value, combined is not null && upper is null ? null : upper, form.Value, Replaces(tokens, at));
            return end;
        }

        // "Lasix 40 bid": a bare number is kept in words; nobody may take it for milligrams.
        if (combined is null && at == draft.From && next < to && rules.Words.LongestAt(tokens, next, to).Values.Any(word => word.Kind is PartKind.Frequency or PartKind.Route)) draft.Saw(at, next);
        if (combined is not null && upper is null && value >= 5)
        {
            draft.AddStrength(at, next, combined);
            return next;
        }

        return next;
    }

    private bool IsForm(IReadOnlyList<Token> tokens, int at, int to) => rules.Words.LongestAt(tokens, at, to).Values.Any(word => word.Kind == PartKind.Form);

    private static int Concentration(string text, IReadOnlyList<Token> tokens, int at, int slash, int to, DirectionDraft draft)
    {
        var end = slash + 1;
        if (end < to && tokens[end].Kind == TokenKind.Number) end++;
        if (end < to && tokens[end].Kind == TokenKind.Word) end++;
        var written = text[tokens[at].Start..tokens[Math.Min(end, to) - 1].End];
        // mg/day is an amount a day, mmol/L a laboratory value; the rest is what a product holds.
        if (tokens[end - 1].Folded is "l" or "dl") return end;
        draft.AddStrength(at, end, written);
        return end;
    }

    private static bool Ignored(IReadOnlyList<Token> tokens, int at)
    {
        for (var back = at - 1; back >= Math.Max(0, at - 3); back--)
        {
            if (tokens[back].Kind == TokenKind.Mark && tokens[back].Folded is "," or ";" or ")") return false;
            if (OldAmount.Contains(tokens[back].Folded)) return !Enumerable.Range(back + 1, at - back - 1).Any(i => tokens[i].Folded is "to" or "->");
        }

        return false;
    }

    private static bool Replaces(IReadOnlyList<Token> tokens, int at) => at > 0 && (tokens[at - 1].Folded is "to" or "->" or "now");

    // 1-0-1 and 1-0-1-0: morning, noon, evening, night.
    private static int? Schedule(IReadOnlyList<Token> tokens, int at, int to, DirectionDraft draft)
    {
        var counts = new List<decimal>();
        var end = at;
        while (end < to && tokens[end].Folded.Length <= 3 && Numbers.Parse(Unconfuse(tokens[end].Folded)) is { } count and <= 9)
        {
            counts.Add(count);
            end++;
            if (end + 1 >= to || !tokens[end].IsMark('-') || tokens[end].Start > tokens[end - 1].End + 1) break;
            end++;
        }

        if (counts.Count is not (3 or 4) || counts.All(count => count == 0)) return null;
        draft.AddSchedule(at, end, counts);
        return end;
    }

    // "08:00 12:00 20:00" in a chart are the day's doses.
    private static int? ClockTimes(IReadOnlyList<Token> tokens, int at, int to, DirectionDraft draft)
    {
        int end = at, times = 0;
        while (end + 2 < to && IsClock(tokens, end))
        {
            times++;
            end += 3;
            if (end + 2 < to && tokens[end].Folded is "," or "and" or "/" or "&" or "+" && IsClock(tokens, end + 1)) end++;
        }

        if (times == 0) return null;
        // "Twice daily 08:00 and 14:00" says one thing twice.
        if (!draft.HasFrequency) draft.AddFrequency(times, at, end, replaces: false);
        return end;
    }

    private static bool IsClock(IReadOnlyList<Token> tokens, int at) =>
        at + 2 < tokens.Count && tokens[at].Kind == TokenKind.Number && tokens[at].Folded.Length <= 2 && tokens[at + 1].IsMark(':') && tokens[at + 1].Start == tokens[at].End
        && tokens[at + 2].Kind == TokenKind.Number && tokens[at + 2].Folded is ['0' or '3', '0'] or "15" or "45" && tokens[at + 2].Start == tokens[at + 1].End;

    private static string Unconfuse(string count) => count switch { "o" => "0", "l" or "i" => "1", _ => count };

    // "for 7 days", "x 7 days", x7d, 1/52
    private static int? Duration(IReadOnlyList<Token> tokens, int at, int to, DirectionDraft draft)
    {
        if (tokens[at].Kind == TokenKind.Word && tokens[at].Folded is ['x', >= '0' and <= '9', ..] glued && glued.Length <= 6)
        {
            var digits = glued[1..].TakeWhile(char.IsAsciiDigit).Count();
            var unit = glued[(1 + digits)..];
            if (unit.Length == 0 && at + 1 < to) return DurationOf(int.Parse(glued[1..], CultureInfo.InvariantCulture), tokens[at + 1].Folded, at, at + 2, draft);
            return DurationOf(int.Parse(glued.AsSpan(1, digits), CultureInfo.InvariantCulture), unit, at, at + 1, draft);
        }

        if (tokens[at].Folded is "x" or "for" or "over" or "pendant" or "während" && at + 2 < to && tokens[at + 1].Kind == TokenKind.Number && tokens[at + 1].Folded.Length <= 3 && int.TryParse(tokens[at + 1].Folded, out var length))
        {
            var unitAt = tokens[at + 2].IsMark('-') ? at + 3 : at + 2;
            return unitAt < to ? DurationOf(length, tokens[unitAt].Folded, at, unitAt + 1, draft) : null;
        }

        if (tokens[at].Kind == TokenKind.Number && at + 2 < to && tokens[at + 1].IsMark('/') && tokens[at + 2].Folded is "7" or "52" or "12"
            && tokens[at].End == tokens[at + 1].Start && tokens[at].Folded.Length <= 2 && int.TryParse(tokens[at].Folded, out var count))
            return DurationOf(count, tokens[at + 2].Folded switch { "7" => "d", "52" => "wk", _ => "mo" }, at, at + 3, draft);
        return null;
    }

    private static int? DurationOf(int length, string unit, int at, int end, DirectionDraft draft)
    {
        var (days, name) = unit switch
        {
            "d" or "day" or "days" or "tage" or "jour" => (1, "d"),
            "wk" or "wks" or "w" or "week" => (7, "wk"),
            "mo" or "month" or "mth" or "mths" => (30, "mo"),
            _ => (0, ""),
        };
        if (days == 0 || length is < 1 or > 999) return null;
        draft.Duration = $"{length} {name}";
        draft.DurationDays = length * days;
        draft.Saw(at, end);
        return end;
    }

    // "every 4-6 hours", q4-6h: the shorter interval is the most that is allowed, so the number of doses stays open.
    private static int? Interval(IReadOnlyList<Token> tokens, int at, int to, DirectionDraft draft)
    {
        if (tokens[at].Folded is not ("every" or "q" or "q4" or "q6" or "q8" or "q3")) return null;
        var end = at + 1;
        if (tokens[at].Folded is "every" or "q" && end < to && tokens[end].Kind == TokenKind.Number) end++;
        if (end + 2 >= to || !tokens[end].IsMark('-') || tokens[end + 1].Kind != TokenKind.Number || tokens[end + 2].Folded is not ("h" or "hour" or "hrs" or "hr" or "hour")) return null;
        draft.OpenInterval = true;
        draft.Saw(at, end + 3);
        return end + 3;
    }

    private static Direction Finish(string text, IReadOnlyList<Token> tokens, int from, DirectionDraft draft)
    {
        if (draft.First < 0) return new(null, from, from, null, null);
        var words = Blanks.Replace(text[tokens[draft.First].Start..tokens[draft.End - 1].End], " ").Trim();
        return draft.ToDirection(words, at => Blanks.Replace(text[tokens[at.First].Start..tokens[at.End - 1].End], " "));
    }
}
