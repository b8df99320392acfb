using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions.Bars;

/// <summary>What keeps words behind a vaccine from speaking of it.</summary>
internal static class VaccineBars
{
    public static bool Bar(in Reach reach) => !reach.Forward && (OfTheNextDose(reach) || OfAnotherInTheList(reach) || IsAResult(reach));

    // "Shingrix #1 09/28/2025 (#2 due 11/2025)": the bracket speaks of the next dose.
    // "Shingrix dose 1 28 Jan 2026, dose 2 due": so do the words behind the day on which it was given.
    private static bool OfTheNextDose(in Reach reach)
    {
        for (var at = reach.From; at < reach.To; at++)
            if (reach.Tokens[at].IsMark('(') && reach.Tokens[at + 1].Folded is "#" or "2nd" or "second" or "next" or "booster") return true;
        if (reach.Means != Meaning.Planned) return false;
        // "Tetanus toxoid 25-01-2026 not given"
        if (reach.Contains("not given") || reach.Contains("not done") || reach.Contains("declined") || reach.Contains("refused")) return false;
        // "Tetanus 2019 (not due until 2029)"
        for (var at = reach.From; at < reach.To; at++)
            if (reach.Tokens[at] is { Kind: TokenKind.Number, Folded: ['1' or '2', _, _, _] }) return true;
        return reach.Between(TokenKind.Date);
    }

    // "COVID booster today, RSV due": each vaccine of a list has its own word.
    private static bool OfAnotherInTheList(in Reach reach) => reach.Between(",", ";");

    // "COVID 10/24/24   TST neg": a vaccine has no result.
    private static bool IsAResult(in Reach reach) => reach.Means == Meaning.Negated && reach.Contains("neg");
}
