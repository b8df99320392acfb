using System.Runtime.CompilerServices;

namespace MedLedger.Clinical.Tagging;

/// <summary>
/// What the rest of the document says about a token: how the first level read this token, the same word and the same phrase elsewhere, and the long form of an abbreviation.
/// A name that is clear in one sentence helps where it stands without context (two stages: Krishnan and Manning, ACL 2006).
/// </summary>
internal sealed class DocumentFeatures
{
    private enum Template : uint
    {
        Here = 160,
        HereSure,
        Before,
        After,
        PairBefore,
        PairAfter,
        Elsewhere,
        ElsewhereHere,
        PairElsewhere,
        Phrase,
        PhraseHere,
        ShortForm,
        ShortFormHere,
        LongForm,
        LongFormHere,
        AllModels,
    }

    // Templates of models lie this far apart.
    private const uint ModelStep = 1000;
    private const int LongestPhrase = 8;

    private readonly List<TagToken> _tokens;
    private readonly IReadOnlyList<FirstReading> _readings;
    // The document's keys of each token, chained: most tokens have few.
    private readonly List<(uint Key, int Next)> _keys = [(0, 0)];
    private readonly int[] _last;

    public DocumentFeatures(List<TagToken> tokens, List<Abbreviations.Pair> abbreviations, IReadOnlyList<FirstReading> readings)
    {
        (_tokens, _readings) = (tokens, readings);
        _last = new int[tokens.Count];
        for (var model = 0; model < readings.Count; model++)
        {
            var offset = (uint)model * ModelStep;
            AddWords(offset, readings[model]);
            AddPhrases(offset, readings[model]);
            AddAbbreviations(offset, readings[model], abbreviations);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(TagSentence sentence, int at, FeatureBuffer into)
    {
        var all = 0u;
        for (var model = 0; model < _readings.Count; model++)
        {
            var (offset, labels) = ((uint)model * ModelStep, _readings[model].Labels);
            uint here = labels[at], before = at > sentence.First ? labels[at - 1] : 255u, after = at + 1 < sentence.End ? labels[at + 1] : 255u;
            all = FeatureHash.Of(all, here);
            into.Add(FeatureHash.Of(offset + (uint)Template.Here, here));
            into.Add(FeatureHash.Of(offset + (uint)Template.HereSure, here, _readings[model].Sureness[at]));
            into.Add(FeatureHash.Of(offset + (uint)Template.Before, before));
            into.Add(FeatureHash.Of(offset + (uint)Template.After, after));
            into.Add(FeatureHash.Of(offset + (uint)Template.PairBefore, before, here));
            into.Add(FeatureHash.Of(offset + (uint)Template.PairAfter, here, after));
        }

        into.Add(FeatureHash.Of((uint)Template.AllModels, all));
        for (var key = _last[at]; key != 0; key = _keys[key].Next) into.Add(_keys[key].Key);
    }

    private void Add(int at, uint key)
    {
        _keys.Add((key, _last[at]));
        _last[at] = _keys.Count - 1;
    }

    // How many of the other places of a word (or pair of words) carry the type that most of them carry.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddWords(uint offset, FirstReading reading)
    {
        var words = new Dictionary<uint, int[]>();
        var pairs = new Dictionary<uint, int[]>();
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (Tells(at)) Count(words, _tokens[at].Word.Lower, reading, at);
            if (PairAt(at) is { } pair) Count(pairs, pair, reading, at);
        }

        for (var at = 0; at < _tokens.Count; at++)
        {
            uint here = reading.Labels[at];
            if (Tells(at) && Others(words[_tokens[at].Word.Lower], reading, at) is { } others)
            {
                Add(at, FeatureHash.Of(offset + (uint)Template.Elsewhere, others));
                Add(at, FeatureHash.Of(offset + (uint)Template.ElsewhereHere, others, here));
            }

            if (PairAt(at) is { } pair && Others(pairs[pair], reading, at) is { } pairOthers)
            {
                Add(at, FeatureHash.Of(offset + (uint)Template.PairElsewhere, pairOthers, 0));
                Add(at + 1, FeatureHash.Of(offset + (uint)Template.PairElsewhere, pairOthers, 1));
            }
        }
    }

    private bool Tells(int at) => !_tokens[at].Word.IsMark && !_tokens[at].Word.IsCommon;

    private uint? PairAt(int at) =>
        at + 1 < _tokens.Count && Tells(at) && !_tokens[at + 1].Word.IsMark ? FeatureHash.Of(_tokens[at].Word.Lower, _tokens[at + 1].Word.Lower) : null;

    private static void Count(Dictionary<uint, int[]> counts, uint key, FirstReading reading, int at)
    {
        if (!counts.TryGetValue(key, out var row)) counts[key] = row = new int[reading.Tags.Types.Count + 1];
        row[TagSet.TypeOf(reading.Labels[at]) + 1]++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint? Others(int[] counts, FirstReading reading, int at)
    {
        int own = TagSet.TypeOf(reading.Labels[at]) + 1, total = -1, best = 0, most = -1;
        for (var type = 0; type < counts.Length; type++)
        {
            total += counts[type];
            var here = counts[type] - (type == own ? 1 : 0);
            if (type > 0 && here > most) (best, most) = (type, here);
        }

        if (total <= 0) return null;
        var share = most <= 0 ? 0u : most == total ? 4u : (uint)(1 + (3 * most / total));
        return ((uint)(most <= 0 ? 0 : best) << 8) | (share << 4) | (uint)Math.Min(total, 3);
    }

    // Phrases that the first level took for mentions somewhere, wherever else they stand.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPhrases(uint offset, FirstReading reading)
    {
        var known = new Dictionary<uint, int[]>();
        foreach (var (first, end, type) in TagSet.Spans(reading.Labels))
        {
            if (end - first > LongestPhrase || !_tokens.Skip(first).Take(end - first).Any(token => !token.Word.IsMark)) continue;
            var hash = 0u;
            for (var at = first; at < end; at++)
            {
                hash = FeatureHash.Of(hash, _tokens[at].Word.Folded);
                known.TryAdd(hash, new int[reading.Tags.Types.Count + 1]);
            }

            known[hash][type + 1]++;
        }

        if (known.Count == 0) return;
        var places = new List<(int First, int End, int[] Counts)>();
        for (var first = 0; first < _tokens.Count; first++)
        {
            var (hash, end, counts) = (0u, first, (int[]?)null);
            for (var at = first; at < Math.Min(_tokens.Count, first + LongestPhrase) && known.TryGetValue(hash = FeatureHash.Of(hash, _tokens[at].Word.Folded), out var here); at++)
                if (here.Any(count => count > 0)) (end, counts) = (at + 1, here);
            if (counts is null) continue;
            counts[0]++;
            places.Add((first, end, counts));
            first = end - 1;
        }

        foreach (var (first, end, counts) in places)
        {
            var best = Array.IndexOf(counts, counts.Skip(1).Max(), 1) - 1;
            var share = Math.Min(3u, (uint)(4 * counts[best + 1] / Math.Max(counts[0], counts[best + 1])));
            var what = ((uint)best << 8) | (share << 4) | (uint)Math.Min(3, counts[0]);
            for (var at = first; at < end; at++)
            {
                var place = end - first == 1 ? 4u : at == first ? 1u : at == end - 1 ? 3u : 2u;
                Add(at, FeatureHash.Of(offset + (uint)Template.Phrase, what, place));
                Add(at, FeatureHash.Of(offset + (uint)Template.PhraseHere, what, place, reading.Labels[at]));
            }
        }
    }

    private void AddAbbreviations(uint offset, FirstReading reading, List<Abbreviations.Pair> abbreviations)
    {
        if (abbreviations.Count == 0) return;
        var longOf = new Dictionary<uint, Abbreviations.Pair>();
        foreach (var pair in abbreviations)
            if (pair.ShortEnd == pair.ShortFirst + 1) longOf.TryAdd(_tokens[pair.ShortFirst].Word.Exact, pair);
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (!longOf.TryGetValue(_tokens[at].Word.Exact, out var pair)) continue;
            var what = Cover(reading, pair.LongFirst, pair.LongEnd);
            Add(at, FeatureHash.Of(offset + (uint)Template.ShortForm, what));
            Add(at, FeatureHash.Of(offset + (uint)Template.ShortFormHere, what, reading.Labels[at]));
        }

        foreach (var pair in abbreviations)
        {
            var what = Cover(reading, pair.ShortFirst, pair.ShortEnd);
            for (var at = pair.LongFirst; at < pair.LongEnd; at++)
            {
                var place = at == pair.LongFirst ? 1u : at == pair.LongEnd - 1 ? 3u : 2u;
                Add(at, FeatureHash.Of(offset + (uint)Template.LongForm, what, place));
                Add(at, FeatureHash.Of(offset + (uint)Template.LongFormHere, what, place, reading.Labels[at]));
            }
        }
    }

    // The type of the last token, and whether one mention covers exactly these tokens.
    private static uint Cover(FirstReading reading, int first, int end)
    {
        var labels = reading.Labels;
        var type = (uint)(TagSet.TypeOf(labels[end - 1]) + 1);
        var whole = type > 0 && TagSet.Opens(labels[first]) && TagSet.Closes(labels[end - 1]) && TagSet.TypeOf(labels[first]) == (int)type - 1;
        return (type << 1) | (whole ? 1u : 0);
    }
}
