using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MedLedger.Clinical.Tagging;

/// <summary>A linear-chain conditional random field over the labels of one sentence: the likeliest sequence, and how likely each label is. Linear in the sentence.</summary>
internal sealed class LabelChain
{
    // A label this unlikely changes no probability that is told.
    private const float Negligible = 1e-8f;

    private readonly TagSet _tags;
    private readonly int _stride;
    private readonly float[] _weights;
    private readonly float[] _factors;

    // Of a label's transitions, the heaviest and the lightest: what they decide needs no look at the others.
    private readonly float[] _heaviest;
    private readonly float[] _lightest;

    /// <param name="tags">The labels.</param>
    /// <param name="transitions">Weights from label (row) to label, rows of <see cref="TagSet.Stride"/>.</param>
    public LabelChain(TagSet tags, ReadOnlySpan<float> transitions)
    {
        (_tags, _stride) = (tags, tags.Stride);
        _weights = new float[tags.Labels * _stride];
        _factors = new float[tags.Labels * _stride];
        _heaviest = new float[tags.Labels];
        _lightest = new float[tags.Labels];
        Update(transitions);
    }

    public void Update(ReadOnlySpan<float> transitions)
    {
        Array.Fill(_weights, float.NegativeInfinity);
        Array.Fill(_heaviest, float.NegativeInfinity);
        Array.Fill(_lightest, float.PositiveInfinity);
        for (var from = 0; from < _tags.Labels; from++)
            for (var to = 0; to < _tags.Labels; to++)
            {
                if (!_tags.MayFollow(from, to)) continue;
                var at = (from * _stride) + to;
                _weights[at] = transitions[at];
                _factors[at] = MathF.Exp(transitions[at]);
                _heaviest[from] = Math.Max(_heaviest[from], transitions[at]);
                _lightest[from] = Math.Min(_lightest[from], transitions[at]);
            }
    }

    /// <summary>
    /// The probability of each label at each token, into <paramref name="marginals"/>; <paramref name="forward"/> and <paramref name="scores"/> are scratch of the same size.
    /// Left in <paramref name="scores"/>: what speaks for each label from its token on, which <see cref="Likely"/> asks for.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Marginals(ReadOnlySpan<float> emissions, int length, Span<float> marginals, Span<float> forward, Span<float> scores)
    {
        Exponentials(emissions, length, scores);
        for (var at = 0; at < length; at++)
        {
            var here = forward.Slice(at * _stride, _stride);
            here.Clear();
            if (at == 0)
                for (var label = 0; label < _tags.Labels; label++) here[label] = TagSet.Opens(label) ? 1 : 0;
            else Step(forward.Slice((at - 1) * _stride, _stride), here);
            Multiply(here, scores.Slice(at * _stride, _stride));
            Normalize(here);
        }

        Span<float> behind = stackalloc float[_stride];
        Span<float> weighted = stackalloc float[_stride];
        for (var label = 0; label < _tags.Labels; label++) behind[label] = TagSet.Closes(label) ? 1 : 0;
        for (var at = length - 1; at >= 0; at--)
        {
            var here = marginals.Slice(at * _stride, _stride);
            forward.Slice(at * _stride, _stride).CopyTo(here);
            Multiply(here, behind);
            Normalize(here);
            if (at == 0) break;
            Multiply(scores.Slice(at * _stride, _stride), behind);
            scores.Slice(at * _stride, _stride).CopyTo(weighted);
            StepBack(weighted, forward.Slice((at - 1) * _stride, _stride), behind);
            Normalize(behind);
        }
    }

