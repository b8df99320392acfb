using System.Text.Json.Serialization;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Domain.Findings;

/// <summary>One statement of one document. Nothing is dropped here: negated, family and stopped statements are findings too, and reconciliation decides what reaches the page.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AllergyFinding), "allergy")]
[JsonDerivedType(typeof(NoKnownFinding), "no-known")]
[JsonDerivedType(typeof(MedicationFinding), "medication")]
[JsonDerivedType(typeof(ProblemFinding), "problem")]
[JsonDerivedType(typeof(ObservationFinding), "observation")]
[JsonDerivedType(typeof(ProcedureFinding), "procedure")]
[JsonDerivedType(typeof(ImmunizationFinding), "immunization")]
[JsonDerivedType(typeof(DeviceFinding), "device")]
[JsonDerivedType(typeof(DirectiveFinding), "directive")]
[JsonDerivedType(typeof(AlertFinding), "alert")]
[JsonDerivedType(typeof(CorrectionFinding), "correction")]
public abstract record Finding
{
    /// <summary>What it is about: substance, drug, disorder, test, procedure, vaccine, device, directive.</summary>
    public required CodedText Concept { get; init; }

    public Assertion Assertion { get; init; } = Assertion.Plain;

    /// <summary>Unsure unless the reader says otherwise.</summary>
    public ReadingCertainty Certainty { get; init; }

    /// <summary>Why it is unsure, for people; null when sure.</summary>
    public string? UnsureBecause { get; init; }

    /// <summary>When the source recorded or asserted it, if it says so for this statement; otherwise the document's date counts.</summary>
    public PartialDate? Recorded { get; init; }

    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>The source's own record was withdrawn (FHIR entered-in-error): it vanishes with a trace.</summary>
    public bool EnteredInError { get; init; }
}

public sealed record AllergyFinding : Finding
{
    public IReadOnlyList<CodedText> Reactions { get; init; } = [];

    /// <summary>mild, moderate, severe (FHIR R4 reaction-event-severity) or null.</summary>
    public string? Severity { get; init; }

    /// <summary>food, medication, environment or biologic (FHIR R4), or null.</summary>
    public string? Category { get; init; }

    /// <summary>"allergy" or "intolerance" (FHIR R4), or null.</summary>
    public string? Type { get; init; }

    public AllergyStatus Status { get; init; }

    public PartialDate? Onset { get; init; }
}

[JsonConverter(typeof(NamedEnumJson<AllergyStatus>))]
public enum AllergyStatus
{
    Unknown,
    Active,
    Inactive,
    Resolved,

    /// <summary>Said not to be an allergy, or the person was de-labelled.</summary>
    Refuted,
}

/// <summary>Somebody positively said there is none: "NKDA", "no current medications". Absence of statements is never this.</summary>
public sealed record NoKnownFinding : Finding
{
    public required NoKnownScope Scope { get; init; }
}

[JsonConverter(typeof(NamedEnumJson<NoKnownScope>))]
public enum NoKnownScope
{
    Unknown,
    Allergies,
    DrugAllergies,
    FoodAllergies,
    Medications,
    Problems,
}

public sealed record MedicationFinding : Finding
{
    public Dosing? Dosing { get; init; }

    /// <summary>The dose of which the source says that this one took its place ("increased from 50 mcg"); null where it says nothing of the kind.</summary>
    public Dosing? FormerDosing { get; init; }

    public MedicationStatus Status { get; init; }

    public PartialDate? Start { get; init; }

    public PartialDate? End { get; init; }

    /// <summary>One occasion (an administration, a dispense, a prohibition that was lifted): that it is over says nothing about the drug being taken or stopped.</summary>
    public bool IsOccasion { get; init; }

    /// <summary>Why it was given or stopped, as written.</summary>
    public string? Reason { get; init; }
}

[JsonConverter(typeof(NamedEnumJson<MedicationStatus>))]
public enum MedicationStatus
{
    /// <summary>The source does not say; counts as being taken, shown as such.</summary>
    Unknown,
    Active,
    OnHold,
    Stopped,
    Completed,

    /// <summary>Considered, ordered for later, or conditional: not being taken.</summary>
    Planned,

    /// <summary>"Do not give": an order not to use it. Not a medication of the patient.</summary>
    DoNotGive,
}

public sealed record ProblemFinding : Finding
{
    public ProblemStatus Status { get; init; }

    public PartialDate? Onset { get; init; }

    public PartialDate? Abatement { get; init; }

    public string? Severity { get; init; }
}

[JsonConverter(typeof(NamedEnumJson<ProblemStatus>))]
public enum ProblemStatus
{
    Unknown,
    Active,
    Inactive,
    Resolved,
}

public sealed record ObservationFinding : Finding
{
    public required ObservationCategory Category { get; init; }

    /// <summary>The number with unit, when the value is a number.</summary>
    public Quantity? Value { get; init; }

    /// <summary>The value in words, when it is not a number ("positive", "no growth").</summary>
    public CodedText? ValueText { get; init; }

    /// <summary>As printed by the source, for instance "3.5 - 5.1".</summary>
    public string? ReferenceRange { get; init; }

    /// <summary>H, L, HH, LL, A … as the source flags it (HL7 table 0078), or null.</summary>
    public string? Flag { get; init; }

    /// <summary>When the specimen was taken or the observation made.</summary>
    public PartialDate? Effective { get; init; }

    /// <summary>final, preliminary, corrected … (FHIR R4 observation-status); null when not stated.</summary>
    public string? Status { get; init; }

    public string? Performer { get; init; }
}

[JsonConverter(typeof(NamedEnumJson<ObservationCategory>))]
public enum ObservationCategory
{
    Unknown,
    Laboratory,
    Imaging,
    VitalSign,
    SocialHistory,
    Pregnancy,
}

public sealed record ProcedureFinding : Finding
{
    public PartialDate? Performed { get; init; }

    public bool NotDone { get; init; }
}

public sealed record ImmunizationFinding : Finding
{
    public PartialDate? Given { get; init; }

    public bool NotDone { get; init; }
}

public sealed record DeviceFinding : Finding
{
    public PartialDate? Since { get; init; }

    public PartialDate? Removed { get; init; }

    public bool Active { get; init; } = true;
}

/// <summary>An advance directive or code status ("DNR", "living will", "full code"), or that a form exists.</summary>
public sealed record DirectiveFinding : Finding
{
    public PartialDate? Dated { get; init; }

    public bool Active { get; init; } = true;
}

/// <summary>A warning that is none of the others (FHIR Flag): "difficult airway", "MRSA carrier".</summary>
public sealed record AlertFinding : Finding
{
    public bool Active { get; init; } = true;
}
