using System.IO.Compression;
using MedLedger.Clinical.Context;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>Learns which words stand around facts of a patient's present; each file of the corpus is judged by what was learned from the others.</summary>
internal sealed class ContextJob(IReadOnlyList<LabelledContext> contexts)
{
    /// <summary>The share of true facts of each kind that may be doubted for nothing in whole folders; notes and letters were written to be hard.</summary>
    private static readonly Dictionary<string, double> Doubted = new(StringComparer.Ordinal) { ["M"] = 0.04, ["P"] = 0.04, ["A"] = 0.02, ["I"] = 0.02, ["D"] = 0.03, ["V"] = 0.02, ["R"] = 0.02 };

    /// <summary>The share of substances that are no allergy which may be called one for nothing.</summary>
    private const double Hinted = 0.003;

    private const float Step = 0.01f;

    private const int Folds = 6;

    /// <summary>The sum from which on a substance may be an allergy: of those that are none, few reach it.</summary>
    public IReadOnlyDictionary<string, float> EvaluateHints(Action<string> say)
    {
        var scores = Apart();
        var others = scores.Where(one => !one.Context.Present && one.Context.Group.StartsWith(ContextCorpus.Folders, StringComparison.Ordinal)).Select(one => one.Score).Order().ToList();
        var least = others[(int)(others.Count * (1 - Hinted))];
        foreach (var group in scores.GroupBy(one => one.Context.Group, StringComparer.Ordinal))
            say($"{group.Key}: {group.Count(one => one.Context.Present && one.Score >= least)} of {group.Count(one => one.Context.Present)} allergies that no rule found are hinted at, and {group.Count(one => !one.Context.Present && one.Score >= least)} of {group.Count(one => !one.Context.Present)} other substances");
        return new Dictionary<string, float>(StringComparer.Ordinal) { [AllergyHints.Kind] = (float)least };
    }

    private List<(LabelledContext Context, double Score)> Apart()
    {
        var folds = contexts.GroupBy(context => Fold(context.Group), StringComparer.Ordinal).ToList();
        // No fold needs another, and their order is kept.
        return [.. folds.AsParallel().AsOrdered().SelectMany(fold =>
        {
            var weights = ContextTrainer.Train([.. contexts.Where(context => Fold(context.Group) != fold.Key)]);
            return fold.Select(context => (context, ContextTrainer.Score(weights, context))).ToList();
        })];
    }

    // Folders come in sets by one hand; six parts of them are judged apart, every other file alone.
    private static string Fold(string group) => group.StartsWith(ContextCorpus.Folders, StringComparison.Ordinal) && int.TryParse(group[ContextCorpus.Folders.Length..], out var set) ? $"{ContextCorpus.Folders} {set % Folds}" : group;

    /// <summary>The sums below which a context of each kind is doubted, from the judgements apart.</summary>
    public IReadOnlyDictionary<string, float> Evaluate(Action<string> say)
    {
        var scores = Apart();
        var least = Doubted.ToDictionary(pair => pair.Key, pair => (float)Least([.. scores.Where(one => one.Context.Group.StartsWith(ContextCorpus.Folders, StringComparison.Ordinal))], pair.Key, pair.Value), StringComparer.Ordinal);
        foreach (var group in scores.GroupBy(one => one.Context.Group, StringComparer.Ordinal)) say($"{group.Key}: {Found([.. group], least)}");
        foreach (var (kind, share) in Doubted) say($"{kind}, {share:P0} doubted for nothing: {Found([.. scores.Where(one => one.Context.Kind == kind)], least)}");
        return least;
    }

    public void Write(string path, IReadOnlyDictionary<string, float> least)
    {
        var weights = ContextTrainer.Train(contexts);
        var kept = new SortedDictionary<uint, sbyte>();
        foreach (var (feature, weight) in weights)
            if (Math.Round(weight / Step) is var steps && steps != 0) kept[FeatureHash.Of(feature)] = (sbyte)Math.Clamp(steps, sbyte.MinValue, sbyte.MaxValue);
        using var writer = new BinaryWriter(new GZipStream(File.Create(path), CompressionLevel.SmallestSize));
        writer.Write(ContextWeights.Magic.ToCharArray());
        writer.Write(Step);
        writer.Write(least.Count);
        foreach (var (kind, sum) in least.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(kind);
            writer.Write(sum);
        }

        writer.Write(kept.Count);
        var last = 0u;
        foreach (var key in kept.Keys)
        {
            writer.Write7BitEncodedInt((int)(key - last));
            last = key;
        }

        foreach (var weight in kept.Values) writer.Write(weight);
    }

    private static string Found(List<(LabelledContext Context, double Score)> scores, Dictionary<string, float> least)
    {
        var (foreign, present) = (scores.Where(one => !one.Context.Present).ToList(), scores.Where(one => one.Context.Present).ToList());
        return $"{foreign.Count(IsDoubted)} of {foreign.Count} names that are not of the present are doubted, and {present.Count(IsDoubted)} of {present.Count} that are";

        bool IsDoubted((LabelledContext Context, double Score) one) => one.Score < least[one.Context.Kind];
    }

    private static double Least(List<(LabelledContext Context, double Score)> scores, string kind, double share)
    {
        var present = scores.Where(one => one.Context.Present && one.Context.Kind == kind).Select(one => one.Score).Order().ToList();
        return present[(int)(present.Count * share)];
    }
}
