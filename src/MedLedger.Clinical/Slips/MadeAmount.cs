using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Slips;

/// <summary>
/// Tells an amount that no reader is sure of by what is made: the one strength of the drug that the readings can mean, where none of them can
/// mean another amount of it. What is not made, or has a neighbour that is, stays unsure.
/// </summary>
internal sealed class MadeAmount
{
    private const int MostPieces = 20;

    private readonly IReadOnlySet<decimal> _made;

    // Milligrams in one of the unit: 1 for mg, a thousandth for mcg.
    private readonly decimal _milligrams;

    private MadeAmount(IReadOnlySet<decimal> made, decimal milligrams) => (_made, _milligrams) = (made, milligrams);

    /// <summary>The amounts of a drug in a unit; null where nothing is known of either.</summary>
    public static MadeAmount? Of(LexiconEntry drug, string unit) =>
        KnownStrengths.Of(drug.Name) is { Count: > 0 } made && Milligrams(unit) is { } milligrams ? new(made, milligrams) : null;

    /// <summary>Whether the drug is made with this much of the unit.</summary>
    public bool Has(decimal amount) => _made.Contains(amount * _milligrams);

    /// <summary>The figures that the readings of one word mean; null where they leave a doubt.</summary>
    public string? Settle(IReadOnlyCollection<string> readings)
    {
        List<string> read = [.. readings.Select(FigureShapes.Figures).OfType<string>()];
        List<string> made = [.. read.Where(figures => FigureShapes.Amount(figures) is { } amount && Has(amount))];
        if (made.Select(FigureShapes.Amount).Distinct().Count() != 1) return null;
        var chosen = made[0];
        var others = read.Where(figures => FigureShapes.Amount(figures) != FigureShapes.Amount(chosen)).ToList();
        if (others.Exists(figures => FigureShapes.Amount(figures) is { } amount && IsPossible(amount))) return null;
        if (FigureShapes.BeforeLoss(chosen).Any(IsMade)) return null;
        // Two readings that say it outweigh one that says what nobody takes; one alone has to stand without contradiction.
        if (made.Count == 1 && (others.Exists(figures => !FigureShapes.IsPartOf(figures, chosen)) || FigureShapes.Near(chosen).Any(IsMade))) return null;
        return chosen;
    }

    /// <summary>Whether a number is an amount of the drug only with the point that it lost: "3125", "03".</summary>
    public bool LostItsPoint(string figures) =>
        FigureShapes.Amount(figures) is not { } amount ? figures.Length > 1 && figures[0] == '0' : !Has(amount) && !IsPossible(amount) && FigureShapes.BeforeLoss(figures).Any(IsMade);

    private bool IsMade(string figures) => FigureShapes.Amount(figures) is { } amount && Has(amount);

    // Whole and half pieces of the weakest strength make it up.
    private bool IsPossible(decimal amount)
    {
        var pieces = amount * _milligrams / (_made.Min() / 2);
        return pieces == decimal.Truncate(pieces) && amount * _milligrams <= MostPieces * _made.Max();
    }

    private static decimal? Milligrams(string unit) => unit switch { "mg" => 1, "mcg" => 0.001m, _ => null };
}
