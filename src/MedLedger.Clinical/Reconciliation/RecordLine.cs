using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>Which rule decided, why in words, and on which documents.</summary>
public sealed record Trace(string Rule, string Because, IReadOnlyList<Sha256Digest> Documents);

/// <summary>One fact of the record, from one document or many.</summary>
public abstract record RecordLine
{
    public required CodedText Concept { get; init; }

    public required ReadingCertainty Certainty { get; init; }

    /// <summary>Why it is unsure, in words; null when sure.</summary>
    public string? UnsureBecause { get; init; }

    /// <summary>What another document says against it; null when nothing does.</summary>
    public string? Conflict { get; init; }

    /// <summary>The newest day on which a document says so.</summary>
    public PartialDate? Stated { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<Source> Sources { get; init; }

    public required IReadOnlyList<Trace> Trace { get; init; }

    /// <summary>What people said about this line, oldest first; a word that was taken back is not here.</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
}

/// <summary>One person's standing word on a line.</summary>
public sealed record Correction(CorrectionVerdict Verdict, string Author, DateTimeOffset At)
{
    /// <summary>Who and when, for people.</summary>
    public string By => $"{Author}, {At.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}";
}

public sealed record AllergyLine : RecordLine
{
    public IReadOnlyList<CodedText> Reactions { get; init; } = [];

    public string? Severity { get; init; }

    public string? Category { get; init; }

    public string? Type { get; init; }

    public PartialDate? Onset { get; init; }

    /// <summary>Active, or how it ended: lines that are not active are shown as no longer standing.</summary>
    public required AllergyStatus Status { get; init; }

    public bool IsCurrent => Status is AllergyStatus.Active or AllergyStatus.Unknown;
}

/// <summary>What is known about allergies as a whole. "None known" only when somebody said so and none stands.</summary>
public sealed record AllergyStatement
{
    public required AllergyAssertion Assertion { get; init; }

    /// <summary>Which "none known" was said, when one was; also beside allergies of another kind.</summary>
    public NoneKnownLine? NoneKnown { get; init; }
}

public enum AllergyAssertion
{
    Unknown,
    NoneKnown,
    Present,
}

/// <summary>Somebody said that there is none of a kind.</summary>
public sealed record NoneKnownLine : RecordLine
{
    public required NoKnownScope Scope { get; init; }
}

public sealed record MedicationLine : RecordLine
{
    /// <summary>Null when none is stated. On an unsure line it holds words only, never a structured dose.</summary>
    public Dosing? Dosing { get; init; }

    /// <summary>Active, Unknown (the source does not say) or OnHold.</summary>
    public required MedicationStatus Status { get; init; }

    public PartialDate? Start { get; init; }

    public PartialDate? End { get; init; }

    public string? Reason { get; init; }
}

public sealed record ProblemLine : RecordLine
{
    public required ProblemStatus Status { get; init; }

    public PartialDate? Onset { get; init; }

    public PartialDate? Abatement { get; init; }

    public string? Severity { get; init; }
}

/// <summary>A test with its newest value and those before it.</summary>
public sealed record ResultLine : RecordLine
{
    public required ObservationCategory Category { get; init; }

    public required ResultValue Latest { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ResultValue> Earlier { get; init; } = [];
}

public sealed record ResultValue
{
    /// <summary>Null when the value is in words or unsure.</summary>
    public Quantity? Value { get; init; }

    public CodedText? ValueText { get; init; }

    public string? ReferenceRange { get; init; }

    public string? Flag { get; init; }

    public PartialDate? Date { get; init; }

    public string? Status { get; init; }

    public string? Performer { get; init; }

    public required ReadingCertainty Certainty { get; init; }

    public string? UnsureBecause { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>The value as a person reads it; the words of the source when it is unsure.</summary>
    public string Text => Value?.Text ?? ValueText?.Text ?? (Status is "registered" or "preliminary" ? "pending" : "");
}

public sealed record ProcedureLine : RecordLine
{
    public PartialDate? Performed { get; init; }
}

public sealed record ImmunizationLine : RecordLine
{
    public PartialDate? Given { get; init; }
}

public sealed record DeviceLine : RecordLine
{
    public PartialDate? Since { get; init; }
}

public sealed record DirectiveLine : RecordLine
{
    public PartialDate? Dated { get; init; }

    /// <summary>The first day that the newest sure statement may mean; null when none is sure and dated.</summary>
    internal DateOnly? FirstSure { get; init; }

    /// <summary>The last day that any statement may mean.</summary>
    internal DateOnly LastSaid { get; init; } = DateOnly.MaxValue;
}

public sealed record AlertLine : RecordLine
{
    /// <summary>An order not to give this drug, rather than a warning.</summary>
    public bool DoNotGive { get; init; }
}

/// <summary>A statement that is not on the page, and why.</summary>
public sealed record HistoryEntry(string Kind, CodedText Concept, string Rule, string Reason, PartialDate? Date, IReadOnlyList<Source> Sources);
