namespace MedLedger.Tools.Training;

/// <summary>Logistic regression by AdaGrad over features that occur at least twice. Seeded: the same contexts give the same weights.</summary>
internal static class ContextTrainer
{
    private const int Epochs = 6;
    private const double Rate = 0.05;
    private const double Decay = 1e-4;
    private const double Cautious = 0.7;
    private const int LeastUses = 2;

    public static Dictionary<string, double> Train(IReadOnlyList<LabelledContext> contexts)
    {
        var known = contexts.SelectMany(context => context.Features).GroupBy(feature => feature, StringComparer.Ordinal).Where(group => group.Count() >= LeastUses)
            .Select(group => group.Key).Order(StringComparer.Ordinal).Select((feature, at) => (feature, at)).ToDictionary(pair => pair.feature, pair => pair.at, StringComparer.Ordinal);
        var rows = contexts.Select(context => (Features: context.Features.Where(known.ContainsKey).Select(feature => known[feature]).ToArray(), context.Present)).ToArray();
        var (weights, squares) = (new double[known.Count], new double[known.Count]);
        // The fewer are weighed up, so that most of what is doubted deserves it.
        var scale = Cautious * rows.Count(row => row.Present) / Math.Max(1, rows.Count(row => !row.Present));
        var random = new Random(1);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(rows);
            foreach (var (features, present) in rows)
            {
                var error = (1 / (1 + Math.Exp(-features.Sum(feature => weights[feature])))) - (present ? 1 : 0);
                if (!present) error *= scale;
                foreach (var feature in features)
                {
                    var slope = error + (Decay * weights[feature]);
                    squares[feature] += slope * slope;
                    weights[feature] -= Rate * slope / Math.Sqrt(squares[feature] + 1);
                }
            }
        }

        return known.ToDictionary(pair => pair.Key, pair => weights[pair.Value], StringComparer.Ordinal);
    }

    public static double Score(Dictionary<string, double> weights, LabelledContext context) => context.Features.Sum(feature => weights.GetValueOrDefault(feature));
}
