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

    /// <summary>One chain with the mean weights of several: as good as asking them all, for the price of one.</summary>
    public static ChainModel Mean(IReadOnlyList<ChainModel> models)
    {
        var stride = models[0].Tags.Stride;
        var index = new FeatureIndex();
        index.Learn(models.SelectMany(model => model.Index.Keys).Distinct().ToDictionary(key => key, _ => 1), least: 1);
        var emissions = new float[(long)index.Count * stride];
        var transitions = new float[models[0].Transitions.Length];
        foreach (var model in models)
        {
            var rows = index.Rows([.. model.Index.Keys]);
            for (var row = 0; row < rows.Length; row++)
                for (var label = 0; label < stride; label++) emissions[(rows[row] * stride) + label] += model.Emissions[(row * stride) + label] / models.Count;
            for (var at = 0; at < transitions.Length; at++) transitions[at] += model.Transitions[at] / models.Count;
        }

        return new(models[0].Tags, index, emissions, transitions);
    }

    /// <summary>The likeliest labels of a text, and how sure each is; <paramref name="eagerness"/> is taken from the label "outside".</summary>
    public FirstReading Read(LabelledText text, uint[][] keys, float eagerness)
    {
        var stride = Tags.Stride;
        var labels = new byte[text.Tokens.Count];
        var sureness = new byte[labels.Length];
        foreach (var sentence in text.Sentences)
        {
            var scores = Scores(keys, sentence);
            for (var at = 0; at < sentence.Length; at++) scores[at * stride] -= eagerness;
            var path = _chain.Best(scores, sentence.Length);
            var marginals = new float[scores.Length];
            _chain.Marginals(scores, sentence.Length, marginals, new float[scores.Length], new float[scores.Length]);
            for (var at = 0; at < sentence.Length; at++)
            {
                labels[sentence.First + at] = path[at];
                sureness[sentence.First + at] = FirstReading.Grade(marginals[(at * stride) + path[at]]);
            }
        }

        return new(Tags, labels, sureness);
    }

    /// <summary>The mentions to tell, each at least <paramref name="least"/> likely, as the product tells them.</summary>
    public IReadOnlyList<NameInWindow> Tell(LabelledText text, uint[][] keys, float least)
    {
        var told = new List<NameInWindow>();
        foreach (var sentence in text.Sentences)
        {
            var size = sentence.Length * Tags.Stride;
            float[] marginals = new float[size], scratch = new float[size];
            _chain.Marginals(Scores(keys, sentence), sentence.Length, marginals, new float[size], scratch);
            told.AddRange(_chain.Likely(marginals, scratch, sentence.Length, least).Select(span => new NameInWindow(sentence.First + span.First, sentence.First + span.End, span.Type, span.Probability)));
        }

        return told;
    }

    private float[] Scores(uint[][] keys, TagSentence sentence)
    {
        var stride = Tags.Stride;
        var scores = new float[sentence.Length * stride];
        for (var at = 0; at < sentence.Length; at++)
        {
            var here = scores.AsSpan(at * stride, stride);
            foreach (var row in Index.Rows(keys[sentence.First + at]))
                for (var label = 0; label < stride; label++) here[label] += Emissions[(row * stride) + label];
        }

        return scores;
    }
}
