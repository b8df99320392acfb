using MedLedger.Clinical.Identification;
using MedLedger.Domain;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>Everything that the documents of one patient say on one day, each fact once with all its sources. Nothing here was inferred that no document says.</summary>
public sealed record PatientRecord
{
    public required DateOnly AsOf { get; init; }

    public required ConsolidatedIdentity Identity { get; init; }

    public required AllergyStatement AllergyStatement { get; init; }

    /// <summary>Said by somebody that no medicine is taken, and none is listed; null when nobody said so.</summary>
    public NoneKnownLine? NoMedications { get; init; }

    /// <summary>Said by somebody that there is no problem, and none is listed; null when nobody said so.</summary>
    public NoneKnownLine? NoProblems { get; init; }

    public IReadOnlyList<AllergyLine> Allergies { get; init; } = [];

    /// <summary>Being taken, or on hold.</summary>
    public IReadOnlyList<MedicationLine> Medications { get; init; } = [];

    public IReadOnlyList<ProblemLine> ActiveProblems { get; init; } = [];

    public IReadOnlyList<ProblemLine> PastProblems { get; init; } = [];

    public IReadOnlyList<ResultLine> Results { get; init; } = [];

    public IReadOnlyList<ResultLine> Vitals { get; init; } = [];

    public IReadOnlyList<ResultLine> SocialHistory { get; init; } = [];

    public IReadOnlyList<ResultLine> Pregnancy { get; init; } = [];

    public IReadOnlyList<ProcedureLine> Procedures { get; init; } = [];

    public IReadOnlyList<ImmunizationLine> Immunizations { get; init; } = [];

    public IReadOnlyList<DeviceLine> Devices { get; init; } = [];

    public IReadOnlyList<DirectiveLine> Directives { get; init; } = [];

    /// <summary>Warnings, and orders not to give a drug.</summary>
    public IReadOnlyList<AlertLine> Alerts { get; init; } = [];

    /// <summary>Statements that did not reach the record, each with the rule that kept it off.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Every distinct document that was given, held ones too.</summary>
    public IReadOnlyList<JudgedDocument> Documents { get; init; } = [];

    /// <summary>The date of the newest document that is used; null when none is dated.</summary>
    public PartialDate? NewestSource { get; init; }

    /// <summary>Lines that rest on an unsure reading or on a conflict.</summary>
    public int UnsureCount => Lines.Count(line => line.Certainty == Domain.Provenance.ReadingCertainty.Unsure);

    /// <summary>All lines that are shown as current, whatever their kind.</summary>
    public IEnumerable<RecordLine> Lines =>
        [.. Allergies.Where(line => line.IsCurrent), .. Medications, .. ActiveProblems, .. PastProblems, .. Results, .. Vitals, .. SocialHistory, .. Pregnancy, .. Procedures, .. Immunizations, .. Devices, .. Directives, .. Alerts];
}
