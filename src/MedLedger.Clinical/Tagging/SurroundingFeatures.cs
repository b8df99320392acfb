using System.Runtime.CompilerServices;

namespace MedLedger.Clinical.Tagging;

/// <summary>Features of a token in its sentence: pairs with its neighbours, the unbroken run of letters and marks it belongs to, and the terms that cover it.</summary>
internal sealed class SurroundingFeatures(List<TagToken> tokens, uint[] marks)
{
    private enum Template : uint
    {
        WordBefore = 64,
        WordAfter,
        PairBefore,
        PairAfter,
        Around,
        TripleHere,
        SuffixPairBefore,
        SuffixPairAfter,
        Shapes,
        ClusterPairBefore,
        ClusterPairAfter,
        RunPlace,
        RunFirst,
        RunLast,
        RunBefore,
        RunAfter,
        Term,
        TermBefore,
        TermAfter,
        TermAll,
        TermAllBefore,
        TermAllAfter,
        TermAndSuffix,
        Place,
        HeadAhead,
        WithinThree,
        FirstInSentence,
        Joined,
    }

    // What stands outside of the sentence.
    private const uint Nothing = 0x51ED270B;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(TagSentence sentence, int at, FeatureBuffer into)
    {
        var here = tokens[at].Word;
        uint before = Lower(sentence, at - 1), after = Lower(sentence, at + 1);
        Add(into, Template.WordBefore, before, here.Lower);
        Add(into, Template.WordAfter, here.Lower, after);
        Add(into, Template.PairBefore, Lower(sentence, at - 2), before);
        Add(into, Template.PairAfter, after, Lower(sentence, at + 2));
        Add(into, Template.Around, before, after);
        into.Add(FeatureHash.Of((uint)Template.TripleHere, before, here.Lower, after));
        Add(into, Template.SuffixPairBefore, Suffix(sentence, at - 1), here.Suffix);
        Add(into, Template.SuffixPairAfter, here.Suffix, Suffix(sentence, at + 1));
        into.Add(FeatureHash.Of((uint)Template.Shapes, Shape(sentence, at - 1), here.BriefShape, Shape(sentence, at + 1)));
        Add(into, Template.ClusterPairBefore, Cluster(sentence, at - 1), here.Cluster);
        Add(into, Template.ClusterPairAfter, here.Cluster, Cluster(sentence, at + 1));
        into.Add(FeatureHash.Of((uint)Template.Place, PlaceOf(sentence), here.BriefShape));
        if (at == sentence.First) into.Add(FeatureHash.Of((uint)Template.FirstInSentence, 0));
        var joined = (at > sentence.First && tokens[at - 1].End == tokens[at].Start ? 1u : 0) | (at + 1 < sentence.End && tokens[at + 1].Start == tokens[at].End ? 2u : 0);
        Add(into, Template.Joined, joined, here.IsMark ? here.Lower : here.BriefShape);
        WriteRun(sentence, at, joined, into);
        WriteTerms(sentence, at, into);
        WriteAhead(sentence, at, into);
    }

    // A report opens with age, sex and history and ends with the outcome; an abstract opens with its title.
    private static uint PlaceOf(TagSentence sentence) => sentence.First switch
    {
        0 => 0,
        < 40 => 1,
        < 150 => 2,
        _ => 3,
    };

    private static void Add(FeatureBuffer into, Template template, uint first, uint second) => into.Add(FeatureHash.Of((uint)template, first, second));

    private uint Lower(TagSentence sentence, int at) => at < sentence.First || at >= sentence.End ? Nothing : tokens[at].Word.Lower;

    private uint Suffix(TagSentence sentence, int at) => at < sentence.First || at >= sentence.End ? Nothing : tokens[at].Word.Suffix;

    private uint Shape(TagSentence sentence, int at) => at < sentence.First || at >= sentence.End ? Nothing : tokens[at].Word.BriefShape;

    private uint Cluster(TagSentence sentence, int at) => at < sentence.First || at >= sentence.End ? Nothing : tokens[at].Word.Cluster;

    // "beta-blocker-induced": what begins and ends the run, and what surrounds it, tells more than the hyphens beside a token.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteRun(TagSentence sentence, int at, uint joined, FeatureBuffer into)
    {
        if (joined == 0) return;
        int first = at, last = at;
        while (first > sentence.First && at - first < 16 && tokens[first - 1].End == tokens[first].Start) first--;
        while (last + 1 < sentence.End && last - at < 16 && tokens[last + 1].Start == tokens[last].End) last++;
        into.Add(FeatureHash.Of((uint)Template.RunPlace, (uint)Math.Min(at - first, 3), (uint)Math.Min(last - at, 3)));
        into.Add(FeatureHash.Of((uint)Template.RunFirst, tokens[first].Word.Lower));
        into.Add(FeatureHash.Of((uint)Template.RunLast, tokens[last].Word.Lower));
        if (first != at) into.Add(FeatureHash.Of((uint)Template.RunBefore, Lower(sentence, first - 1)));
        if (last != at) into.Add(FeatureHash.Of((uint)Template.RunAfter, Lower(sentence, last + 1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteTerms(TagSentence sentence, int at, FeatureBuffer into)
    {
        var here = marks[at];
        var before = at > sentence.First ? marks[at - 1] : 0;
        var after = at + 1 < sentence.End ? marks[at + 1] : 0;
        for (var kind = 0u; kind < Vocabulary.Kinds; kind++)
        {
            var shift = (int)(4 * kind);
            if (((here >> shift) & 15) is > 0 and var place)
            {
                Add(into, Template.Term, kind, place);
                into.Add(FeatureHash.Of((uint)Template.TermAndSuffix, kind, place, tokens[at].Word.Suffix));
            }

            if (((before >> shift) & 15) is > 0 and var placeBefore) Add(into, Template.TermBefore, kind, placeBefore);
            if (((after >> shift) & 15) is > 0 and var placeAfter) Add(into, Template.TermAfter, kind, placeAfter);
        }

        into.Add(FeatureHash.Of((uint)Template.TermAll, here));
        Add(into, Template.TermAllBefore, before, here);
        Add(into, Template.TermAllAfter, here, after);
    }

    // The noun that a phrase ends in decides what it names: "serum calcium level" is no chemical in every guideline.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteAhead(TagSentence sentence, int at, FeatureBuffer into)
    {
        for (var next = at + 2; next < Math.Min(sentence.End, at + 5); next++)
            into.Add(FeatureHash.Of((uint)Template.HeadAhead, tokens[next].Word.Lower));
        for (var last = at - 2; last >= Math.Max(sentence.First, at - 4); last--)
            into.Add(FeatureHash.Of((uint)Template.WithinThree, tokens[last].Word.Lower));
    }
}
