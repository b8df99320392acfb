using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>
/// What the readers together make of a number: the reading that most speaks for, and the odds that it is right. A logistic model over who
/// says the same, who says otherwise and how sure each is, fitted on own pages that no figure is measured on (docs/reading.md, "Calibration").
/// </summary>
internal static class FigureVote
{
    private const double Bias = -0.58;
    private const double Least = 0.05;
    private const double Most = 0.999;
    private const double SureVoice = 0.95;
    private static readonly Weight First = new(0.8, 0.49, -0.8, -0.13);
    private static readonly Weight Second = new(0.04, 0.51, -0.5, -0.26);
    private static readonly Weight Closer = new(0, 0.71, 0, -0.21);
    private static readonly Weight Figures = new(0.49, 0.71, -0.49, -0.36);

    /// <summary>The best reading, its log odds, and whether they may be relied on at all; null where nobody saw a digit.</summary>
    public static (string Text, double LogOdds, bool BorneOut)? Of(ReadWord word)
    {
        (string Text, double LogOdds)? best = null;
        foreach (var candidate in Readings(word))
        {
            if (!Numbers.HasDigit(candidate)) continue;
            var odds = LogOdds(word, candidate);
            if (best is null || odds > best.Value.LogOdds) best = (candidate, odds);
        }

        return best is var (text, chance) ? (text, chance, IsBorneOut(word, text)) : null;
    }

    // One reader alone is never enough, and two numbers are never one: a sure voice for another number is a doubt that no majority takes away.
    private static bool IsBorneOut(ReadWord word, string text)
    {
        (string Text, double Sure)[] voices = [(word.First.Text, word.First.Confidence), .. Voice(word.Second), .. Voice(word.Figures)];
        if (voices.Any(voice => voice.Sure >= SureVoice && Numbers.IsNumber(voice.Text) && !Numbers.Same(voice.Text, text))) return false;
        if (voices.Count(voice => Numbers.Same(voice.Text, text)) >= 2) return true;
        // "1@" where the second reader says 10 twice: the first one's signs are no number.
        return word.Second is { } second && word.Third is { } closer && Numbers.Same(second.Text, text) && Numbers.Same(closer.Text, text) && Numbers.DiffersByLookAlikes(word.First.Text, text);
    }

    private static (string Text, double Sure)[] Voice(SecondOpinion? opinion) => opinion is null ? [] : [(opinion.Text, opinion.Least)];

    /// <summary>Every reading of the word, the first reader's before the others'.</summary>
    public static IEnumerable<string> Readings(ReadWord word) =>
        new[] { word.First.Text, word.Second?.Text, word.Third?.Text, word.Figures?.Text }.Where(text => !string.IsNullOrEmpty(text)).Select(text => text!);

    private static double LogOdds(ReadWord word, string candidate) =>
        Bias + First.Of(word.First.Text, word.First.Confidence, candidate) + Says(Second, word.Second, candidate) + Says(Closer, word.Third, candidate) + Says(Figures, word.Figures, candidate);

    private static double Says(Weight weight, SecondOpinion? opinion, string candidate) => opinion is null || (opinion.Text.Length == 0 && weight == Closer) ? 0 : weight.Of(opinion.Text, opinion.Least, candidate);

    /// <param name="Agrees">For a reader that says the same.</param>
    /// <param name="AgreesSure">Times the log odds that it gives itself.</param>
    /// <param name="Differs">For one that says otherwise.</param>
    /// <param name="DiffersSure">Times the log odds that it gives itself.</param>
    private readonly record struct Weight(double Agrees, double AgreesSure, double Differs, double DiffersSure)
    {
        public double Of(string said, double confidence, string candidate)
        {
            var bounded = Math.Clamp(confidence, Least, Most);
            var sure = Math.Log(bounded / (1 - bounded));
            return Numbers.Same(said, candidate) ? Agrees + (AgreesSure * sure) : Differs + (DiffersSure * sure);
        }
    }
}
