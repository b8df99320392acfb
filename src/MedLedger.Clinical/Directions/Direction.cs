using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Directions;

/// <summary>What a direction says. <paramref name="End"/> is the token behind its last word; <paramref name="Doubt"/> says why its amounts can not be relied on.</summary>
internal sealed record Direction(Dosing? Dosing, int First, int End, string? Doubt, int? DurationDays)
{
    /// <summary>The words that say it, as tokens [First, End), where others that mean nothing stand between them; null where there are none of these.</summary>
    public IReadOnlyList<(int First, int End)>? Parts { get; init; }

    public bool SaysSomething => Dosing is { } said
        && (said.Dose is not null || said.TimesPerDay is not null || said.Strength is not null || said.FrequencyText is not null || said.AsNeeded || said.Form is not null || said.Route is not null);
}
