using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>What tells that a drug is being taken though no word of a course stands beside it: how far the course has come ("year 3 of 5", "day 2 of 7"), or since when ("since 2021").</summary>
internal static class CourseUnderWay
{
    private const int Reach = 3;

    private const int CarriedReach = 8;

    private static readonly HashSet<string> Rescue = new(StringComparer.Ordinal) { "epinephrine", "nitroglycerin", "midazolam", "naloxone", "glucagon", "albuterol" };

    private static readonly HashSet<string> Keeps = new(new[] { "carries", "carried", "carrying", "keeps", "kept", "locker", "handbag", "pocket" }.Select(word => Spelling.Fold(word)), StringComparer.Ordinal);

    private static readonly HashSet<string> Spans = new(new[] { "year", "years", "yr", "y", "month", "months", "mth", "week", "weeks", "wk", "day", "days", "d" }.Select(word => Spelling.Fold(word)), StringComparer.Ordinal);

    /// <summary>Whether the words right behind the name say so; those in the sentence that end, doubt or ask come before.</summary>
    public static bool Is(Note note, NotedSentence sentence, FoundName name)
    {
        if (name.NearMiss is not null || name.First > sentence.Range.First && note.Tokens[name.First - 1].Folded is "off" or "without" or "no" or "free" or "finished" or "last") return false;
        var tokens = note.Tokens;
        if (Carried(note, sentence, name)) return true;
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + Reach) && tokens[at].Line == tokens[name.First].Line; at++)
        {
            if (Goes(tokens, at, sentence.Range.End) || Since(note, at, sentence.Range.End)) return true;
            if (tokens[at].Kind != TokenKind.Number && tokens[at].Folded is not ("(" or "," or "-" or "po" or "iv" or "on" or "now" or "currently" or "mg" or "mcg")) return false;
        }

        return false;
    }

    // "EpiPen x2 carried", "keeps GTN spray in handbag", "buccal midazolam kept at school": what is kept for the day it is needed.
    private static bool Carried(Note note, NotedSentence sentence, FoundName name)
    {
        if (!Rescue.Contains(name.As(EntryKind.Drug)!.Name)) return false;
        var kept = false;
        for (var at = Math.Max(sentence.Range.First, name.First - Reach); at < Math.Min(sentence.Range.End, name.End + CarriedReach); at++)
        {
            var word = note.Tokens[at].Folded;
            if (word is "lost" or "expired" or "no" or "without" or "returned" or "gave" or "given" or "needs" or "prescribe" or "if" or "may" or "out" || at < name.First && word is "not" or "never" or "t") return false;
            kept |= Keeps.Contains(word) || word is "in" && at + 1 < sentence.Range.End && note.Tokens[at + 1].Folded is "bag" or "handbag" or "locker" or "pocket";
        }

        return kept;
    }

    // "Year 3 of 5", "d4/10": the last is over, or nearly.
    private static bool Goes(IReadOnlyList<Token> tokens, int at, int end)
    {
        var (word, next) = (tokens[at].Folded, at + 1);
        int? number = null;
        if (Spans.Contains(word) && next < end && int.TryParse(tokens[next].Folded, out var apart)) (number, next) = (apart, next + 1);
        else if (word is ['d', >= '0' and <= '9', ..] && int.TryParse(word.AsSpan(1), out var joined)) number = joined;
        return number is { } now && next + 1 < end && tokens[next].Folded is "of" or "/" && int.TryParse(tokens[next + 1].Folded, out var all) && now < all;
    }

    // "Ustekinumab since 2021", "Loestrin since age 19", "stopped methotrexate, leflunomide since."
    private static bool Since(Note note, int at, int end) =>
        note.Tokens[at].Is("since") && (at + 1 >= end || note.Tokens[at + 1].Folded is "." or "," or ";" || note.DateAt(at + 1) is not null || note.Tokens[at + 1] is { Kind: TokenKind.Number, Folded.Length: 4 } || note.Tokens[at + 1].Is("age") && at + 2 < end && note.Tokens[at + 2].Kind == TokenKind.Number);
}
