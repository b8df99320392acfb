using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Assertions.Bars;

/// <summary>What keeps words of denial and of the past from a disease that they do not speak of.</summary>
internal static class ProblemBars
{
    private const int CameOnReach = 4;

    private static readonly HashSet<string> Habits = new(StringComparer.Ordinal)
    {
        "tabac", "tabagisme", "tobacco", "smoking", "smoker", "cigarette", "cigarettes", "nikotin", "nikotinabusus", "rauchen", "alcool", "alcohol", "tabaco", "fumo",
    };

    public static bool Bar(in Reach reach) => reach.Forward
        ? IsTheReasonAgainstADrug(reach) || EndsWithTheProcedure(reach)
        : reach.Means == Meaning.Negated
            ? TheListHasGoneOn(reach)
            : reach.Means is Meaning.Resolved or Meaning.Historical && (InAnotherColumn(reach) || CameOn(reach) || IsOfTheLast(reach) || OfTheHabit(reach));

    // "No NSAIDs (asthma)", "no metformin - CKD": behind a drug that is not to be given stands why.
    private static bool IsTheReasonAgainstADrug(in Reach reach)
    {
        if (reach.Means != Meaning.Negated || reach.Phrase is not ("no" or "not" or "never")) return false;
        foreach (var drug in reach.Names)
            if (drug.First == reach.From && drug.End < reach.To && (drug.As(EntryKind.Drug) ?? drug.As(EntryKind.Allergen)) is not null && drug.As(EntryKind.Problem) is null
                && reach.Tokens[drug.End].Folded is "(" or "-" or ":" or "due" or "because" or "as" or "since" or "given") return true;
        return false;
    }

    // "Status post kidney transplant, immunosuppressed": what was done is past, what the comma adds is not.
    private static bool EndsWithTheProcedure(in Reach reach) =>
        reach.Phrase is "status post" or "s/p" && reach.NamedWithin(reach.From, reach.To, EntryKind.Procedure, EntryKind.Device) && reach.MarkBetween(',');

    // "Asthma, penicillin allergy, COVID test negative": the list has gone on to other things.
    private static bool TheListHasGoneOn(in Reach reach) => reach.NamedWithin(reach.From, reach.To, EntryKind.Drug, EntryKind.Allergen);

    // "Type 2 DM      Pulmonary embolism 2010, resolved": the words of another column speak of what stands there.
    private static bool InAnotherColumn(in Reach reach)
    {
        for (var at = reach.From; at <= reach.To && at < reach.Tokens.Count && reach.Tokens[at].Line == reach.Tokens[at - 1].Line; at++)
            if (reach.OpensColumn(at) && reach.NamedWithin(at, reach.To, EntryKind.Problem)) return true;
        return false;
    }

    // "AKI stage 2 on CKD 3b (resolved)": what it came on goes on.
    private static bool CameOn(in Reach reach)
    {
        if (reach.Name.First <= 1 || !reach.Tokens[reach.Name.First - 1].Is("on")) return false;
        foreach (var other in reach.Names)
            if (other.End < reach.Name.First && reach.Name.First - other.End <= CameOnReach && other.As(EntryKind.Problem) is not null) return true;
        return false;
    }

    // "GERD, breast cancer 2012 (NED)": the bracket speaks of the last.
    private static bool IsOfTheLast(in Reach reach)
    {
        var open = reach.Tokens[reach.Trigger.First].IsMark('(') ? reach.Trigger.First : reach.To - 1;
        while (open > reach.From && !reach.Tokens[open].IsMark('(') && !reach.Tokens[open].IsMark(')')) open--;
        if (open < reach.From || open >= reach.Tokens.Count || !reach.Tokens[open].IsMark('(')) return false;
        var comma = reach.From;
        while (comma < open && !reach.Tokens[comma].IsMark(',')) comma++;
        return reach.NamedWithin(comma + 1, open, EntryKind.Problem);
    }

    // "COPD (quit smoking 2010)", "BPCO post-tabagique (tabac sevré en 2010)": in the bracket it is the smoking that ended.
    private static bool OfTheHabit(in Reach reach)
    {
        var open = reach.Trigger.First - 1;
        while (open >= reach.From && !reach.Tokens[open].IsMark('(')) open--;
        if (open < reach.From) return false;
        for (var at = open; at < Math.Min(reach.Tokens.Count, reach.Trigger.End + 2); at++)
            if (Habits.Contains(reach.Tokens[at].Folded)) return true;
        return false;
    }
}
