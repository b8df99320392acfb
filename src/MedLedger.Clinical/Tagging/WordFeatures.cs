using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Tagging;

/// <summary>The features that one spelling has wherever it stands: forms, beginnings, endings, inner letters, shape, cluster, vocabularies.</summary>
internal static class WordFeatures
{
    /// <summary>Templates of words are below 64; those of the surroundings begin there, those of the document at 160.</summary>
    private enum Template : uint
    {
        Exact = 1,
        Lower,
        Folded,
        Prefix,
        Suffix,
        Inner,
        Shape,
        BriefShape,
        Length,
        Flags,
        Cluster,
        CoarseCluster,
        InVocabulary,
        EndsInVocabulary,
        ShapeAndEnd,
    }

    private const int LongestRead = 32;

    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "the", "of", "and", "in", "a", "to", "with", "was", "were", "is", "are", "for", "by", "on", "that", "at", "from", "or", "as", "an", "be", "this", "we", "after",
        "had", "not", "these", "his", "her", "he", "she", "it", "patient", "patients", "than", "no", "which", "but", "has", "have", "been", "during", "between", "who",
        "type", "treatment", "effects", "effect", "study", "results", "group", "may", "also", "can", "cases", "case", "use", "due", "levels", "risk", "low", "high", "i", "ii", "iii",
    };

    public static WordType Of(ReadOnlySpan<char> written, Vocabulary vocabulary)
    {
        var word = written.Length > LongestRead ? written[..LongestRead] : written;
        Span<char> lower = stackalloc char[word.Length];
        for (var i = 0; i < word.Length; i++) lower[i] = char.IsAsciiDigit(word[i]) ? '0' : char.ToLowerInvariant(word[i]);
        var isMark = !char.IsLetterOrDigit(word[0]);
        var folded = FeatureHash.Of(char.IsLetter(word[0]) ? Spelling.Fold(word) : word);
        var cluster = vocabulary.ClusterOf(FeatureHash.Of(lower));
        var brief = BriefShape(word);
        var suffix = FeatureHash.Of(lower[Math.Max(0, lower.Length - 3)..]);
        var low = FeatureHash.Of(lower);
        var near = new List<uint> { Key(Template.Lower, low), Key(Template.BriefShape, brief), Key(Template.Suffix, suffix) };
        var far = new List<uint> { Key(Template.Lower, low), Key(Template.BriefShape, brief) };
        AddCluster(near, cluster);
        if (cluster != 0) far.Add(Key(Template.Cluster, cluster));
        var own = new List<uint>(near) { Key(Template.Exact, FeatureHash.Of(word)), Key(Template.Folded, folded), Key(Template.Shape, Shape(word)) };
        AddLetters(own, lower);
        own.Add(Key(Template.Length, (uint)Math.Min(word.Length, 12)));
        AddFlags(own, word);
        AddVocabularies(own, near, folded, vocabulary);
        return new()
        {
            Exact = FeatureHash.Of(word),
            Lower = low,
            Folded = folded,
            Suffix = suffix,
            BriefShape = brief,
            Cluster = cluster,
            IsMark = isMark,
            IsCommon = Common.Contains(lower.ToString()),
            Own = [.. own],
            Near = [.. near],
            Far = [.. far],
        };
    }

    private static uint Key(Template template, uint content) => FeatureHash.Of((uint)template, content);

    private static void AddCluster(List<uint> into, uint cluster)
    {
        if (cluster == 0) return;
        into.Add(Key(Template.Cluster, cluster));
        // The fine class stands above the coarse one.
        into.Add(Key(Template.CoarseCluster, cluster & 255));
    }

    private static void AddLetters(List<uint> own, ReadOnlySpan<char> lower)
    {
        for (var length = 1; length <= 5 && length <= lower.Length; length++)
        {
            own.Add(Key(Template.Prefix, FeatureHash.Of(lower[..length])));
            if (length != 3) own.Add(Key(Template.Suffix, FeatureHash.Of(lower[^length..])));
        }

        if (lower.Length > 7)
        {
            own.Add(Key(Template.Prefix, FeatureHash.Of(lower[..6])));
            own.Add(Key(Template.Suffix, FeatureHash.Of(lower[^6..])));
        }

        for (var length = 3; length <= 4; length++)
            for (var at = 1; at + length < lower.Length; at++)
                own.Add(Key(Template.Inner, FeatureHash.Of(lower.Slice(at, length))));
    }

    private static void AddFlags(List<uint> own, ReadOnlySpan<char> word)
    {
        int capitals = 0, digits = 0, small = 0, foreign = 0;
        foreach (var c in word)
        {
            if (char.IsUpper(c)) capitals++;
            else if (char.IsAsciiDigit(c)) digits++;
            else if (char.IsLower(c)) small++;
            if (c > 127) foreign++;
        }

        var flags = (capitals == 0 ? 0u : capitals == 1 && char.IsUpper(word[0]) ? 1u : small == 0 ? 2u : 3u) | (digits == 0 ? 0u : digits == word.Length ? 4u : 8u) | (foreign == 0 ? 0u : 16u) | (small == 0 ? 32u : 0u);
        own.Add(Key(Template.Flags, flags));
        own.Add(FeatureHash.Of((uint)Template.ShapeAndEnd, flags, FeatureHash.Of(word[Math.Max(0, word.Length - 2)..])));
    }

    private static void AddVocabularies(List<uint> own, List<uint> near, uint folded, Vocabulary vocabulary)
    {
        var (any, last) = vocabulary.UseOf(folded);
        for (var kind = 0u; kind < Vocabulary.Kinds; kind++)
        {
            var anyHere = (any >> (int)(4 * kind)) & 15;
            var lastHere = (last >> (int)(4 * kind)) & 15;
            for (var least = 1u; least <= anyHere; least += 2) own.Add(FeatureHash.Of((uint)Template.InVocabulary, kind, least));
            for (var least = 1u; least <= lastHere; least += 2) own.Add(FeatureHash.Of((uint)Template.EndsInVocabulary, kind, least));
            if (lastHere > 2) near.Add(FeatureHash.Of((uint)Template.EndsInVocabulary, kind, 3));
        }
    }

    private static uint Shape(ReadOnlySpan<char> word)
    {
        Span<char> shape = stackalloc char[Math.Min(word.Length, 10)];
        for (var i = 0; i < shape.Length; i++) shape[i] = ShapeOf(word[i]);
        return FeatureHash.Of(shape);
    }

    private static uint BriefShape(ReadOnlySpan<char> word)
    {
        Span<char> shape = stackalloc char[8];
        var length = 0;
        foreach (var c in word)
        {
            var here = ShapeOf(c);
            if (length > 0 && shape[length - 1] == here) continue;
            if (length == shape.Length) break;
            shape[length++] = here;
        }

        return FeatureHash.Of(shape[..length]);
    }

    private static char ShapeOf(char c) => char.IsUpper(c) ? 'X' : char.IsLower(c) ? 'x' : char.IsAsciiDigit(c) ? '0' : c;
}
