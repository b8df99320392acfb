namespace MedLedger.Clinical.Tagging;

/// <summary>The labels of one model: outside, and for each type first, inside, last and alone.</summary>
internal sealed class TagSet(IReadOnlyList<string> types)
{
    public const int Outside = 0;

    private const int First = 0;
    private const int Inside = 1;
    private const int Last = 2;
    private const int Alone = 3;

    private static readonly byte[] InnerLabels = [.. Enumerable.Range(0, 60).SelectMany(type => new[] { (byte)(1 + (4 * type) + Inside), (byte)(1 + (4 * type) + Last) })];

    public IReadOnlyList<string> Types => types;

    public int Labels { get; } = 1 + (4 * types.Count);

    /// <summary>Room for one token's labels, a whole number of vectors.</summary>
    public int Stride { get; } = (8 + (4 * types.Count)) / 8 * 8;

    public static int TypeOf(int label) => label == Outside ? -1 : (label - 1) / 4;

    public static int FirstOf(int type) => 1 + (4 * type) + First;

    public static int AloneOf(int type) => 1 + (4 * type) + Alone;

    public bool MayFollow(int label, int next)
    {
        if (next >= Labels || label >= Labels) return false;
        var opens = next == Outside || PlaceOf(next) is First or Alone;
        return Closes(label) ? opens : !opens && TypeOf(label) == TypeOf(next);
    }

    public static bool Opens(int label) => label == Outside || PlaceOf(label) is First or Alone;

    public static bool Closes(int label) => label == Outside || PlaceOf(label) is Last or Alone;

    /// <summary>What may follow a label inside of a mention: inside and last of its type.</summary>
    public static ReadOnlySpan<byte> Inner(int label) => InnerLabels.AsSpan(2 * TypeOf(label), 2);

    /// <summary>Labels tokens [first, end) as one mention.</summary>
    public static void Set(Span<byte> labels, int first, int end, int type)
    {
        var of = 1 + (4 * type);
        if (end == first + 1) labels[first] = (byte)(of + Alone);
        else
            for (var at = first; at < end; at++)
                labels[at] = (byte)(of + (at == first ? First : at == end - 1 ? Last : Inside));
    }

    /// <summary>The mentions that a valid sequence of labels stands for.</summary>
    public static IEnumerable<(int First, int End, int Type)> Spans(byte[] labels)
    {
        for (var at = 0; at < labels.Length; at++)
        {
            if (labels[at] == Outside) continue;
            var end = at + 1;
            while (!Closes(labels[end - 1]) && end < labels.Length) end++;
            yield return (at, end, TypeOf(labels[at]));
            at = end - 1;
        }
    }

    private static int PlaceOf(int label) => (label - 1) % 4;
}
