using System.Numerics;
using System.Runtime.InteropServices;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>One sentence to learn from: the feature rows of each token, and its labels.</summary>
internal sealed record Lesson(int[][] Rows, byte[] Gold);

/// <param name="Epochs">Passes over the data; the weights of the last third are averaged.</param>
/// <param name="Rate">AdaGrad's step.</param>
/// <param name="Decay">Quadratic regularisation of each weight, spread over the feature's uses.</param>
/// <param name="Dropout">Share of features left out of a token at each look, so that no feature relies on another.</param>
/// <param name="LeastUses">Features met less often are not learned.</param>
internal sealed record TrainingOptions(int Epochs = 12, float Rate = 0.1f, float Decay = 0.5f, float Dropout = 0.1f, int LeastUses = 2);

/// <summary>Fits a chain to sentences by AdaGrad, one sentence at a time, in an order that a seed decides.</summary>
internal sealed class ChainTrainer
{
    private const float Certain = 0.003f;

    private readonly TagSet _tags;
    private readonly TrainingOptions _options;
    private readonly int _stride;
    private readonly float[] _decay;
    private readonly float[] _weights;
    private readonly float[] _squares;
    private readonly float[] _transitions;
    private readonly float[] _transitionSquares;
    private readonly LabelChain _chain;

    public ChainTrainer(TagSet tags, FeatureIndex index, TrainingOptions options)
    {
        (_tags, _options, _stride) = (tags, options, tags.Stride);
        _decay = [.. index.Uses.Select(uses => options.Decay / uses)];
        _weights = new float[(long)index.Count * _stride];
        _squares = new float[_weights.Length];
        Array.Fill(_squares, 0.1f);
        _transitions = new float[tags.Labels * _stride];
        _transitionSquares = new float[_transitions.Length];
        Array.Fill(_transitionSquares, 1f);
        _chain = new(tags, _transitions);
    }

    public (float[] Emissions, float[] Transitions) Train(IReadOnlyList<Lesson> lessons, int seed)
    {
        var random = new Random(seed);
        var order = Enumerable.Range(0, lessons.Count).ToArray();
        var emissions = new float[_weights.Length];
        var transitions = new float[_transitions.Length];
        var averaged = Math.Max(1, _options.Epochs / 3);
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var at in order) Learn(lessons[at], random);
            if (epoch < _options.Epochs - averaged) continue;
            for (var i = 0; i < emissions.Length; i++) emissions[i] += _weights[i] / averaged;
            for (var i = 0; i < transitions.Length; i++) transitions[i] += _transitions[i] / averaged;
        }

        return (emissions, transitions);
    }

    private void Learn(Lesson lesson, Random random)
    {
        var length = lesson.Gold.Length;
        var size = length * _stride;
        var scores = new float[size];
        var marginals = new float[size];
        var forward = new float[size];
        var kept = new int[length][];
        var scale = 1 / (1 - _options.Dropout);
        for (var at = 0; at < length; at++)
        {
            kept[at] = Keep(lesson.Rows[at], random);
            var here = scores.AsSpan(at * _stride, _stride);
            Score(_weights, kept[at], here);
            for (var label = 0; label < _stride; label++) here[label] *= scale;
        }

        _chain.Update(_transitions);
        _chain.Marginals(scores, length, marginals, forward, new float[size]);
        LearnTransitions(lesson, marginals, forward);
        for (var at = 0; at < length; at++)
        {
            var slope = marginals.AsSpan(at * _stride, _stride);
            slope[lesson.Gold[at]]--;
            Update(kept[at], slope);
        }
    }

    private int[] Keep(int[] rows, Random random)
    {
        if (_options.Dropout == 0) return rows;
        var limit = (int)(_options.Dropout * (1 << 16));
        var kept = new int[rows.Length];
        var count = 0;
        foreach (var row in rows)
            if (random.Next(1 << 16) >= limit) kept[count++] = row;
        return kept[..count];
    }

    private void LearnTransitions(Lesson lesson, float[] marginals, float[] forward)
    {
        var counts = new float[_transitions.Length];
        _chain.AddTransitions(marginals, forward, lesson.Gold.Length, counts);
        for (var at = 1; at < lesson.Gold.Length; at++) counts[(lesson.Gold[at - 1] * _stride) + lesson.Gold[at]]--;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0) continue;
            _transitionSquares[i] += counts[i] * counts[i];
            _transitions[i] -= _options.Rate * counts[i] / MathF.Sqrt(_transitionSquares[i]);
        }
    }

    public void Score(float[] weights, int[] rows, Span<float> into)
    {
        var sum = MemoryMarshal.Cast<float, Vector<float>>(into);
        foreach (var row in rows)
        {
            var of = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(row * _stride, _stride));
            for (var i = 0; i < sum.Length; i++) sum[i] += of[i];
        }
    }

    // Most labels of most tokens are already certain: their weights are left alone, which is where the time goes.
    private void Update(int[] rows, ReadOnlySpan<float> slope)
    {
        var of = MemoryMarshal.Cast<float, Vector<float>>(slope);
        Span<int> active = stackalloc int[of.Length];
        var count = 0;
        for (var i = 0; i < of.Length; i++)
            if (Vector.GreaterThanAny(Vector.Abs(of[i]), new Vector<float>(Certain))) active[count++] = i;
        if (count == 0) return;
        var rate = new Vector<float>(_options.Rate);
        foreach (var row in rows)
        {
            var weights = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(row * _stride, _stride));
            var squares = MemoryMarshal.Cast<float, Vector<float>>(_squares.AsSpan(row * _stride, _stride));
            var decay = new Vector<float>(_decay[row]);
            foreach (var i in active[..count])
            {
                var gradient = of[i] + (decay * weights[i]);
                squares[i] += gradient * gradient;
                weights[i] -= rate * gradient / Vector.SquareRoot(squares[i]);
            }
        }
    }
}
