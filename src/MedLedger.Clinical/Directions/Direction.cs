using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Directions;

/// <summary>What a direction says. <paramref name="End"/> is the token behind its last word; <paramref name="Doubt"/> says why its amounts can not be relied on.</summary>
internal sealed record Direction(Dosing? Dosing, int First, int End, string? Doubt, int? DurationDays)
{
    public bool SaysSomething => Dosing is { } said
        && (said.Dose is not null || said.TimesPerDay is not null || said.Strength is not null || said.FrequencyText is not null || said.AsNeeded || said.Form is not null || said.Route is not null);
}
