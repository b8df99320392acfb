namespace MedLedger.Clinical.Tagging;

/// <summary>What the features say about one spelling, worked out once: hashes of its forms, its shape, its cluster, and what the vocabularies know of it.</summary>
internal sealed class WordType
{
    public required uint Exact { get; init; }

    /// <summary>Lower case, digits as 0.</summary>
    public required uint Lower { get; init; }

    /// <summary>Without the endings of plurals and British spellings: the key of the vocabularies.</summary>
    public required uint Folded { get; init; }

    public required uint Suffix { get; init; }

    public required uint BriefShape { get; init; }

    public required uint Cluster { get; init; }

    public required bool IsMark { get; init; }

    /// <summary>In an English text every second word; its other occurrences say nothing about this one.</summary>
    public required bool IsCommon { get; init; }

    /// <summary>Features of the word where it stands itself; its neighbours take the shorter lists.</summary>
    public required uint[] Own { get; init; }

    public required uint[] Near { get; init; }

    public required uint[] Far { get; init; }

    /// <summary>Summed weights by table and distance (-3 to 3), filled on first use; whoever fills it twice writes the same numbers.</summary>
    public short[]?[] Sums { get; } = new short[2 * ((2 * TokenFeatures.Reach) + 1)][];
}
