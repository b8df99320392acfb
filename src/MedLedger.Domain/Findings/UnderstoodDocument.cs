using MedLedger.Domain.Documents;
using MedLedger.Domain.Identity;

namespace MedLedger.Domain.Findings;

/// <summary>One document after understanding: what it says, about whom, and when.</summary>
public sealed record UnderstoodDocument
{
    public required DocumentReading Reading { get; init; }

    /// <summary>What the caller calls the document (a file name); shown to people, never trusted.</summary>
    public required string Name { get; init; }

    /// <summary>In words ("Discharge letter"), for people.</summary>
    public required string Title { get; init; }

    /// <summary>The day the document speaks of: its own date, or the newest date its header gives; null when it gives none.</summary>
    public PartialDate? Date { get; init; }

    /// <summary>How its dates were read where days and months could change places.</summary>
    public DayOrder DayOrder { get; init; }

    public required PatientClaim Patient { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Set when part of the document could not be read.</summary>
    public ReadingProblem? Problem { get; init; }
}
