using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Decides what a word says and whether anybody may rely on it. A number or a unit passes only where both readers say the same and
/// neither doubts, or where the first reader's glyphs cannot be a number and the second said the same twice. What fails stays on the
/// page as unsure, with every reading of it.
/// </summary>
internal static class Gate
{
    // Fitted on own pages of 24 kinds of damage, apart from the pages that are scored (docs/reading.md, "Calibration").
    private const double FirstSure = 0.8;
    private const double FirstPlausible = 0.65;
    private const double FirstAgrees = 0.9;
    private const double FirstCertain = 0.95;
    private const double SecondFair = 0.5;
    private const double SecondSure = 0.7;
    private const double SecondAgrees = 0.93;

    // On a page that reads badly as a whole, handwriting first of all, both readers share more errors.
    private const double FairPage = 0.88;
    private const double BadPage = 0.75;
    private const double MoreSure = 0.1;
    private const double SecondCertain = 0.97;
    private const double SpeckledSure = 0.4;
    private const double AloneSure = 0.93;
    private const double Legible = 0.6;

    /// <summary>The word as it is to stand on the page; null for ink that no reader takes for text.</summary>
    /// <param name="word">What the readers saw.</param>
    /// <param name="page">The mean confidence of the page.</param>
    /// <param name="twoReaders">Whether a second reader runs at all: without one, numbers must be surer.</param>
    public static PlacedWord? Settle(ReadWord word, double page, bool twoReaders)
    {
        if (word.Settled) return word.First;
        var first = word.First with { Text = Numbers.Mended(word.First.Text) };
        word = word with { First = first };
        if (PowerOfTen.Settle(word) is { } power) return power;
        if (word.Second is not { } second) return first with { Unsure = first.Confidence < (Numbers.HasDigit(first.Text) && !twoReaders ? AloneSure : Legible) };
        if (Scrap.IsScrap(first, second)) return null;
        if (UnitWords.IsUnit(first.Text) && Micro(first, second) is { } unit) return unit;
        return Numbers.HasDigit(first.Text) || Numbers.HasDigit(second.Text) ? Number(word, second, page < BadPage ? 2 * MoreSure : page < FairPage ? MoreSure : 0) : Letters(first, second);
    }

    /// <summary>Whether a closer look can decide: the two differ about a number, or agree and one of them doubts.</summary>
    public static bool NeedsCloserLook(PlacedWord first, SecondOpinion second)
    {
        var isNumber = Numbers.HasDigit(first.Text) || Numbers.HasDigit(second.Text);
        return first.Text != second.Text ? isNumber || UnitWords.IsUnit(first.Text) : isNumber && Math.Min(first.Confidence, second.Least) < FirstAgrees;
    }

    private static PlacedWord Number(ReadWord word, SecondOpinion second, double more)
    {
        var first = word.First;
        if (Numbers.Same(first.Text, second.Text))
        {
            // Quotes and bars that only the first reader sees are specks: its doubt is about them, not about the figures.
            var specks = first.Text != Numbers.Core(first.Text) && first.Text != second.Text;
            var sure = (specks && first.Confidence >= SpeckledSure && second.Least >= SecondCertain) || (first.Confidence >= FirstCertain && second.Least >= SecondFair + more) || (first.Confidence >= FirstSure + more && second.Least >= SecondSure) || (first.Confidence >= FirstPlausible + more && second.Least >= SecondAgrees);
            sure |= word.Third is { } closer && Numbers.Same(first.Text, closer.Text) && closer.Least >= SecondAgrees && (second.Least >= SecondAgrees || first.Confidence >= FirstAgrees) && first.Confidence >= 5 * more;
            var text = Numbers.Cleaned(first.Text, second.Text);
            // Ink beside the figures that neither reader saw is a doubt that no agreement of theirs takes away.
            var unseen = word.Touched || Numbers.MayBeFraction(first) || Numbers.IsCutOrGlued(text);
            return first with { Text = text, Confidence = unseen ? Math.Min(first.Confidence, Legible) : Math.Max(first.Confidence, second.Least), Unsure = !sure || unseen, Others = Others(text, first.Text, second.Text) };
        }

        var third = word.Third ?? new("", 0);
        var twice = second.Text.Length > 0 && Numbers.Same(second.Text, third.Text);
        if (twice && second.Least >= SecondSure && !(Numbers.IsNumber(first.Text) && !Numbers.HasDigit(second.Text)))
        {
            var certain = second.Least >= SecondCertain && third.Least >= SecondCertain;
            var passes = certain && Numbers.IsNumber(second.Text) && Numbers.DiffersByLookAlikes(first.Text, second.Text) && !word.Touched;
            var text = Numbers.Cleaned(second.Text, second.Text);
            return first with { Text = text, Confidence = passes ? third.Least : Legible, Unsure = !passes || Numbers.IsCutOrGlued(text), Others = Others(text, first.Text, third.Text) };
        }

        // One look is worth less than two: the second reader's stands only where the first doubts or saw no number.
        var chosen = second.Least >= SecondCertain && Numbers.HasDigit(second.Text) && (first.Confidence < FirstSure || !Numbers.IsNumber(first.Text)) ? second.Text
            : third.Least >= SecondCertain && Numbers.IsNumber(third.Text) && !Numbers.IsNumber(first.Text) ? third.Text
            : first.Text;
        return first with { Text = chosen, Confidence = Math.Min(first.Confidence, Legible), Unsure = true, Others = Others(chosen, first.Text, second.Text, third.Text) };
    }

    private static PlacedWord Letters(PlacedWord first, SecondOpinion second)
    {
        if (Numbers.Core(first.Text) == Numbers.Core(second.Text))
            return first with { Text = Numbers.Cleaned(first.Text, second.Text), Confidence = Math.Max(first.Confidence, second.Least), Unsure = Math.Max(first.Confidence, second.Least) < Legible };
        var better = second.Least >= 0.8 && second.Text.Any(char.IsLetterOrDigit) && first.Confidence < 0.85
            && Math.Abs(second.Text.Length - first.Text.Length) <= 1 + (first.Text.Length / 4) && !Numbers.DropsDouble(first.Text, second.Text);
        var text = better ? second.Text : first.Text;
        return first with { Text = text, Confidence = better ? Math.Min(second.Least, FirstSure) : first.Confidence, Unsure = better ? second.Least < 0.9 : first.Confidence < Legible, Others = Others(text, first.Text, second.Text) };
    }

    // The first reader's alphabet has no micro sign: it says u, p or y. A thousandfold error hangs on it, so doubt stays doubt.
    private static PlacedWord? Micro(PlacedWord first, SecondOpinion second)
    {
        if (Numbers.HasDigit(second.Text) || first.Text == second.Text) return null;
        var read = Numbers.Core(second.Text);
        if (read.Contains('µ', StringComparison.Ordinal) && UnitWords.IsUnit(read))
        {
            var certain = second.Least >= SecondSure && UnitWords.WithMicro(Numbers.Core(first.Text)) == read;
            return first with { Text = second.Text, Confidence = certain ? second.Least : Legible, Unsure = !certain, Others = Others(second.Text, first.Text) };
        }

        return Numbers.Core(first.Text) == read ? null : first with { Unsure = true, Others = Others(first.Text, second.Text) };
    }

    private static List<string> Others(string chosen, params string[] readings) =>
        [.. readings.Where(reading => reading.Length > 0 && reading != chosen).Distinct(StringComparer.Ordinal)];
}
