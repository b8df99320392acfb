using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>A dose that is to change on some day: which of its steps holds now, the words alone do not tell.</summary>
internal static class DoseSteps
{
    private const int Reach = 6;
    private const int LongestStep = 30;
    private const int ConditionReach = 12;

    private static readonly HashSet<string> Thens = new(StringComparer.Ordinal) { "then", "danach", "anschliessend", "anschließend", "dann", "puis", "ensuite", "luego", "despues", "poi", "daarna", "thereafter", "afterward", "afterwards" };

    private static readonly HashSet<string> Orders = new(StringComparer.Ordinal) { "increase", "reduce", "decrease", "titrate", "uptitrate", "raise", "double", "halve" };

    private static readonly HashSet<string> Changes = new(StringComparer.Ordinal) { "reduce", "increase", "decrease", "change", "drop", "step", "go", "come", "titrate", "reducing", "increasing", "decreasing", "changing", "dropping", "titrating", "reduced", "increased", "decreased" };

    /// <summary>"40 mg for 5 days then 20 mg", "15 mg 1-0-1 bis 03.03.2025, danach 20 mg 1-0-0".</summary>
    public static bool Follow(Note note, FoundName name, int segment, bool firstEnds) =>
        firstEnds && Enumerable.Range(name.End, segment - name.End).Any(at => Thens.Contains(note.Tokens[at].Folded) && at + 1 < note.Tokens.Count && note.Tokens[at + 1].Folded is not ("stop" or "off" or "discontinue" or "cease" or "absetzen" or "stopp" or "arret")
            && (note.Tokens[at].Is("then") || note.Tokens[at + 1].Kind == TokenKind.Number));

    /// <summary>Where a change begins that waits for something ("2.5 mg od, if HR above 70 increase to 5 mg", "40 mg od, increase to 80 mg if weight up"): until then the dose before it holds.</summary>
    public static int Unconditional(Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        var amount = false;
        segment = DoseFromNow.RatherThan(note, name, segment);
        for (var at = name.End; at + 2 < segment; at++)
        {
            amount |= tokens[at].Kind == TokenKind.Number;
            if (!amount) continue;
            // "0.25 mcg PO 3x weekly after HD, replaces home daily tablets": what it took the place of was taken otherwise.
            if (tokens[at].Folded is "replace" or "replaces" or "replacing" or "instead") return at;
            var condition = IsCondition(tokens[at].Folded);
            var order = !condition && Orders.Contains(tokens[at].Folded) && tokens[at - 1].Folded is "," or ";" or "(" or "." or "-" or "can" or "may";
            if (!condition && !order) continue;
            var limit = Math.Min(segment, at + ConditionReach);
            if (!Enumerable.Range(at + 1, limit - at - 1).Any(next => condition ? Orders.Contains(tokens[next].Folded) && To(tokens, next, segment) : IsCondition(tokens[next].Folded)) || (order && !To(tokens, at, segment))) continue;
            while (at > name.End + 1 && tokens[at - 1].Folded is "," or ";" or "(" or "-" or "can" or "may") at--;
            return at;
        }

        return segment;
    }

    private static bool IsCondition(string word) => word is "if" or "when" or "once" or "unless" or "should";

    /// <summary>"Currently 10 mg daily, to reduce to 7.5 mg daily from 1 May": the whole of it, with the day; null where no such step is told.</summary>
    public static string? Coming(Note note, NotedSentence sentence, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        var amount = false;
        for (var at = name.End; at + 2 < segment; at++)
        {
            amount |= tokens[at].Kind == TokenKind.Number;
            if (!amount || !Changes.Contains(tokens[at].Folded)) continue;
            // "Reduced to 5 mg from 1 May" was done; "to reduce", "to be reduced", "reducing" and "will reduce" tell what is to come.
            var ahead = tokens[at - 1].Folded is "to" or "be" or "will" or "then" or "plan" || tokens[at].Folded.EndsWith("ing", StringComparison.Ordinal);
            if (!ahead || !To(tokens, at, segment)) continue;
            var limit = Math.Min(sentence.Range.End, name.End + LongestStep);
            for (var from = at + 2; from + 1 < limit; from++)
                if (tokens[from].Folded is "from" or "on" or "in" or "after" or "starting" or "at" or "over" or "by" or "within" && (tokens[from + 1].Kind is TokenKind.Date or TokenKind.Number || tokens[from + 1].Folded is "next" or "the" or "monday" or "clinic" || DateReader.MonthOf(tokens[from + 1].Folded) is not null))
                    return note.Words(name.End, LastWord(tokens, limit)).TrimStart(':', ' ', '-');
        }

        return null;
    }

    private static bool To(IReadOnlyList<Token> tokens, int at, int segment) =>
        Enumerable.Range(at + 1, Math.Max(0, Math.Min(segment - 1, at + Reach) - at - 1)).Any(next => tokens[next].Folded is "to" or "by" && tokens[next + 1].Kind == TokenKind.Number);

    private static int LastWord(IReadOnlyList<Token> tokens, int limit) => tokens[limit - 1].IsMark('.') ? limit - 1 : limit;
}
