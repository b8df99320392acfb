using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>What the rules put down while they work through the statements of one kind after another.</summary>
internal sealed class RecordBuilder(DateOnly asOf)
{
    public DateOnly AsOf { get; } = asOf;

    public List<AllergyLine> Allergies { get; } = [];

    public List<MedicationLine> Medications { get; } = [];

    public List<ProblemLine> ActiveProblems { get; } = [];

    public List<ProblemLine> PastProblems { get; } = [];

    public List<ResultLine> Observations { get; } = [];

    public List<ProcedureLine> Procedures { get; } = [];

    public List<ImmunizationLine> Immunizations { get; } = [];

    public List<DeviceLine> Devices { get; } = [];

    public List<DirectiveLine> Directives { get; } = [];

    public List<AlertLine> Alerts { get; } = [];

    public List<HistoryEntry> History { get; } = [];

    public List<Notice> Notices { get; } = [];

    public void Drop<T>(Statement<T> statement, string rule, string reason) where T : Finding =>
        History.Add(new(KindOf(statement.Finding), statement.Finding.Concept, rule, reason, statement.Date, statement.Finding.Sources));

    /// <summary>The active problem at <paramref name="at"/> becomes one of the past, by a rule and the lines that bear it out.</summary>
    public void EndProblem(int at, ProblemStatus status, string rule, string reason, IEnumerable<Source> sources)
    {
        var line = ActiveProblems[at];
        ActiveProblems.RemoveAt(at);
        PastProblems.Add(line with { Status = status, Trace = [.. line.Trace, new(rule, reason, [.. sources.Select(source => source.Document).Distinct().Order()])] });
    }

    private static string KindOf(Finding finding) => finding switch
    {
        AllergyFinding => "allergy",
        NoKnownFinding => "none known",
        MedicationFinding => "medication",
        ProblemFinding => "problem",
        ObservationFinding => "observation",
        ProcedureFinding => "procedure",
        ImmunizationFinding => "immunization",
        DeviceFinding => "device",
        DirectiveFinding => "directive",
        AlertFinding => "alert",
        CorrectionFinding => "correction",
        _ => throw new InvalidOperationException($"No kind of finding is called {finding.GetType().Name}."),
    };
}
