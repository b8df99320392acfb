using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>
/// "Paracetamol 500 mg tablets   PRN" above "TWO tablets by mouth up to FOUR times a day": the label's own words on the next line say how many, and the
/// strength alone would be half of the dose.
/// </summary>
internal static class DirectionBelow
{
    private const int Gap = 3;
    private const int Indent = 4;

    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal) { "take", "give", "apply", "inhale", "instil", "instill", "inject", "place", "chew", "swallow", "dissolve", "insert", "use" };

    private static readonly HashSet<string> Counts = new(StringComparer.Ordinal) { "one", "two", "three", "four", "half", "1", "2", "3", "4" };

    private static readonly HashSet<string> Forms = new(StringComparer.Ordinal) { "tablet", "tablets", "tab", "tabs", "capsule", "capsules", "cap", "caps", "puff", "puffs", "drop", "drops", "sachet", "sachets", "patch", "patches", "spray", "sprays", "spoonful", "suppository", "chewable" };

    private static readonly HashSet<string> Times = new(StringComparer.Ordinal) { "weekly", "daily", "at", "twice", "once", "each", "every", "in", "monthly", "fortnightly", "three", "four", "nightly", "on" };

    public static Direction? Read(DirectionParser directions, Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var below = SectionFinder.LineEnd(tokens, name.First);
        if (below >= tokens.Count || tokens[below].Line != tokens[name.First].Line + 1 || Math.Abs(TableColumns.Column(note, below) - TableColumns.Column(note, name.First)) > Indent || !Orders(tokens, below)) return null;
        var own = CellEnd(tokens, name.End, below);
        // What stands in the next cells of the drug's line must say nothing but when: "08:00", "PRN".
        if (own <= name.End || !(Enumerable.Range(name.End, own - name.End).Any(at => Forms.Contains(tokens[at].Folded)) || SaysOnlyWhen(tokens, below)) || directions.Parse(note.Text, tokens, name.End, own).Dosing is not { Strength: not null, TimesPerDay: null, FrequencyText: null } && !OnlyStrength(directions.Parse(note.Text, tokens, name.End, own))) return null;
        var end = CellEnd(tokens, below, SectionFinder.LineEnd(tokens, below));
        if (sentence.Names.Any(other => other.First >= below && other.First < end && other.As(EntryKind.Drug) is not null)) return null;
        var direction = directions.Parse($"{note.Words(name.End, own)} {note.Words(below, end)} {AsNeeded(note, end, name)}".TrimEnd());
        return direction.Dosing is { Dose: not null } dosing && (dosing.TimesPerDay is not null || dosing.FrequencyText is not null || dosing.AsNeeded) ? direction with { First = name.End, End = end } : null;
    }

    private static bool OnlyStrength(Direction own) => own.Dosing is { Dose: not null, TimesPerDay: null, FrequencyText: null };

    private static bool Orders(IReadOnlyList<Token> tokens, int at)
    {
        if (Verbs.Contains(tokens[at].Folded)) at++;
        return at + 1 < tokens.Count && Counts.Contains(tokens[at].Folded) && tokens[at + 1].Line == tokens[at].Line && (Forms.Contains(tokens[at + 1].Folded) || Times.Contains(tokens[at + 1].Folded));
    }

    // "Alendronic acid 70mg     07:00" above "ONE weekly (Wednesday) by mouth": the hour of the chart is not how often.
    private static bool SaysOnlyWhen(IReadOnlyList<Token> tokens, int at) => tokens[at].Kind == TokenKind.Word && Counts.Contains(tokens[at].Folded) && Times.Contains(tokens[at + 1].Folded);

    // "WHEN REQUIRED for pain" on the third line.
    private static string AsNeeded(Note note, int from, FoundName name)
    {
        var at = SectionFinder.LineEnd(note.Tokens, from - 1);
        // "… up to FOUR times a day when" / "required for pain"
        var parted = from - 1 > name.End && note.Tokens[from - 1].Folded is "when" or "if" or "as" ? from - 1 : at;
        if (parted < at) return at < note.Tokens.Count && note.Tokens[at].Line == note.Tokens[name.First].Line + 2 && note.Tokens[at].Folded is "required" or "needed" or "necessary" ? note.Words(at, at + 1) : "";
        return at + 1 < note.Tokens.Count && note.Tokens[at].Line == note.Tokens[name.First].Line + 2 && note.Tokens[at].Folded is "when" or "if" or "as" && note.Tokens[at + 1].Folded is "required" or "needed" or "necessary" ? "when required" : "";
    }

    private static int CellEnd(IReadOnlyList<Token> tokens, int from, int limit)
    {
        if (from >= limit) return from;
        var end = from + 1;
        while (end < limit && tokens[end].Start - tokens[end - 1].End < Gap) end++;
        return end;
    }
}
