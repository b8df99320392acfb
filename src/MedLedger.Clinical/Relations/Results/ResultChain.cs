using System.Globalization;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>Finds the next value of the same test: behind an arrow ("2.3 -> peak 2.6 -> 1.7") or with a day of its own ("3.1 on 2/5, repleted, 4.2 on 2/9").</summary>
internal static class ResultChain
{
    private const int Reach = 12;
    private const int WordsBetween = 3;

    private static readonly HashSet<string> Lead = new(StringComparer.Ordinal)
    {
        "peak", "peaked", "nadir", "now", "then", "today", "max", "min", "up", "down", "to", "repeat", "rpt", "repeated", "again", "currently", "latest", "recheck", "rechecked", "~", ":", "at", "actually", "aktuell", "puis",
    };

    private static readonly HashSet<string> Moves = new(StringComparer.Ordinal)
    {
        "ha", "has", "had", "rose", "risen", "fell", "fallen", "increased", "decreased", "improved", "dropped", "went", "up", "down", "came", "climbed", "worsened", "deteriorated", "recovered", "gone", "peaked",
    };

    /// <summary>Where the same test ends: the next name of a test or vital sign.</summary>
    public static int End(NotedSentence sentence, FoundName name, int limit)
    {
        foreach (var other in sentence.Names)
            if (other.First >= name.End && (other.As(EntryKind.Lab) ?? other.As(EntryKind.Vital)) is not null) return Math.Min(limit, other.First);
        return limit;
    }

    /// <summary>The token of the next value behind <paramref name="from"/>; null where there is none.</summary>
    public static int? Next(Note note, NotedSentence sentence, int from, int limit, bool dated)
    {
        var tokens = note.Tokens;
        var words = 0;
        var timed = false;
        for (var at = from; at < Math.Min(limit, from + Reach); at++)
        {
            if (Arrow(tokens, at, limit)) return BehindArrow(note, at + 1, limit);
            if (tokens[at].IsMark(',') || tokens[at].IsMark(';')) return dated || timed ? Dated(note, sentence, at + 1, limit) : tokens[at].IsMark(',') && at + 2 < limit && tokens[at + 1].Folded is "now" && tokens[at + 2].Kind == TokenKind.Number ? at + 2 : null;
            timed |= tokens[at].Folded is "at" or "@" or "(" && at + 1 < limit && IsTime(tokens, at + 1);
            if (tokens[at].IsMark('(')) at = Close(tokens, at, limit);
            else if (ShortDates.At(note, at, limit) is var (_, end)) at = end - 1;
            else if (tokens[at].Kind == TokenKind.Number ? !IsTime(tokens, at) : tokens[at].IsMark('.') || (tokens[at].Kind == TokenKind.Word && ++words > WordsBetween) || IsDrug(sentence, at)) return null;
        }

        return null;
    }

    /// <summary>"fell from 240 to 130": the token of the value that was reached; <paramref name="at"/> where nothing moved.</summary>
    public static int BehindFrom(IReadOnlyList<Token> tokens, int at, int limit)
    {
        var from = at;
        while (from < Math.Min(limit, at + WordsBetween) && Moves.Contains(tokens[from].Folded)) from++;
        if (from + 3 >= limit || !tokens[from].Is("from") || tokens[from + 1].Kind != TokenKind.Number) return at;
        for (var to = from + 2; to + 1 < Math.Min(limit, from + Reach) && tokens[to].Folded is not ("," or "." or ";" or "("); to++)
            if (tokens[to].Is("to")) return tokens[to + 1].Kind == TokenKind.Number ? to + 1 : at;
        return at;
    }

    /// <summary>The value that a bracket remembers with its day: "1.9 on 5/2 (was 1.4 on 4/21)", "0.9 (08/15/25: 1.4)".</summary>
    public static int? Earlier(Note note, int at, int limit)
    {
        var tokens = note.Tokens;
        if (at < limit && ShortDates.At(note, tokens[at].Is("on") ? at + 1 : at, limit) is var (_, behind)) at = behind;
        if (at + 2 >= limit || !tokens[at].IsMark('(')) return null;
        if (ShortDates.At(note, at + 1, limit) is var (_, end)) return end + 1 < limit && tokens[end].IsMark(':') && tokens[end + 1].Kind == TokenKind.Number ? end + 1 : null;
        return tokens[at + 1].Folded is "was" or "wa" or "prev" or "previou" or "previous" or "previously" or "prior" or "last" or "from" && tokens[at + 2].Kind == TokenKind.Number ? at + 2 : null;
    }

