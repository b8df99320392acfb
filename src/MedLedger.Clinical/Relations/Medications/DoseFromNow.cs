using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"Levetiracetam was 500 mg bd; from today 1000 mg bd": where, behind the former dose, the words for the one that holds begin.</summary>
internal static class DoseFromNow
{
    private const int Reach = 4;

    private static readonly HashSet<string> Days = new(StringComparer.Ordinal) { "today", "now", "tonight", "tomorrow", "onwards" };

    /// <summary>The first token of the words that hold; -1 where nothing of the kind is said.</summary>
    public static int Begins(Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        var amount = false;
        for (var at = name.End; at + 1 < segment; at++)
        {
            amount |= IsAmount(note, at);
            if (!amount) continue;
            var from = tokens[at].Folded is "from" or "since" or "of" or "starting";
            if (from && (Days.Contains(tokens[at + 1].Folded) || Past(note, at + 1)) && AmountWithin(note, at + 2, segment)) return at + 2;
            if (tokens[at].Folded is "become" or "becomes" or "became" && IsAmount(note, at + 1)) return at + 1;
            if (tokens[at].Is("but") && IsAmount(note, at + 1) && NoLonger(note, name, at) >= 0) return at + 1;
        }

        return -1;
    }

    /// <summary>"Metformin is no longer 500 mg bd but 1 g bd": where the words stand that end the dose and not the drug; -1 where there are none.</summary>
    public static int NoLonger(Note note, FoundName name, int end)
    {
        for (var at = name.End; at + 2 < end; at++)
            if (note.Tokens[at].Is("no") && note.Tokens[at + 1].Is("longer")) return IsAmount(note, at + 2) ? at : -1;
        return -1;
    }

    /// <summary>"100 mg daily, not 50 mg daily as on the old chart": where the words begin that tell what is not taken; the segment's end where there are none.</summary>
    public static int RatherThan(Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        var amount = false;
        for (var at = name.End; at + 1 < segment; at++)
        {
            amount |= IsAmount(note, at);
            if (!amount) continue;
            var first = tokens[at].Is("not") ? at + 1 : tokens[at].Folded is "rather" or "instead" && tokens[at + 1].Folded is "than" or "of" ? at + 2 : -1;
            if (first > 0 && first < segment && IsAmount(note, first)) return tokens[at - 1].IsMark(',') ? at - 1 : at;
        }

        return segment;
    }

    // A change that waits for a day to come is no change yet.
    private static bool Past(Note note, int at) =>
        note.DateAt(at) is { } day && note.Date is { } written && day.Earliest <= written.Earliest;

    private static bool AmountWithin(Note note, int from, int segment)
    {
        for (var at = from; at < Math.Min(segment, from + Reach + 2); at++)
        {
            if (IsAmount(note, at)) return true;
            if (note.Tokens[at].Kind == TokenKind.Mark && !note.Tokens[at].IsMark(',') && !note.Tokens[at].IsMark(':')) return false;
        }

        return false;
    }

    private static bool IsAmount(Note note, int at) => note.Tokens[at].Kind == TokenKind.Number && note.DateAt(at) is null;
}
