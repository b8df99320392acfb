using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>
/// Two levels of models. Those of the first that are seen read every text of every corpus; those of the second also learn from what these said.
/// A first model never reads for the second what it was trained on: each quarter of a corpus is read by a model of the other three.
/// </summary>
internal sealed class Stack(IReadOnlyList<TrainingCorpus> corpora, TrainingOptions options)
{
    private const int Parts = 4;

    // Fits that differ in the order of the texts only; their mean leaves out what that order taught.
    private static readonly int[] Seeds = [1, 2];

    // Fits do not touch one another, so that two at a time give the same weights as one by one.
    private static readonly ParallelOptions AtATime = new() { MaxDegreeOfParallelism = 2 };

    private readonly Dictionary<LabelledText, uint[][]> _keys = [];
    private readonly Dictionary<(LabelledText Text, int Model), FirstReading> _readings = [];

    public ChainModel[] First { get; } = new ChainModel[corpora.Count];

    public ChainModel[] Second { get; } = new ChainModel[corpora.Count];

    /// <summary>How eager the models of the first level are: what they miss, the second sees nowhere.</summary>
    public const float FirstEagerness = 0.3f;

    /// <summary>Fits what the second levels see.</summary>
    public void FitFirst(Action<string> say)
    {
        foreach (var text in corpora.SelectMany(corpus => corpus.Train.Concat(corpus.Test))) BaseKeys(text);
        for (var model = 0; model < corpora.Count; model++)
        {
            if (!IsSeen(model)) continue;
            var corpus = corpora[model];
            var apart = new ChainModel[Parts];
            Parallel.For(0, Parts + 1, AtATime, part =>
            {
                if (part == Parts) First[model] = ChainModel.Fit(corpus.Tags, corpus.Train, BaseKeys, options, seed: 1);
                else apart[part] = ChainModel.Fit(corpus.Tags, [.. corpus.Train.Where((_, at) => at % Parts != part)], BaseKeys, options, seed: 1);
            });
            for (var at = 0; at < corpus.Train.Count; at++) _readings[(corpus.Train[at], model)] = apart[at % Parts].Read(corpus.Train[at], BaseKeys(corpus.Train[at]), FirstEagerness);
            say($"{corpus.Name}: first level, {First[model].Index.Count} features");
        }
    }

    public void FitSecond(int model, Action<string> say)
    {
        Second[model] = FitSecond(model, corpora[model].Train);
        say($"{corpora[model].Name}: second level, {Second[model].Index.Count} features");
    }

    /// <summary>Fits the deciding level to <paramref name="texts"/>. A model that nobody sees has members that see nobody, too: they know less and are misled less.</summary>
    public ChainModel FitSecond(int model, IReadOnlyList<LabelledText> texts)
    {
        var corpus = corpora[model];
        var keys = texts.ToDictionary(text => text, text => AllKeys(text, corpus.Sees));
        var members = new ChainModel[IsSeen(model) ? Seeds.Length : 2 * Seeds.Length];
        Parallel.For(0, members.Length, AtATime, at =>
            members[at] = ChainModel.Fit(corpus.Tags, texts, at < Seeds.Length ? text => keys[text] : BaseKeys, options, Seeds[at % Seeds.Length]));
        return ChainModel.Mean(members);
    }

    /// <summary>Whether other models learn from this one's readings.</summary>
    public bool IsSeen(int model) => corpora.Any(corpus => corpus.Sees > model);

    /// <summary>With what the first levels of the first <paramref name="models"/> models say of the whole document.</summary>
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

    // What stands in the text itself.
    private uint[][] BaseKeys(LabelledText text)
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

    private FirstReading Reading(LabelledText text, int model)
    {
        if (_readings.TryGetValue((text, model), out var known)) return known;
        return _readings[(text, model)] = First[model].Read(text, BaseKeys(text), FirstEagerness);
    }
}
