namespace MedLedger.Clinical.Assertions.Bars;

/// <summary>What keeps a denial from the directives behind the one that it stands before.</summary>
internal static class DirectiveBars
{
    // "No intubation, no CPR": each directive has its own word.
    public static bool Bar(in Reach reach) => reach is { Forward: true, Means: Meaning.Negated } && reach.Between(",", "/", "&");
}
