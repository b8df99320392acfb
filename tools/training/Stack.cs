using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>
/// Two levels of models. Those of the first read every text of every corpus; those of the second also see what the first said.
/// A first model never reads for the second what it was trained on: each quarter of a corpus is read by a model of the other three.
/// </summary>
internal sealed class Stack(IReadOnlyList<TrainingCorpus> corpora, TrainingOptions first, TrainingOptions second)
{
    private const int Parts = 4;

    private readonly Dictionary<LabelledText, uint[][]> _keys = [];
    private readonly Dictionary<(LabelledText Text, int Model), FirstReading> _readings = [];

    public ChainModel[] First { get; } = new ChainModel[corpora.Count];

    public ChainModel[] Second { get; } = new ChainModel[corpora.Count];

    /// <summary>How eager the models of the first level are: what they miss, the second sees nowhere.</summary>
    public const float FirstEagerness = 0.3f;

    public void FitFirst(Action<string> say)
    {
        for (var model = 0; model < corpora.Count; model++)
        {
            var corpus = corpora[model];
            First[model] = ChainModel.Fit(corpus.Tags, corpus.Train, BaseKeys, first, seed: 1);
            say($"{corpus.Name}: first level, {First[model].Index.Count} features");
            for (var part = 0; part < Parts; part++)
            {
                var apart = ChainModel.Fit(corpus.Tags, [.. corpus.Train.Where((_, at) => at % Parts != part)], BaseKeys, first, seed: 1);
                foreach (var text in corpus.Train.Where((_, at) => at % Parts == part)) _readings[(text, model)] = apart.Read(text, BaseKeys(text), FirstEagerness);
            }

            say($"{corpus.Name}: read apart");
        }
    }

    public void FitSecond(int model, Action<string> say)
    {
        Second[model] = ChainModel.Fit(corpora[model].Tags, corpora[model].Train, text => AllKeys(text, corpora[model].Sees), second, seed: 1);
        say($"{corpora[model].Name}: second level, {Second[model].Index.Count} features");
    }

    /// <summary>What stands in the text itself.</summary>
    public uint[][] BaseKeys(LabelledText text)
    {
        if (_keys.TryGetValue(text, out var known)) return known;
        var keys = new uint[text.Tokens.Count][];
        var surroundings = new SurroundingFeatures(text.Tokens, text.Marks);
        var buffer = new FeatureBuffer();
        foreach (var sentence in text.Sentences)
            for (var at = sentence.First; at < sentence.End; at++)
            {
                buffer.Clear();
                TokenFeatures.Write(text.Tokens, sentence, at, buffer);
                surroundings.Write(sentence, at, buffer);
                keys[at] = buffer.Keys.ToArray();
            }

        return _keys[text] = keys;
    }

    /// <summary>With what the first level of the first <paramref name="models"/> models says of the whole document.</summary>
    public uint[][] AllKeys(LabelledText text, int models)
    {
        var readings = Enumerable.Range(0, models).Select(model => Reading(text, model)).ToList();
        var document = new DocumentFeatures(text.Tokens, Abbreviations.Find(text.Document.Text, text.Tokens), readings);
        var known = BaseKeys(text);
        var keys = new uint[known.Length][];
        var buffer = new FeatureBuffer();
        foreach (var sentence in text.Sentences)
            for (var at = sentence.First; at < sentence.End; at++)
            {
                buffer.Clear();
                document.Write(sentence, at, buffer);
                keys[at] = [.. known[at], .. buffer.Keys];
            }

        return keys;
    }

    private FirstReading Reading(LabelledText text, int model)
    {
        if (_readings.TryGetValue((text, model), out var known)) return known;
        return _readings[(text, model)] = First[model].Read(text, BaseKeys(text), FirstEagerness);
    }
}
