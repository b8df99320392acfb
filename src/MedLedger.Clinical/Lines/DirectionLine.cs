namespace MedLedger.Clinical.Lines;

/// <summary>One line of a medication list taken apart. What the line does not say, or says in a way that can not be relied on, is null.</summary>
public sealed record DirectionLine
{
    /// <summary>The drug or brand as written, in lower case, without strength and form; a misread name is corrected.</summary>
    public required string Name { get; init; }

    /// <summary>Of the product: "500 mg", "25/100", "10 mg/5 ml", "0.1 %", "25 mcg/h".</summary>
    public string? Strength { get; init; }

    /// <summary>One dose: "1", "1-2", or "20+12" for different doses in a day.</summary>
    public string? DoseValue { get; init; }

    public string? DoseUnit { get; init; }

    public string? Route { get; init; }

    /// <summary>Doses a day: "2", "4-6", "0.142857" for weekly.</summary>
    public string? PerDay { get; init; }

    public bool AsNeeded { get; init; }

    public string? AsNeededFor { get; init; }

    public string? Most { get; init; }

    /// <summary>"7 d", "2 wk", "3 mo".</summary>
    public string? Duration { get; init; }

    public bool Tapers { get; init; }

    public bool SlidingScale { get; init; }

    /// <summary>Why the amounts can not be relied on.</summary>
    public string? Unsure { get; init; }
}
