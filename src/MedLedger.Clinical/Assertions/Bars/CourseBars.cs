using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions.Bars;

/// <summary>What keeps "stopped", "hold", "avoid" and other words of a course from a name that they do not speak of.</summary>
internal static class CourseBars
{
    private const int ReplacementReach = 8;
    private const int ShortReach = 3;
    private const int ConditionReach = 16;

    public static bool IsCourse(Meaning meaning) => meaning is Meaning.Stopped or Meaning.OnHold or Meaning.Completed or Meaning.Planned or Meaning.DoNotGive or Meaning.Active;

    public static bool Bar(in Reach reach) => reach.Forward
        ? OnlyChangesTheDose(reach) || ToStopIf(reach) || AvoidedTogether(reach) || TheArrowLeadsOn(reach) || IsAsked(reach)
        : IsTheTimeOfAnother(reach) || OneDoseWasHeld(reach) || AnotherBetween(reach);

    // "Change furosemide 40 mg to torsemide 20 mg" ends the first; "change ramipril to 5 mg" ends nothing.
    private static bool OnlyChangesTheDose(in Reach reach)
    {
        if (reach is not { Means: Meaning.Stopped, Phrase: "change" or "switch" or "convert" or "swap" }) return false;
        foreach (var other in reach.Names)
            if (other.First > reach.Name.End && other.First - reach.Name.End <= ReplacementReach && other.As(EntryKind.Drug) is not null && reach.Tokens[other.First - 1].Folded is "to" or "onto" or "for" or "->") return false;
        return true;
    }

    // "She knows to stop carbimazole and have a blood count if she gets a sore throat": an order for a day that may never come.
    private static bool ToStopIf(in Reach reach)
    {
        var (tokens, first) = (reach.Tokens, reach.Trigger.First);
        if (reach.Means is not (Meaning.Stopped or Meaning.OnHold) || first < 2 || !tokens[first - 1].Is("to")) return false;
        if (!Enumerable.Range(Math.Max(0, first - 4), first - Math.Max(0, first - 4)).Any(at => tokens[at].Folded is "knows" or "know" or "told" or "advised" or "aware" or "instructed" or "reminded" or "warned" or "taught" or "remember" or "understands" or "agreed")) return false;
        for (var at = reach.Name.End; at < Math.Min(tokens.Count, reach.Name.End + ConditionReach) && !tokens[at].IsMark('.'); at++)
            if (tokens[at].Folded is "if" or "when" or "whenever" or "unless" or "should") return true;
        return false;
    }

    // "Avoid NSAIDs with lithium": what stands behind "with" is what they are avoided for.
    private static bool AvoidedTogether(in Reach reach) => reach.Means == Meaning.DoNotGive && reach.Between("with", "while", "whilst", "on", "given", "due", "because", "during");

    // "Stop latanoprost -> Cosopt": the arrow leads to what takes its place.
    private static bool TheArrowLeadsOn(in Reach reach) => reach.Means is Meaning.Stopped && (reach.MarkBetween('→') || reach.Between("->"));

    // "Hold warfarin? No, uninterrupted": a question orders nothing.
    private static bool IsAsked(in Reach reach) => reach.Means is Meaning.Stopped or Meaning.OnHold && reach.Name.End < reach.Tokens.Count && reach.Tokens[reach.Name.End].IsMark('?');

    // "On warfarin for PE 3 years ago", "10 mg (5 mg previously)": the time is that of what stands nearer.
    private static bool IsTheTimeOfAnother(in Reach reach)
    {
        if (reach is not { Means: Meaning.Stopped, Trigger.Rule.Within: <= ShortReach }) return false;
        foreach (var other in reach.Names)
            if (other.First >= reach.From && other.End <= reach.To) return true;
        for (var at = reach.From; at + 1 < reach.To; at++)
            if (reach.Tokens[at].IsMark('(') && reach.Tokens[at + 1].Kind == TokenKind.Number) return true;
        return BeganThen(reach);
    }

    // "Started apixaban 2 years ago", "75 mcg previously, now 100 mcg": it is still taken.
    private static bool BeganThen(in Reach reach)
    {
        foreach (var other in reach.Triggers)
            if (other.Rule.Means == Meaning.Active && other.End == reach.Name.First && other.Rule.Phrase.Split(' ')[0] is "start" or "started" or "began" or "begin" or "initiated" or "commenced" or "prescribed" or "put" or "placed") return true;
        var (tokens, end) = (reach.Tokens, reach.Trigger.End);
        return end + 1 < tokens.Count && tokens[end].Folded is "now" or "currently" && tokens[end + 1].Kind == TokenKind.Number;
    }

    // "Warfarin 4.5 mg daily   1700   HOLD TL": in the cell of one day one dose was held.
    private static bool OneDoseWasHeld(in Reach reach) =>
        reach is { Means: Meaning.OnHold, Phrase: "hold" } && reach.Tokens[reach.Trigger.First - 1].Kind == TokenKind.Number && reach.OpensColumn(reach.Trigger.First);

    private static bool AnotherBetween(in Reach reach)
    {
        if (!IsCourse(reach.Means)) return false;
        foreach (var other in reach.Names)
        {
            if (other.First < reach.From) continue;
            if (other.End > reach.To) break;
            if (!CommonBars.Nameable(other)) continue;
            if (reach.Means == Meaning.Active || !IsListedWith(other, reach)) return true;
        }

        return false;
    }

    // "Metformin, ramipril, aspirin -- all discontinued" is said of each.
    private static bool IsListedWith(FoundName other, in Reach reach)
    {
        for (var at = reach.From; at < other.First; at++)
            if (reach.Tokens[at].Folded is not ("and" or "or" or "," or "/" or "&" or "+" or "(") && !IsPartOfAName(at, reach)) return false;
        return true;
    }

    private static bool IsPartOfAName(int at, in Reach reach)
    {
        foreach (var listed in reach.Names)
            if (listed.First <= at && at < listed.End && CommonBars.Nameable(listed)) return true;
        return false;
    }
}