    /// <summary>The expected number of each transition, added to <paramref name="counts"/>; called after <see cref="Marginals"/> with its scratch.</summary>
    public void AddTransitions(ReadOnlySpan<float> marginals, ReadOnlySpan<float> forward, int length, Span<float> counts)
    {
        // P(i at t-1, j at t) = forward(i) * factor(i, j) * marginal(j) / sum over i of forward(i) * factor(i, j).
        Span<float> arrived = stackalloc float[_stride];
        Span<float> share = stackalloc float[_stride];
        for (var at = 1; at < length; at++)
        {
            var before = forward.Slice((at - 1) * _stride, _stride);
            arrived.Clear();
            Step(before, arrived);
            for (var to = 0; to < _tags.Labels; to++) share[to] = arrived[to] > 0 ? marginals[(at * _stride) + to] / arrived[to] : 0;
            for (var from = 0; from < _tags.Labels; from++)
            {
                if (before[from] < 1e-4f) continue;
                var row = from * _stride;
                if (TagSet.Closes(from))
                    for (var to = 0; to < _tags.Labels; to++) counts[row + to] += before[from] * _factors[row + to] * share[to];
                else
                    foreach (var to in TagSet.Inner(from)) counts[row + to] += before[from] * _factors[row + to] * share[to];
            }
        }
    }

    /// <summary>
    /// The mentions to tell, none over another: those whose probabilities exceed <paramref name="least"/> by the greatest sum. Called after <see cref="Marginals"/> with what it left.
    /// To tell all that are likelier than half of the F1 one can hope for makes the expected F1 greatest (Lipton et al., ECML 2014); the likeliest sequence is more timid.
    /// </summary>
    public List<LikelySpan> Likely(ReadOnlySpan<float> marginals, ReadOnlySpan<float> scores, int length, float least)
    {
        var candidates = new List<LikelySpan>[length + 1];
        for (var first = 0; first < length; first++)
            for (var type = 0; type < _tags.Types.Count; type++)
            {
                var alone = marginals[(first * _stride) + TagSet.AloneOf(type)];
                if (alone > least) (candidates[first + 1] ??= []).Add(new(first, first + 1, type, alone));
                var (label, open) = (TagSet.FirstOf(type), marginals[(first * _stride) + TagSet.FirstOf(type)]);
                for (var at = first + 1; at < length && open > least; at++)
                {
                    var inner = TagSet.Inner(label);
                    float inside = Ahead(scores, label, at, inner[0]), last = Ahead(scores, label, at, inner[1]);
                    if (inside + last <= 0) break;
                    var whole = open * last / (inside + last);
                    if (whole > least) (candidates[at + 1] ??= []).Add(new(first, at + 1, type, whole));
                    (label, open) = (inner[0], open - whole);
                }
            }

        var best = new float[length + 1];
        var chosen = new LikelySpan?[length + 1];
        for (var end = 1; end <= length; end++)
        {
            best[end] = best[end - 1];
            foreach (var span in candidates[end] ?? [])
                if (best[span.First] + span.Probability - least is var sum && sum > best[end]) (best[end], chosen[end]) = (sum, span);
        }

        var told = new List<LikelySpan>();
        for (var end = length; end > 0; end = chosen[end]?.First ?? end - 1)
            if (chosen[end] is { } span) told.Add(span);
        told.Reverse();
        return told;
    }

    private float Ahead(ReadOnlySpan<float> scores, int from, int at, int to) => _factors[(from * _stride) + to] * scores[(at * _stride) + to];

