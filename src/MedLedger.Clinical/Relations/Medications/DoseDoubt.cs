using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>Words beside a drug after which no dose may be taken as sure: an amount that was not read, or one that the words change.</summary>
internal static class DoseDoubt
{
    private static readonly HashSet<string> Parts = new(StringComparer.Ordinal) { "halved", "halve", "halving", "doubled", "doubling", "tripled", "halbiert", "verdoppelt" };

    private const int LongestScrap = 4;

    private static readonly HashSet<string> Again = new(StringComparer.Ordinal) { "restarted", "resumed", "recommenced", "reintroduced", "reinstated" };

    public static string? Of(Note note, int first, int from, int to) => Misread(note, from, to) ?? Changed(note, first, from, to) ?? RanOut(note, first, to);

    // "Ran out of warfarin three weeks ago": it is still meant to be taken, and nobody knows whether it is.
    private static string? RanOut(Note note, int first, int to)
    {
        for (var at = Math.Max(0, first - 4); at + 1 < to; at++)
            if (note.Tokens[at].Folded is "ran" or "run" && note.Tokens[at + 1].Is("out") && note.Tokens[at].Line == note.Tokens[first].Line) return $"the supply is said to have run out: \"{note.Words(at, Math.Min(to, at + 5))}\"";
        return null;
    }

    // "lisinopril lo mg", "labetalol 300 Ma": an amount is written that was not read. Nobody may take an older dose for it.
    private static string? Misread(Note note, int from, int to)
    {
        if (Unread(note, from, to) is { } unread) return unread;
        for (var at = from; at + 1 < to && note.Tokens[at].Line == note.Tokens[from].Line; at++)
        {
            var (word, next) = (note.Tokens[at].Folded, note.Tokens[at + 1].Folded);
            var letters = note.Tokens[at].Kind == TokenKind.Word && word.Length <= 3 && word.All(c => c is 'l' or 'o' or 'i' or 's' or 'z' or 'b' or '|') && next is "mg" or "mcg" or "ug" or "µg";
            var unit = note.Tokens[at].Kind == TokenKind.Number && note.Tokens[at + 1].Kind == TokenKind.Word && next is "ma" or "mq" or "m6" or "rng" or "rnq" or "meg" or "mcq" or "nig" or "rg" or "m9" or "me" or "mae" or "mac" or "mas" or "mai" or "mge" or "mj" or "ng" or "nc" or "m4" && note.Tokens[at + 1].Line == note.Tokens[at].Line;
            // "2100       RG" is the hour of a chart and who gave it.
            if (note.Tokens[at + 1].Start - note.Tokens[at].End > 2) continue;
            if (letters || unit) return $"an amount may be misread: \"{note.Words(at, at + 2)}\"";
        }

        return null;
    }

    // "haloperidol MG", "oxycodone VW MG": the unit of an amount that nobody could read.
    private static string? Unread(Note note, int from, int to)
    {
        for (var at = from; at < Math.Min(to, from + 2) && note.Tokens[at].Line == note.Tokens[from - 1].Line; at++)
        {
            if (note.Tokens[at].Folded is "mg" or "mcg" or "ug") return $"its amount was not read: \"{note.Words(from - 1, at + 1)}\"";
            if (note.Tokens[at].Kind != TokenKind.Word || note.Tokens[at].End - note.Tokens[at].Start > LongestScrap) return null;
        }

        return null;
    }

    // "Bisoprolol 5 mg halved", "ramipril increased by 2.5 mg": what is taken now is written nowhere.
    private static string? Changed(Note note, int first, int from, int to)
    {
        for (var at = Math.Max(0, first - 2); at < to; at++)
        {
            if (at >= first && at < from) continue;
            if (at < first && note.Tokens[at].Line != note.Tokens[first].Line) continue;
            var word = note.Tokens[at].Folded;
            var by = word == "by" && at >= from && at + 2 < to && note.Tokens[at + 1].Kind == TokenKind.Number && (note.Tokens[at + 2].IsMark('%') || note.Tokens[at + 2].Folded is "mg" or "mcg" or "ug" or "g" or "unit");
            // "Doubled to 20 mg" says what is taken now.
            if (Parts.Contains(word) && at + 1 < to && (note.Tokens[at + 1].Is("to") || (at < first && from < to && note.Tokens[from].Is("to")))) continue;
            // "5 mg stopped on admission, recommenced at 2.5 mg": the amount that stands first is the former one.
            if (at > from && Again.Contains(word) && at + 2 < to && note.Tokens[at + 1].Folded is "at" or "on" or "with" && note.Tokens[at + 2].Kind == TokenKind.Number && Enumerable.Range(from, at - from).Any(before => note.Tokens[before].Kind == TokenKind.Number))
                return $"it is taken again in another dose: \"{note.Words(at, at + 3)}\"";
            if (by || Parts.Contains(word)) return $"the dose is said to be changed: \"{note.Words(at, by ? at + 3 : at + 1)}\"";
        }

        return null;
    }
}