    private static int? BehindArrow(Note note, int at, int limit)
    {
        var tokens = note.Tokens;
        var reach = Math.Min(limit, at + Reach);
        while (at < reach && (Lead.Contains(tokens[at].Folded) || IsTime(tokens, at))) at++;
        if (at >= limit) return null;
        if (tokens[at].Kind == TokenKind.Number && ShortDates.At(note, at, limit) is null && !(at + 1 < limit && ObservationReader.CountsDoses(tokens[at + 1]))) return at;
        // "2.71 -> zoledronate 26/11 -> 2.48": what was done stands between two values.
        for (; at < reach && tokens[at].Folded is not ("," or ";" or "."); at++)
            if (Arrow(tokens, at, limit)) return BehindArrow(note, at + 1, limit);
        return null;
    }

    private static int? Dated(Note note, NotedSentence sentence, int at, int limit)
    {
        var tokens = note.Tokens;
        for (var words = 0; at + 1 < limit && words <= WordsBetween; at++)
        {
            // "128 on 12/03", "12/03 128, 14/03 131": the day stands on either side.
            if (ShortDates.At(note, at, limit) is var (_, end)) return end < limit && tokens[end].Kind == TokenKind.Number && ShortDates.At(note, end, limit) is null && tokens[at - 1].IsMark(',') ? end : null;
            if (tokens[at].Kind == TokenKind.Number) return HasDay(note, at + 1, limit) ? at : null;
            if (tokens[at].Kind == TokenKind.Word ? ++words > WordsBetween || IsDrug(sentence, at) : !tokens[at].IsMark(',')) return null;
        }

        return null;
    }

    private static bool HasDay(Note note, int at, int limit)
    {
        for (var end = Math.Min(limit, at + WordsBetween); at < end; at++)
            if (note.Tokens[at].Folded is "on" or "(" or "at" or "from" or "in" or "@" && at + 1 < limit && (ResultDates.Day(note, at + 1, limit) is not null || IsTime(note.Tokens, at + 1))) return true;
        return false;
    }

    // "10.1 > 9.2 > 8.8" falls; one such sign alone is a limit.
    public static bool Arrow(IReadOnlyList<Token> tokens, int at, int limit) =>
        tokens[at].Folded is "->" || (tokens[at].Folded is ">" && ((at + 3 < limit && tokens[at + 2].Folded is ">" && tokens[at + 3].Kind == TokenKind.Number) || (at > 2 && tokens[at - 2].Folded is ">" && tokens[at - 1].Kind == TokenKind.Number && tokens[at - 3].Kind == TokenKind.Number)));

    // "0540", "05:40"
    private static bool IsTime(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Kind == TokenKind.Number && ((tokens[at].Folded is ['0' or '1' or '2', _, _, _] && int.TryParse(tokens[at].Folded, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time < 2400) || Clock(tokens, at) || Clock(tokens, at - 2));

    private static bool Clock(IReadOnlyList<Token> tokens, int at) =>
        at >= 0 && at + 2 < tokens.Count && tokens[at].Kind == TokenKind.Number && tokens[at + 1].IsMark(':') && tokens[at + 1].Start == tokens[at].End && tokens[at + 2].Kind == TokenKind.Number && tokens[at + 2].Start == tokens[at + 1].End;

    private static bool IsDrug(NotedSentence sentence, int at) => sentence.Names.Any(name => name.First <= at && at < name.End && name.As(EntryKind.Drug) is not null);

    private static int Close(IReadOnlyList<Token> tokens, int open, int limit)
    {
        for (var at = open + 1; at < Math.Min(limit, open + Reach); at++)
            if (tokens[at].IsMark(')')) return at;
        return open;
    }
}