    /// <summary>The likeliest valid sequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public byte[] Best(ReadOnlySpan<float> emissions, int length)
    {
        var best = new float[_stride];
        var next = new float[_stride];
        var back = new int[length * _stride];
        for (var label = 0; label < _stride; label++) best[label] = label < _tags.Labels && TagSet.Opens(label) ? emissions[label] : float.NegativeInfinity;
        for (var at = 1; at < length; at++)
        {
            Array.Fill(next, float.NegativeInfinity);
            Arrive(best, next, back.AsSpan(at * _stride, _stride));
            for (var to = 0; to < _tags.Labels; to++) next[to] += emissions[(at * _stride) + to];
            (best, next) = (next, best);
        }

        var path = new byte[length];
        var last = 0;
        for (var label = 1; label < _tags.Labels; label++)
            if (TagSet.Closes(label) && best[label] > best[last]) last = label;
        for (var at = length - 1; at >= 0; at--)
        {
            path[at] = (byte)last;
            last = back[(at * _stride) + last];
        }

        return path;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Arrive(float[] best, float[] next, Span<int> origin)
    {
        var arrived = MemoryMarshal.Cast<float, Vector<float>>(next.AsSpan());
        var origins = MemoryMarshal.Cast<int, Vector<int>>(origin);
        // What ends here may go on in the same ways: a label that loses to another by more than their transitions can make up for wins nowhere.
        var floor = float.NegativeInfinity;
        for (var label = 0; label < _tags.Labels; label++)
            if (TagSet.Closes(label)) floor = Math.Max(floor, best[label] + _lightest[label]);
        for (var label = 0; label < _tags.Labels; label++)
        {
            if (float.IsNegativeInfinity(best[label])) continue;
            if (!TagSet.Closes(label))
            {
                foreach (var to in TagSet.Inner(label))
                    if (best[label] + _weights[(label * _stride) + to] is var score && score > next[to]) (next[to], origin[to]) = (score, label);
                continue;
            }

            if (best[label] + _heaviest[label] < floor) continue;
            var from = new Vector<float>(best[label]);
            var number = new Vector<int>(label);
            var row = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(label * _stride, _stride));
            for (var i = 0; i < row.Length; i++)
            {
                var score = from + row[i];
                var better = Vector.GreaterThan(score, arrived[i]);
                arrived[i] = Vector.ConditionalSelect(better, score, arrived[i]);
                origins[i] = Vector.ConditionalSelect(better, number, origins[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exponentials(ReadOnlySpan<float> emissions, int length, Span<float> scores)
    {
        for (var at = 0; at < length; at++)
        {
            var most = float.NegativeInfinity;
            var here = emissions.Slice(at * _stride, _tags.Labels);
            foreach (var score in here) most = Math.Max(most, score);
            var into = scores.Slice(at * _stride, _stride);
            into.Clear();
            for (var label = 0; label < here.Length; label++) into[label] = MathF.Exp(here[label] - most);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(ReadOnlySpan<float> from, Span<float> into)
    {
        var sum = MemoryMarshal.Cast<float, Vector<float>>(into);
        for (var label = 0; label < _tags.Labels; label++)
        {
            if (from[label] < Negligible) continue;
            if (!TagSet.Closes(label))
            {
                foreach (var to in TagSet.Inner(label)) into[to] += from[label] * _factors[(label * _stride) + to];
                continue;
            }

            var factor = new Vector<float>(from[label]);
            var row = MemoryMarshal.Cast<float, Vector<float>>(_factors.AsSpan(label * _stride, _stride));
            for (var i = 0; i < sum.Length; i++) sum[i] += factor * row[i];
        }
    }

    // Where the way from the front did not lead, the way back need not go.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepBack(ReadOnlySpan<float> from, ReadOnlySpan<float> forward, Span<float> into)
    {
        var source = MemoryMarshal.Cast<float, Vector<float>>(from);
        into.Clear();
        for (var label = 0; label < _tags.Labels; label++)
        {
            if (forward[label] < Negligible) continue;
            var reached = 0f;
            if (TagSet.Closes(label))
            {
                var row = MemoryMarshal.Cast<float, Vector<float>>(_factors.AsSpan(label * _stride, _stride));
                var sum = Vector<float>.Zero;
                for (var i = 0; i < row.Length; i++) sum += row[i] * source[i];
                reached = Vector.Sum(sum);
            }
            else
                foreach (var to in TagSet.Inner(label)) reached += _factors[(label * _stride) + to] * from[to];

            into[label] = reached;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(Span<float> into, ReadOnlySpan<float> by)
    {
        var factors = MemoryMarshal.Cast<float, Vector<float>>(by);
        var products = MemoryMarshal.Cast<float, Vector<float>>(into);
        for (var i = 0; i < products.Length; i++) products[i] *= factors[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize(Span<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sums = Vector<float>.Zero;
        foreach (var vector in vectors) sums += vector;
        var sum = Vector.Sum(sums);
        if (sum <= 0) return;
        var share = new Vector<float>(1 / sum);
        for (var i = 0; i < vectors.Length; i++) vectors[i] *= share;
    }
}

/// <summary>A mention at tokens [First, End) of a sentence, and how likely it is.</summary>
internal readonly record struct LikelySpan(int First, int End, int Type, float Probability);
