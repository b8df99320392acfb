using MedLedger.Clinical.Tagging;

namespace MedLedger.Clinical.Tests.Tagging;

/// <summary>The chain against counting out every valid sequence.</summary>
public class LabelChainTests
{
    private const int Length = 4;

    private static readonly TagSet Tags = new(["A", "B"]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_best_sequence_is_the_best_of_all_valid_ones(int seed)
    {
        var (transitions, emissions) = Weights(seed);
        var best = Sequences().MaxBy(sequence => Score(sequence, transitions, emissions))!;
        Assert.Equal(best, new LabelChain(Tags, transitions).Best(emissions, Length));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Probabilities_are_shares_of_all_valid_sequences(int seed)
    {
        var (transitions, emissions) = Weights(seed);
        var all = Sequences().Select(sequence => (sequence, weight: Math.Exp(Score(sequence, transitions, emissions)))).ToList();
        var total = all.Sum(pair => pair.weight);
        float[] marginals = new float[emissions.Length], forward = new float[emissions.Length], scratch = new float[emissions.Length];
        var chain = new LabelChain(Tags, transitions);
        chain.Marginals(emissions, Length, marginals, forward, scratch);
        for (var at = 0; at < Length; at++)
            for (var label = 0; label < Tags.Labels; label++)
                Assert.Equal(all.Where(pair => pair.sequence[at] == label).Sum(pair => pair.weight) / total, marginals[(at * Tags.Stride) + label], 1e-4);

        var counts = new float[transitions.Length];
        chain.AddTransitions(marginals, forward, Length, counts);
        var expected = all.Sum(pair => pair.weight * pair.sequence.Zip(pair.sequence.Skip(1)).Count(step => step is (0, 0))) / total;
        Assert.Equal(expected, counts[0], 1e-3);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_mention_is_as_likely_as_the_sequences_that_hold_it_and_the_best_of_those_that_overlap_are_told(int seed)
    {
        const float Least = 0.1f;
        var (transitions, emissions) = Weights(seed);
        var all = Sequences().Select(sequence => (spans: TagSet.Spans(sequence).ToList(), weight: Math.Exp(Score(sequence, transitions, emissions)))).ToList();
        var total = all.Sum(pair => pair.weight);
        float[] marginals = new float[emissions.Length], scratch = new float[emissions.Length];
        var chain = new LabelChain(Tags, transitions);
        chain.Marginals(emissions, Length, marginals, new float[emissions.Length], scratch);
        var told = chain.Likely(marginals, scratch, Length, Least);

        var shares = all.SelectMany(pair => pair.spans).Distinct().ToDictionary(span => span, span => all.Where(pair => pair.spans.Contains(span)).Sum(pair => pair.weight) / total);
        Assert.NotEmpty(told);
        Assert.All(told, span => Assert.Equal(shares[(span.First, span.End, span.Type)], span.Probability, 1e-4));
        var most = all.Max(pair => pair.spans.Sum(span => Math.Max(0, shares[span] - Least)));
        Assert.Equal(most, told.Sum(span => span.Probability - Least), 1e-3);
    }

    [Fact]
    public void Labels_become_mentions_and_mentions_labels()
    {
        var labels = new byte[6];
        TagSet.Set(labels, 0, 1, 1);
        TagSet.Set(labels, 2, 5, 0);
        Assert.Equal([(0, 1, 1), (2, 5, 0)], TagSet.Spans(labels));
    }

    private static (float[] Transitions, float[] Emissions) Weights(int seed)
    {
        var random = new Random(seed);
        return ([.. Enumerable.Range(0, Tags.Labels * Tags.Stride).Select(_ => (float)(2 * random.NextDouble()) - 1)], [.. Enumerable.Range(0, Length * Tags.Stride).Select(_ => (float)(4 * random.NextDouble()) - 2)]);
    }

    private static double Score(byte[] sequence, float[] transitions, float[] emissions) =>
        sequence.Select((label, at) => emissions[(at * Tags.Stride) + label] + (at == 0 ? 0.0 : transitions[(sequence[at - 1] * Tags.Stride) + label])).Sum();

    private static IEnumerable<byte[]> Sequences()
    {
        IEnumerable<byte[]> sequences = Enumerable.Range(0, Tags.Labels).Where(TagSet.Opens).Select(label => new[] { (byte)label });
        for (var at = 1; at < Length; at++)
            sequences = [.. sequences.SelectMany(sequence => Enumerable.Range(0, Tags.Labels).Where(next => Tags.MayFollow(sequence[^1], next)).Select(next => sequence.Append((byte)next).ToArray()))];
        return sequences.Where(sequence => TagSet.Closes(sequence[^1]));
    }
}
