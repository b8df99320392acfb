using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// Decides what a word says and whether anybody may rely on it. A number passes only where the readers' vote leaves next to no doubt and
/// none of them saw more of it; a unit only where both say the same. What fails stays on the page as unsure, with every reading of it.
/// </summary>
internal static class Gate
{
    // Odds of 1 to 36 and more against an error; fitted on own pages, apart from those that are scored (docs/reading.md, "Calibration").
    private const double Accepted = 3.6;

    // A look at higher scale is worth its time only where it may decide.
    private const double Hopeless = -1;
    private const double FirstSure = 0.8;
    private const double SecondSure = 0.7;
    private const double AloneSure = 0.93;
    private const double FigureSeen = 0.7;
    private const double Legible = 0.6;

    /// <summary>The word as it is to stand on the page; null for ink that no reader takes for text.</summary>
    /// <param name="word">What the readers saw.</param>
    /// <param name="twoReaders">Whether a second reader runs at all: without one, numbers must be surer.</param>
    public static PlacedWord? Settle(ReadWord word, bool twoReaders)
    {
        if (word.Settled) return word.First;
        var first = word.First with { Text = Numbers.Mended(word.First.Text) };
        word = word with { First = first };
        if (PowerOfTen.Settle(word) is { } power) return power;
        if (word.Second is { } second)
        {
            if (Scrap.IsScrap(first, second)) return null;
            if (UnitWords.IsUnit(first.Text) && Micro(first, second) is { } unit) return unit;
        }

        if (word.Second is null && word.Figures is null) return first with { Unsure = first.Confidence < (Numbers.HasDigit(first.Text) && !twoReaders ? AloneSure : Legible) };
        if (Numbers.HasDigit(first.Text) || (word.Second is { } other && Numbers.HasDigit(other.Text)) || IsFigureReadAsLetters(word)) return Number(word);
        return word.Second is null ? first with { Unsure = first.Confidence < Legible } : Letters(first, word.Second, word.Figures);
    }

    /// <summary>Whether a word's number is beyond doubt without the second reader, the slowest of the three.</summary>
    public static bool IsSettled(PlacedWord first, SecondOpinion? figures) =>
        figures is not null && Numbers.HasDigit(first.Text) && !UnitWords.IsUnit(first.Text) && FigureVote.Of(new(first, null, Figures: figures)) is { LogOdds: >= Accepted, BorneOut: true };

    /// <summary>Whether a closer look can decide: the readers of a number differ, or agree and doubt.</summary>
    public static bool NeedsCloserLook(ReadWord word) =>
        word.Second is { } second && (FigureVote.Of(word) is { } vote ? vote.LogOdds > Hopeless && !(vote.LogOdds >= Accepted && vote.BorneOut) : word.First.Text != second.Text && UnitWords.IsUnit(word.First.Text));

    private static PlacedWord Number(ReadWord word)
    {
        var first = word.First;
        if (FigureVote.Of(word) is not { } vote) return first with { Unsure = true, Confidence = Math.Min(first.Confidence, Legible) };
        var text = Cleaned(word, vote.Text);
        // Ink beside the figures that no reader saw is a doubt that no agreement of theirs takes away.
        var unseen = word.Touched || FigureVote.Readings(word).Any(reading => Numbers.HoldsMore(reading, text)) || (Numbers.MayBeFraction(first with { Text = text }) && !SawTheFigure(word, text)) || Numbers.IsCutOrGlued(text);
        var sure = vote.LogOdds >= Accepted && vote.BorneOut && !unseen;
        var chance = 1 / (1 + Math.Exp(-vote.LogOdds));
        return first with { Text = text, Confidence = sure ? chance : Math.Min(chance, Legible), Unsure = !sure, Others = Others(text, [.. FigureVote.Readings(word)]) };
    }

    // The reader of figures alone has fractions in its alphabet: what it surely takes for a whole figure, wide as a hand draws it, is one.
    private static bool SawTheFigure(ReadWord word, string text) => word.Figures is { Least: >= AloneSure } figures && figures.Text == text;

    // Quotes and bars that only one reader sees are specks; a fraction that one has in its alphabet the others spell out.
    private static string Cleaned(ReadWord word, string text)
    {
        if (word.Figures is { } figures && figures.Text.Any(c => c is '½' or '¼' or '¾') && Numbers.Same(figures.Text, text)) return figures.Text;
        foreach (var reading in FigureVote.Readings(word))
            if (Numbers.Same(reading, text)) text = Numbers.Cleaned(text, reading);
        return text;
    }

    // "so" where the reader of figures sees 50: letters that a hand, or a bad print, draws like figures. "1CD" is ICD.
    private static bool IsFigureReadAsLetters(ReadWord word) =>
        word.Figures is { Least: >= FigureSeen } figures && Numbers.IsNumber(figures.Text) && figures.Text.Count(char.IsDigit) >= figures.Text.Count(char.IsLetter) && Numbers.DiffersByLookAlikes(word.First.Text, figures.Text);

    private static PlacedWord Letters(PlacedWord first, SecondOpinion second, SecondOpinion? shapes)
    {
        if (Numbers.Core(first.Text) == Numbers.Core(second.Text))
            return first with { Text = Numbers.Cleaned(first.Text, second.Text), Confidence = Math.Max(first.Confidence, second.Least), Unsure = Math.Max(first.Confidence, second.Least) < Legible };
        if (shapes is not null && UnitWords.IsUnit(shapes.Text) && shapes.Text.Length > 1 && !UnitWords.IsUnit(first.Text) && !UnitWords.IsUnit(second.Text) && second.Text.Length == shapes.Text.Length)
            return first with { Text = shapes.Text, Confidence = Legible, Others = Others(shapes.Text, first.Text, second.Text) };
        // Two that share nothing say the same, letter for letter: the third is outvoted.
        if (shapes is { Text.Length: > 2 } && Numbers.SameLetters(shapes.Text, second.Text) && !Numbers.DropsDouble(first.Text, second.Text))
            return first with { Text = second.Text, Confidence = Math.Max(second.Least, Legible), Others = Others(second.Text, first.Text) };
        if (shapes is { Text.Length: > 2 } && Numbers.SameLetters(shapes.Text, first.Text)) return first with { Confidence = Math.Max(first.Confidence, Legible), Others = Others(first.Text, second.Text) };
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
