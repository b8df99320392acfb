using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>Two doses of which one line says that the second took the place of the first.</summary>
internal sealed class ChangedDose(DirectionParser directions)
{
    private const int LongestStep = 14;

    private static readonly HashSet<string> ChangeWords = new(StringComparer.Ordinal) { "increase", "increased", "decrease", "decreased", "reduce", "reduced", "raise", "raised", "lower", "lowered", "titrate", "titrated", "uptitrate", "uptitrated", "change", "changed", "up", "down", "incr", "upped", "went", "came", "brought" };

    private static readonly HashSet<string> Columns = new(StringComparer.Ordinal) { "change", "changed", "increase", "increased", "reduce", "reduced", "decrease", "decreased", "modify", "modified", "adjust", "adjusted" };

    public static bool IsChange(string word) => ChangeWords.Contains(word);

    // "opium 10 mg/mL 0.6 mL QID    CHANGE    0.3 mL QID": of a table's two directions the one behind what is to be done holds.
    public Direction? Of(Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        for (var at = name.End + 1; at < segment - 1; at++)
        {
            if (!Columns.Contains(tokens[at].Folded) || tokens[at].Start - tokens[at - 1].End < 2 || tokens[at + 1].Start - tokens[at].End < 2) continue;
            var direction = directions.Parse(note.Text, tokens, at + 1, segment);
            return direction.Dosing is { Dose: not null, TimesPerDay: not null } ? direction : null;
        }

        return InBracket(note, name, segment) ?? FromTo(note, name, segment) ?? FromNow(note, name, segment);
    }

    private Direction? FromNow(Note note, FoundName name, int segment)
    {
        if (DoseFromNow.Begins(note, name, segment) is not (> 0 and var begins)) return null;
        var direction = directions.Parse(note.Text, note.Tokens, begins, segment);
        return direction.Dosing is { Dose: not null } ? WithRest(direction, directions.Parse(note.Text, note.Tokens, name.End, begins).Dosing) : null;
    }

    // What the words for the new dose leave unsaid stays as it was.
    private static Direction WithRest(Direction direction, Dosing? former)
    {
        var dosing = direction.Dosing!;
        return direction with { Dosing = dosing with { Route = dosing.Route ?? former?.Route, Form = dosing.Form ?? former?.Form, TimesPerDay = dosing.TimesPerDay ?? former?.TimesPerDay, FrequencyText = dosing.FrequencyText ?? former?.FrequencyText } };
    }

    // "Patch increased today from 50 mcg/hr to 75 mcg/hr, change every 72 hours": what stands behind "to" holds.
    private Direction? FromTo(Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        for (var from = name.End + 1; from + 3 < segment; from++)
        {
            if (!tokens[from].Is("from") || tokens[from + 1].Kind != TokenKind.Number || !Enumerable.Range(name.End, from - name.End).Any(at => ChangeWords.Contains(tokens[at].Folded))) continue;
            for (var to = from + 2; to + 1 < segment && to < from + 8; to++)
            {
                if (!tokens[to].Is("to") || tokens[to + 1].Kind != TokenKind.Number || note.DateAt(to + 1) is not null) continue;
                var former = directions.Parse(note.Text, tokens, name.End, to).Dosing;
                var direction = directions.Parse(note.Text, tokens, to + 1, segment);
                if (direction.Dosing is null or { Dose: null, Strength: null }) return null;
                return WithRest(direction, former);
            }
        }

        return null;
    }

    // "Carvedilol 12.5 mg bd (increased today to 18.75 mg bd)": the bracket tells what holds from now on.
    private Direction? InBracket(Note note, FoundName name, int segment)
    {
        var tokens = note.Tokens;
        for (var open = name.End + 1; open + 3 < segment; open++)
        {
            if (!tokens[open].IsMark('(') || !(ChangeWords.Contains(tokens[open + 1].Folded) || tokens[open + 1].Folded is "↑" or "↓" or "now")) continue;
            var to = open + 2;
            while (to < Math.Min(segment - 1, open + 5) && !tokens[to].Is("to")) to++;
            if (!tokens[to].Is("to") || tokens[to + 1].Kind != TokenKind.Number) return null;
            var close = to;
            while (close < segment && !tokens[close].IsMark(')')) close++;
            var former = directions.Parse(note.Text, tokens, name.End, open).Dosing;
            var direction = directions.Parse(note.Text, tokens, to + 1, close);
            if (direction.Dosing is not { Dose: not null } || former is null) return null;
            return WithRest(direction, former);
        }

        return null;
    }

    /// <summary>"EpiPen Jr 0.15 mg replaced today by EpiPen 0.3 mg": whether the next name is of the same drug and took the place of this one.</summary>
    public static bool GaveWay(Note note, IReadOnlyList<FoundName> drugs, int at)
    {
        if (at + 1 >= drugs.Count || drugs[at + 1].As(EntryKind.Drug)!.Name != drugs[at].As(EntryKind.Drug)!.Name || drugs[at + 1].First - drugs[at].End > LongestStep) return false;
        var words = Enumerable.Range(drugs[at].End, drugs[at + 1].First - drugs[at].End).Select(token => note.Tokens[token].Folded).ToList();
        // "Low sodium on indapamide -> stop indapamide": the arrow leads to what is done about it.
        if (words.Exists(word => word is "stop" or "stopped" or "hold" or "cease" or "discontinue" or "discontinued" or "held" or "withhold")) return false;
        return words.Exists(word => word is "->" or "→" or "=>")
            || Enumerable.Range(0, Math.Max(0, words.Count - 1)).Any(i => words[i] is "replaced" or "changed" or "switched" or "substituted" or "converted" && words.Skip(i + 1).Take(3).Any(word => word is "by" or "with" or "to" or "for"));
    }

    /// <summary>The triggers but those inside such a step: "replaced" ends the former dose only.</summary>
    public static IReadOnlyList<Trigger> WithoutSteps(Note note, IReadOnlyList<FoundName> drugs, IReadOnlyList<Trigger> triggers)
    {
        for (var at = 0; at + 1 < drugs.Count; at++)
            if (GaveWay(note, drugs, at)) triggers = [.. triggers.Where(trigger => trigger.First < drugs[at].End || trigger.First >= drugs[at + 1].First)];
        foreach (var name in drugs)
            if (DoseFromNow.NoLonger(note, name, Math.Min(note.Tokens.Count, name.End + LongestStep)) is >= 0 and var ends && DoseFromNow.Begins(note, name, Math.Min(note.Tokens.Count, name.End + LongestStep)) > 0) triggers = [.. triggers.Where(trigger => trigger.First != ends)];
        return triggers;
    }

    public static bool Is(Note note, NotedSentence sentence, FoundName name, int end)
    {
        var said = Enumerable.Range(Math.Max(sentence.Range.First, name.First - 3), end - Math.Max(sentence.Range.First, name.First - 3)).Select(at => note.Tokens[at].Folded).ToList();
        return said.Exists(ChangeWords.Contains) && said.Exists(word => word is "to" or "->");
    }
}
