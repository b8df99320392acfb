using MedLedger.Domain.Coding;

namespace MedLedger.Domain.Findings;

/// <summary>How a drug is taken. A part that the source does not state is null, never assumed.</summary>
public sealed record Dosing
{
    /// <summary>The direction as written ("2.5 mg PO BID").</summary>
    public required string Text { get; init; }

    /// <summary>A single dose ("2.5 mg", "1 tablet").</summary>
    public Quantity? Dose { get; init; }

    /// <summary>Amount in one unit of the product ("500 mg" of "500 mg tablets").</summary>
    public string? Strength { get; init; }

    public string? Form { get; init; }

    /// <summary>Route in words ("oral", "subcutaneous"), coded (SNOMED CT) where certain.</summary>
    public CodedText? Route { get; init; }

    /// <summary>Doses in a day; 1/7 for weekly; null for sliding scales and where not stated.</summary>
    public decimal? TimesPerDay { get; init; }

    /// <summary>The frequency as written ("twice daily", "q8h", "sliding scale").</summary>
    public string? FrequencyText { get; init; }

    public bool AsNeeded { get; init; }

    public string? Duration { get; init; }
}
