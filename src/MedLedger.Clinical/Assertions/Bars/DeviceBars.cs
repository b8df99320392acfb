using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Assertions.Bars;

/// <summary>What keeps "removed" from the devices around it.</summary>
internal static class DeviceBars
{
    private const int Near = 3;

    public static bool Bar(in Reach reach) => reach.Means == Meaning.Resolved && (HasItsOwnWord(reach) || IsOfTheOneBefore(reach));

    // "ICD, IVC filter, PICC removed": each device has its own word. "Port placed 2023, removed 2024" goes on about the same.
    private static bool HasItsOwnWord(in Reach reach)
    {
        for (var at = reach.From; at < reach.To; at++)
            if (reach.Tokens[at].Folded is "," or ";" && (reach.Forward || at + 1 < reach.To)) return true;
        return !reach.Forward && reach.NamedWithin(reach.From + 1, reach.To, EntryKind.Device);
    }

    // "Urethral catheter removed and suprapubic catheter inserted": the word belongs to the device before it.
    private static bool IsOfTheOneBefore(in Reach reach) => reach is { Forward: true, Phrase: "removed" } && DeviceEndsShortlyBefore(reach);

    private static bool DeviceEndsShortlyBefore(in Reach reach)
    {
        foreach (var other in reach.Names)
            if (other.End <= reach.Trigger.First && reach.Trigger.First - other.End <= Near && other.As(EntryKind.Device) is not null) return true;
        return false;
    }
}
