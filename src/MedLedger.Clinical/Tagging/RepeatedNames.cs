using System.Runtime.InteropServices;

namespace MedLedger.Clinical.Tagging;

/// <summary>A mention at tokens [First, End).</summary>
internal readonly record struct NameInWindow(int First, int End, int Type, float Sureness);

/// <summary>A name that was found in a good part of its places means the same in the others: one text hardly uses a word for a drug here and for something else there.</summary>
internal static class RepeatedNames
{
    private const int ShortestName = 3;
    private const int LongestName = 12;
    private const int ExactUpTo = 4;

    /// <summary>The names with those places of them that were missed, in the order of the text; <paramref name="least"/> is the share of places that must have been found.</summary>
    public static List<NameInWindow> Add(List<TagToken> tokens, List<NameInWindow> names, float least)
    {
        var taken = new bool[tokens.Count];
        var known = new Dictionary<(uint, int), int>();
        foreach (var name in names)
        {
            taken.AsSpan(name.First, name.End - name.First).Fill(true);
            if (name.End - name.First > LongestName || tokens[name.End - 1].End - tokens[name.First].Start < ShortestName) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(known, (Key(tokens, name.First, name.End), name.Type), out _)++;
        }

        var all = new List<NameInWindow>(names);
        // Longer names first, so that "renal failure" is not taken for "failure".
        var candidates = names.Where(name => known.ContainsKey((Key(tokens, name.First, name.End), name.Type)))
            .DistinctBy(name => (Key(tokens, name.First, name.End), name.Type)).OrderByDescending(name => name.End - name.First).ThenBy(name => name.First).ToList();
        if (candidates.Count == 0) return all;
        var byFirst = Places(tokens);
        foreach (var name in candidates)
        {
            var length = name.End - name.First;
            var key = Key(tokens, name.First, name.End);
            var free = byFirst[FirstKey(tokens, name.First)].Where(at => at + length <= tokens.Count && !taken.AsSpan(at, length).Contains(true) && Key(tokens, at, at + length) == key).ToList();
            var found = known[(key, name.Type)];
            if (free.Count == 0 || found < least * (found + free.Count)) continue;
            foreach (var at in free)
            {
                if (taken.AsSpan(at, length).Contains(true)) continue;
                taken.AsSpan(at, length).Fill(true);
                all.Add(new(at, at + length, name.Type, least));
            }
        }

        return [.. all.OrderBy(name => name.First)];
    }

    private static Dictionary<uint, List<int>> Places(List<TagToken> tokens)
    {
        var places = new Dictionary<uint, List<int>>();
        for (var at = 0; at < tokens.Count; at++) (CollectionsMarshal.GetValueRefOrAddDefault(places, FirstKey(tokens, at), out _) ??= []).Add(at);
        return places;
    }

    // Short names are abbreviations and keep their case: "LEAD" is no lead.
    private static uint FirstKey(List<TagToken> tokens, int at) => tokens[at].End - tokens[at].Start <= ExactUpTo ? tokens[at].Word.Exact : tokens[at].Word.Folded;

    private static uint Key(List<TagToken> tokens, int first, int end)
    {
        var hash = 0u;
        for (var at = first; at < end; at++) hash = FeatureHash.Of(hash, FirstKey(tokens, at));
        return hash;
    }
}
