using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>"My reliever is salbutamol 100 mcg (blue). Inhale 2 puffs when needed.": the order that opens the next sentence is that of the drug before it.</summary>
internal static class DirectionBehind
{
    private const int Longest = 30;

    public static Direction? Read(DirectionParser directions, Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var stop = sentence.Range.End;
        if (stop < tokens.Count && tokens[stop].IsMark('.')) stop++;
        if (stop <= name.End || stop + 2 >= tokens.Count || !tokens[stop - 1].IsMark('.') || tokens[stop].Line != tokens[name.First].Line || !Opens(tokens, stop)) return null;
        if (sentence.Names.Any(other => other.First >= name.End && other.As(EntryKind.Drug) is not null)) return null;
        var end = stop;
        while (end < tokens.Count && end - stop < Longest && !Ends(tokens, end) && tokens[end].Line - tokens[stop].Line <= 1) end++;
        var own = directions.Parse(note.Text, tokens, name.End, stop - 1);
        if (own.Dosing is { TimesPerDay: not null } or { FrequencyText: not null } or { AsNeeded: true }) return null;
        var direction = directions.Parse($"{note.Words(name.End, Math.Max(name.End + 1, stop - 1))} {note.Words(stop, end)}");
        return direction.Dosing is { Dose: not null } dosing && (dosing.TimesPerDay is not null || dosing.FrequencyText is not null || dosing.AsNeeded) ? direction with { First = name.End, End = end } : null;
    }

    private static bool Ends(IReadOnlyList<Token> tokens, int at) => tokens[at].IsMark('.') || tokens[at].IsMark(';');

    // A verb and a count or an amount: "Inhale 2", "Take one", "Use 10 mg". The name of another drug never stands there.
    private static bool Opens(IReadOnlyList<Token> tokens, int at) => OpensWithVerb(tokens, at) || OpensWithCount(tokens, at);

    private static bool OpensWithVerb(IReadOnlyList<Token> tokens, int at) =>
        TableColumns.Orders.Contains(tokens[at].Folded) && tokens[at].Folded is not ("one" or "two" or "three" or "half" or "test") && tokens[at + 1].Line == tokens[at].Line
        && (tokens[at + 1].Kind == TokenKind.Number || tokens[at + 1].Folded is "one" or "two" or "three" or "half")
        && tokens[at + 2].Folded is "puff" or "puffs" or "tablet" or "tablets" or "tab" or "tabs" or "capsule" or "capsules" or "cap" or "caps" or "spray" or "sprays" or "drop" or "drops" or "unit" or "units" or "patch" or "mg" or "mcg" or "g" or "ml" or "inhalation" or "inhalations" or "sachet" or "sachets" or "dose" or "doses" or "spoonful" or "spoonfuls";

    // "Paracetamol 500 mg tablets. Two by mouth four times daily", "Levothyroxine 75 micrograms. Take by mouth each morning": what a label prints behind the full stop.
    private static bool OpensWithCount(IReadOnlyList<Token> tokens, int at)
    {
        var next = tokens[at].Folded is "take" or "give" ? at + 1 : at;
        var counted = tokens[next].Folded is "one" or "two" or "three" or "four" or "half" || (tokens[next] is { Kind: TokenKind.Number, Folded.Length: 1 });
        if (counted) next++;
        return next > at && next < tokens.Count && tokens[next].Line == tokens[at].Line && tokens[next].Folded is "by" or "orally" or "po" or "at" or "each" or "every" or "once" or "twice" or "daily" or "weekly" or "nightly" or "in" or "nocte" or "mane" or "bd" or "tds" or "qds" or "od" or "three" or "four";
    }
}
