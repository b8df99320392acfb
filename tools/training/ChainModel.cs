using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>A fitted chain with the features it knows.</summary>
internal sealed class ChainModel
{
    private readonly LabelChain _chain;

    private ChainModel(TagSet tags, FeatureIndex index, float[] emissions, float[] transitions)
    {
        (Tags, Index, Emissions, Transitions) = (tags, index, emissions, transitions);
        _chain = new(tags, transitions);
    }

    public TagSet Tags { get; }

    public FeatureIndex Index { get; }

    public float[] Emissions { get; }

    public float[] Transitions { get; }

    /// <summary>Fits the labels of <paramref name="texts"/>; <paramref name="keys"/> gives the features of each token of a text.</summary>
    public static ChainModel Fit(TagSet tags, IReadOnlyList<LabelledText> texts, Func<LabelledText, uint[][]> keys, TrainingOptions options, int seed)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var text in texts)
            foreach (var key in keys(text).SelectMany(token => token)) counts[key] = counts.GetValueOrDefault(key) + 1;
        var index = new FeatureIndex();
        index.Learn(counts, options.LeastUses);
        var lessons = new List<Lesson>();
        foreach (var text in texts)
        {
            var rows = keys(text).Select(token => index.Rows(token)).ToArray();
            lessons.AddRange(text.Sentences.Select(sentence => new Lesson(rows[sentence.First..sentence.End], text.Gold[sentence.First..sentence.End])));
        }

        var (emissions, transitions) = new ChainTrainer(tags, index, options).Train(lessons, seed);
        return new(tags, index, emissions, transitions);
    }

    /// <summary>The likeliest labels of a text, and how sure each is; <paramref name="eagerness"/> is taken from the label "outside".</summary>
    public FirstReading Read(LabelledText text, uint[][] keys, float eagerness)
    {
        var stride = Tags.Stride;
        var labels = new byte[text.Tokens.Count];
        var sureness = new byte[labels.Length];
        foreach (var sentence in text.Sentences)
        {
            var size = sentence.Length * stride;
            var scores = new float[size];
            for (var at = 0; at < sentence.Length; at++)
            {
                var here = scores.AsSpan(at * stride, stride);
                foreach (var row in Index.Rows(keys[sentence.First + at]))
                    for (var label = 0; label < stride; label++) here[label] += Emissions[(row * stride) + label];
                here[TagSet.Outside] -= eagerness;
            }

            var path = _chain.Best(scores, sentence.Length);
            var marginals = new float[size];
            _chain.Marginals(scores, sentence.Length, marginals, new float[size], new float[size]);
            for (var at = 0; at < sentence.Length; at++)
            {
                labels[sentence.First + at] = path[at];
                sureness[sentence.First + at] = FirstReading.Grade(marginals[(at * stride) + path[at]]);
            }
        }

        return new(Tags, labels, sureness);
    }

    public SpanScore Score(IEnumerable<LabelledText> texts, Func<LabelledText, uint[][]> keys, float eagerness, out string byType)
    {
        var known = texts.ToList();
        var (all, types) = SpanScore.Of(known.Select(text => text.Document), known.Select(text => text.Predicted(Read(text, keys(text), eagerness).Labels, Tags)));
        byType = string.Join(", ", types.Select(type => $"{type.Type} {type.Score.F1:F1}"));
        return all;
    }
}
