using System.Buffers;
using System.Runtime.CompilerServices;

namespace MedLedger.Clinical.Tagging;

/// <summary>One document, or a window of a long one, while the models read it: sums of weights, what the first level said, then the decision of the second.</summary>
internal sealed class WindowReading(string text, List<TagToken> tokens, List<TagSentence> sentences, Vocabulary vocabulary) : IDisposable
{
    private readonly uint[] _marks = vocabulary.Mark(tokens);
    private readonly List<Abbreviations.Pair> _abbreviations = Abbreviations.Find(text, tokens);
    private readonly List<FirstReading> _readings = [];
    private readonly List<(short[] Sums, int Width)> _groups = [];
    private readonly FeatureBuffer _buffer = new();

    // Scratch of the longest sentence so far: emissions, marginals and what computing them needs.
    private float[][] _scratch = [[], [], [], []];

    /// <summary>Sums up the group's weights over the window, reads it with the first levels, then adds what the second levels learn from that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ModelGroup group, int number)
    {
        var width = group.Table.Width;
        var sums = ArrayPool<short>.Shared.Rent(tokens.Count * width);
        sums.AsSpan(0, tokens.Count * width).Clear();
        _groups.Add((sums, width));
        var surroundings = new SurroundingFeatures(tokens, _marks);
        foreach (var sentence in sentences)
            for (var at = sentence.First; at < sentence.End; at++)
            {
                var here = sums.AsSpan(at * width, width);
                for (var distance = -TokenFeatures.Reach; distance <= TokenFeatures.Reach; distance++)
                    if (at + distance >= sentence.First && at + distance < sentence.End) FeatureTable.Add(SumsOf(group.Table, number, tokens[at + distance].Word, distance), here);
                _buffer.Clear();
                surroundings.Write(sentence, at, _buffer);
                group.Table.Add(_buffer.Keys, here);
            }

        foreach (var model in group.Models) _readings.Add(ReadFirst(model, sums, width));
        var document = new DocumentFeatures(tokens, _abbreviations, _readings);
        foreach (var sentence in sentences)
            for (var at = sentence.First; at < sentence.End; at++)
            {
                _buffer.Clear();
                document.Write(sentence, at, _buffer);
                group.Table.Add(_buffer.Keys, sums.AsSpan(at * width, width));
            }
    }

    /// <summary>Adds the mentions that the second level of <paramref name="model"/> finds.</summary>
    public void Decide(int group, TaggerModel model, List<TaggedMention> into)
    {
        var names = new List<NameInWindow>();
        var (sums, width) = _groups[group];
        var stride = model.Tags.Stride;
        foreach (var sentence in sentences)
        {
            var scores = Scores(model.Second, model.Tags, sums, width, sentence);
            var path = model.Second.Chain.Best(scores, sentence.Length);
            if (!path.AsSpan().ContainsAnyExcept((byte)TagSet.Outside)) continue;
            var marginals = Marginals(model.Second, scores, sentence);
            foreach (var (first, end, type) in TagSet.Spans(path))
            {
                var sure = 1f;
                for (var at = first; at < end; at++) sure = Math.Min(sure, marginals[(at * stride) + path[at]]);
                names.Add(new(sentence.First + first, sentence.First + end, type, sure));
            }
        }

        if (model.Repeats < 1) names = RepeatedNames.Add(tokens, names, model.Repeats);
        foreach (var name in names) into.Add(new(tokens[name.First].Start, tokens[name.End - 1].End, model.Tags.Types[name.Type], model.Name, name.Sureness));
    }

    public void Dispose()
    {
        foreach (var (sums, _) in _groups) ArrayPool<short>.Shared.Return(sums);
        _groups.Clear();
    }

    private FirstReading ReadFirst(TaggerModel model, short[] sums, int width)
    {
        var stride = model.Tags.Stride;
        var labels = new byte[tokens.Count];
        var sureness = new byte[tokens.Count];
        foreach (var sentence in sentences)
        {
            var scores = Scores(model.First, model.Tags, sums, width, sentence);
            var path = model.First.Chain.Best(scores, sentence.Length);
            var marginals = Marginals(model.First, scores, sentence);
            for (var at = 0; at < path.Length; at++)
            {
                labels[sentence.First + at] = path[at];
                sureness[sentence.First + at] = FirstReading.Grade(marginals[(at * stride) + path[at]]);
            }
        }

        return new(model.Tags, labels, sureness);
    }

    private float[] Marginals(ModelLevel level, float[] scores, TagSentence sentence)
    {
        level.Chain.Marginals(scores, sentence.Length, _scratch[1], _scratch[2], _scratch[3]);
        return _scratch[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float[] Scores(ModelLevel level, TagSet tags, short[] sums, int width, TagSentence sentence)
    {
        if (_scratch[0].Length < sentence.Length * tags.Stride) _scratch = [.. _scratch.Select(_ => new float[sentence.Length * tags.Stride])];
        var scores = _scratch[0];
        for (var at = 0; at < sentence.Length; at++)
        {
            var from = sums.AsSpan(((sentence.First + at) * width) + level.Offset, tags.Labels);
            var into = scores.AsSpan(at * tags.Stride, tags.Stride);
            into.Clear();
            for (var label = 0; label < from.Length; label++) into[label] = from[label] * level.Step;
            into[TagSet.Outside] -= level.Eagerness;
        }

        return scores;
    }

    private short[] SumsOf(FeatureTable table, int number, WordType word, int distance)
    {
        ref var known = ref word.Sums[(number * ((2 * TokenFeatures.Reach) + 1)) + distance + TokenFeatures.Reach];
        if (known is not null) return known;
        _buffer.Clear();
        TokenFeatures.Write(word, distance, _buffer);
        var made = new short[table.Width];
        table.Add(_buffer.Keys, made);
        return known = made;
    }
}
