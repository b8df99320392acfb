using System.Runtime.CompilerServices;

namespace MedLedger.Clinical.Tagging;

/// <summary>A token's features from the spellings around it: its own list, and shorter ones of three neighbours on each side.</summary>
internal static class TokenFeatures
{
    public const int Reach = 3;

    /// <summary>The keys that <paramref name="word"/> gives to the token <paramref name="distance"/> before it (behind it where negative).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(WordType word, int distance, FeatureBuffer into)
    {
        if (distance == 0)
        {
            foreach (var key in word.Own) into.Add(key);
            return;
        }

        foreach (var key in Math.Abs(distance) == 1 ? word.Near : word.Far) into.Add(FeatureHash.Of((uint)(128 + distance), key));
    }

    public static void Write(List<TagToken> tokens, TagSentence sentence, int at, FeatureBuffer into)
    {
        for (var distance = -Reach; distance <= Reach; distance++)
            if (at + distance >= sentence.First && at + distance < sentence.End) Write(tokens[at + distance].Word, distance, into);
    }
}
