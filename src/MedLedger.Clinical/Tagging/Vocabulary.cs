namespace MedLedger.Clinical.Tagging;

/// <summary>What public terminologies know about words and phrases, as hashes: which kinds of term a phrase is, how many terms of each kind use or end in a word, and clusters of words used alike.</summary>
internal sealed class Vocabulary
{
    public const int Kinds = 8;

    private const int LongestPhrase = 10;
    private const ushort Goes = 1 << 15;

    private readonly Dictionary<uint, ushort> _phrases;
    private readonly Dictionary<uint, (uint Any, uint Last)> _words;
    private readonly Dictionary<uint, uint> _clusters;

    public Vocabulary(Dictionary<uint, ushort> phrases, Dictionary<uint, (uint Any, uint Last)> words, Dictionary<uint, uint> clusters) =>
        (_phrases, _words, _clusters) = (phrases, words, clusters);

    public static Vocabulary Empty { get; } = new([], [], []);

    /// <summary>The cluster of a word's lower-case hash; 0 where it was seen too seldom.</summary>
    public uint ClusterOf(uint lower) => _clusters.GetValueOrDefault(lower);

    /// <summary>For each kind four bits that grow with the number of terms.</summary>
    public (uint Any, uint Last) UseOf(uint folded) => _words.GetValueOrDefault(folded);

    /// <summary>For each token and kind three bits: 0 in no term, 1 first, 2 inside, 3 last, 4 alone. Longest terms, left to right.</summary>
    public uint[] Mark(List<TagToken> tokens)
    {
        var marks = new uint[tokens.Count];
        Span<int> covered = stackalloc int[Kinds];
        Span<int> ends = stackalloc int[Kinds];
        covered.Clear();
        for (var first = 0; first < tokens.Count; first++)
        {
            if (tokens[first].Word.IsMark) continue;
            var found = LongestFrom(tokens, first, ends);
            for (var kind = 0; kind < Kinds; kind++)
            {
                if ((found & (1 << kind)) == 0 || first < covered[kind]) continue;
                covered[kind] = ends[kind];
                var shift = 4 * kind;
                if (ends[kind] == first + 1) marks[first] |= 4u << shift;
                else
                    for (var at = first; at < ends[kind]; at++)
                        marks[at] |= (at == first ? 1u : at == ends[kind] - 1 ? 3u : 2u) << shift;
            }
        }

        return marks;
    }

    private int LongestFrom(List<TagToken> tokens, int first, Span<int> ends)
    {
        var found = 0;
        var hash = 0u;
        for (int at = first, words = 0; at < tokens.Count && words < LongestPhrase; at++)
        {
            var token = tokens[at];
            // "glucose-6-phosphate" and "glucose 6 phosphate" are one; a mark between spaces ends a phrase.
            if (token.Word.IsMark)
            {
                if (token.Start != tokens[at - 1].End) break;
                continue;
            }

            words++;
            hash = FeatureHash.Of(hash, token.Word.Folded);
            if (!_phrases.TryGetValue(hash, out var here)) break;
            for (var kind = 0; kind < Kinds; kind++)
                if ((here & (1 << kind)) != 0)
                {
                    found |= 1 << kind;
                    ends[kind] = at + 1;
                }

            if ((here & Goes) == 0) break;
        }

        return found;
    }

    /// <summary>Phrases by the hashes of their folded words; every beginning is kept, too, so that a scan knows when to stop.</summary>
    public static void AddPhrase(Dictionary<uint, ushort> phrases, ReadOnlySpan<uint> words, int kind)
    {
        if (words.Length is 0 or > LongestPhrase) return;
        var hash = 0u;
        for (var at = 0; at < words.Length; at++)
        {
            hash = FeatureHash.Of(hash, words[at]);
            var flag = at == words.Length - 1 ? (ushort)(1 << kind) : Goes;
            phrases[hash] = (ushort)(phrases.GetValueOrDefault(hash) | flag);
        }
    }

    public void Write(BinaryWriter into)
    {
        into.Write(_phrases.Count);
        foreach (var (key, value) in _phrases.OrderBy(pair => pair.Key))
        {
            into.Write(key);
            into.Write(value);
        }

        into.Write(_words.Count);
        foreach (var (key, (any, last)) in _words.OrderBy(pair => pair.Key))
        {
            into.Write(key);
            into.Write(any);
            into.Write(last);
        }

        into.Write(_clusters.Count);
        foreach (var (key, value) in _clusters.OrderBy(pair => pair.Key))
        {
            into.Write(key);
            into.Write(value);
        }
    }

    public static Vocabulary Read(BinaryReader from)
    {
        var count = from.ReadInt32();
        var phrases = new Dictionary<uint, ushort>(count);
        for (var i = 0; i < count; i++) phrases.Add(from.ReadUInt32(), from.ReadUInt16());
        count = from.ReadInt32();
        var words = new Dictionary<uint, (uint, uint)>(count);
        for (var i = 0; i < count; i++) words.Add(from.ReadUInt32(), (from.ReadUInt32(), from.ReadUInt32()));
        count = from.ReadInt32();
        var clusters = new Dictionary<uint, uint>(count);
        for (var i = 0; i < count; i++) clusters.Add(from.ReadUInt32(), from.ReadUInt32());
        return new(phrases, words, clusters);
    }
}
