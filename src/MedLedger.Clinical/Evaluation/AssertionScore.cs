namespace MedLedger.Clinical.Evaluation;

/// <summary>How well negation was told apart: F1 of the negated class and accuracy, in percent, and the accuracy of the other two questions where the set answers them.</summary>
public sealed record AssertionScore(int Sentences, double NegatedF1, double Accuracy, double TemporalityAccuracy, double ExperiencerAccuracy)
{
    public static AssertionScore Of(IReadOnlyList<AssertionSentence> gold, IReadOnlyList<AssertionSentence> predicted)
    {
        ArgumentNullException.ThrowIfNull(gold);
        var pairs = gold.Zip(predicted).ToList();
        int right = pairs.Count(pair => Negated(pair.First) && Negated(pair.Second)), named = pairs.Count(pair => Negated(pair.Second)), meant = pairs.Count(pair => Negated(pair.First));
        return new(
            pairs.Count,
            named + meant == 0 ? 0 : 200.0 * right / (named + meant),
            Share(pairs, sentence => Negated(sentence) ? "negated" : "affirmed"),
            Share(pairs, sentence => sentence.Temporality),
            Share(pairs, sentence => sentence.Experiencer.Length == 0 ? "" : Same(sentence.Experiencer, "Patient") ? "patient" : "other"));
    }

    private static bool Negated(AssertionSentence sentence) => Same(sentence.Negation, "Negated");

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static double Share(List<(AssertionSentence Gold, AssertionSentence Ours)> pairs, Func<AssertionSentence, string> answer)
    {
        var scored = pairs.Where(pair => answer(pair.Gold).Length > 0).ToList();
        return scored.Count == 0 ? 0 : 100.0 * scored.Count(pair => Same(answer(pair.Gold), answer(pair.Ours))) / scored.Count;
    }
}
