using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation.Rules;
using MedLedger.Domain;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>Many documents in, one record out: each fact once, with all its sources and the rules that decided. Pure: the order of the documents does not matter.</summary>
public static class Reconciler
{
    public static PatientRecord Reconcile(IReadOnlyList<UnderstoodDocument> documents, DateOnly asOf) => Reconcile(IdentityGuard.Judge(documents), asOf);

    public static PatientRecord Reconcile(IdentityJudgement judgement, DateOnly asOf)
    {
        judgement = judgement with { Documents = [.. judgement.Documents.Select(one => one with { Document = AfterTheDayRule.Dated(one.Document, asOf) })] };
        var record = new RecordBuilder(asOf);
        var statements = Admit(judgement, record);

        Each<AllergyFinding>(statements, one => ConceptKeys.OfSubstance(one.Finding.Concept), AllergyStandingRule.Apply, record);
        Each<MedicationFinding>(statements, one => ConceptKeys.OfDrug(one.Finding.Concept), MedicationStandingRule.Apply, record);
        Each<ProblemFinding>(statements, one => ConceptKeys.OfProblem(one.Finding.Concept), ProblemStandingRule.Apply, record);
        Each<ObservationFinding>(statements, NewestResultRule.Keys, NewestResultRule.Apply, record);
        Each<ProcedureFinding>(statements, one => ConceptKeys.OfProcedure(one.Finding.Concept), OneOccurrenceRule.Procedures, record);
        Each<ImmunizationFinding>(statements, one => ConceptKeys.OfVaccine(one.Finding.Concept), OneOccurrenceRule.Immunizations, record);
        Each<DeviceFinding>(statements, one => ConceptKeys.OfDevice(one.Finding.Concept), InPlaceRule.Devices, record);
        Each<DirectiveFinding>(statements, one => ConceptKeys.Of(one.Finding.Concept), InPlaceRule.Directives, record);
        Each<AlertFinding>(statements, one => ConceptKeys.Of(one.Finding.Concept), InPlaceRule.Alerts, record);
        GeneralYieldsRule.Apply(record);
        TransplantEndsDialysisRule.Apply(record);
        GaveUpSmokingRule.Apply(record);
        EarlierStageRule.Apply(record);
        SameEventRule.Apply(record);
        SameResultRule.Apply(record);
        NewerMentionRule.Apply([.. Used(judgement, asOf).Select(one => one.Document)], record);
        AllergicToItRule.Apply(record);
        OnlyWhileRule.Apply(record);
        CodeStatusRule.Apply(record);

        var none = Of<NoKnownFinding>(statements);
        var allergies = NoneKnownRule.Allergies(none, record);
        var observations = record.Observations.OrderBy(line => line.Concept.Text, StringComparer.OrdinalIgnoreCase).ThenBy(line => line.Concept.Text, StringComparer.Ordinal).ToLookup(line => line.Category);
        return CorrectionRule.Apply(new()
        {
            AsOf = asOf,
            Identity = BloodGroupRule.Apply(judgement.Patient, observations[ObservationCategory.Laboratory].Concat(observations[ObservationCategory.Unknown])),
            AllergyStatement = allergies,
            NoMedications = NoneKnownRule.Of(NoKnownScope.Medications, none, record.Medications.Count > 0, null),
            NoProblems = NoneKnownRule.Of(NoKnownScope.Problems, none, record.ActiveProblems.Count > 0, null),
            Allergies = [.. ByText(record.Allergies).OrderBy(line => line.IsCurrent ? 0 : 1)],
            Medications = [.. ByText(record.Medications)],
            ActiveProblems = [.. ByNewest(record.ActiveProblems)],
            PastProblems = [.. ByNewest(record.PastProblems)],
            Results = [.. Results(observations).Where(line => !BloodGroupRule.Is(line))],
            Vitals = [.. observations[ObservationCategory.VitalSign]],
            SocialHistory = [.. observations[ObservationCategory.SocialHistory]],
            Pregnancy = [.. observations[ObservationCategory.Pregnancy].Where(line => !PregnancyEndsRule.Past(line.Latest.Date?.Latest, asOf))],
            Procedures = [.. ByText(record.Procedures).OrderByDescending(line => line.Performed?.Earliest ?? DateOnly.MinValue)],
            Immunizations = [.. ByText(record.Immunizations).OrderByDescending(line => line.Given?.Earliest ?? DateOnly.MinValue)],
            Devices = [.. ByText(record.Devices)],
            Directives = [.. ByText(record.Directives)],
            Alerts = [.. ByText(record.Alerts).DistinctBy(line => (line.DoNotGive, ConceptKeys.OfDrug(line.Concept).LastOrDefault()))],
            History = record.History,
            Notices = [.. DocumentNotices.Of(judgement, asOf).Concat(record.Notices).Distinct()],
            Documents = judgement.Documents,
            NewestSource = judgement.Documents.Where(one => one.IsUsed && one.Document.Date?.Earliest <= asOf).Select(one => one.Document.Date).Max(),
        }, Of<CorrectionFinding>(statements));
    }

    private static List<Statement<Finding>> Admit(IdentityJudgement judgement, RecordBuilder record)
    {
        var admitted = new List<Statement<Finding>>();
        var order = 0;
        foreach (var judged in judgement.Documents.Where(one => one.IsUsed))
        {
            var day = IsTheBirthDate(judged.Document, judgement.Patient.ToClaim().BirthDate, record.AsOf) ? null : judged.Document.Date;
            foreach (var finding in AfterTheDayRule.Used(judged.Document, record.AsOf))
            {
                var statement = new Statement<Finding>(Doubt(finding, judged.Match), judged.Document, finding.Recorded ?? day, order++);
                if (StillOn(statement, record.AsOf) is { } listed) statement = statement with { StillOn = listed };
                if (AdmissionRules.Refuse(statement, record.AsOf) is var (rule, reason)) record.Drop(statement, rule, reason);
                else admitted.Add(statement);
            }
        }

        return admitted;
    }

    // "D0B 6/18/1996" on a badly read page, whose own day was not read: it is of no known day.
    private static bool IsTheBirthDate(UnderstoodDocument document, PartialDate? birth, DateOnly asOf) =>
        document.Date is { Day: not null } day && day == birth && day.Latest.AddYears(1) < asOf && document.Reading.Pages.Any(page => page.Origin == PageOrigin.Ocr);

    // What a coded list still holds of allergies and problems is said on the day of the list, whenever it was entered.
    private static PartialDate? StillOn(Statement<Finding> statement, DateOnly asOf) =>
        statement is { IsCoded: true, Finding: AllergyFinding or ProblemFinding, Document.Date: { } listed } && listed.Earliest <= asOf && !(statement.Date > listed) ? listed : null;

    /// <summary>How the doubt of a statement begins whose document may be another person's.</summary>
    internal const string OfAnother = "the document may be another person's:";

    private static IEnumerable<JudgedDocument> Used(IdentityJudgement judgement, DateOnly asOf) =>
        judgement.Documents.Where(one => one.IsUsed && !AfterTheDayRule.IsLate(one.Document, asOf));

    private static Finding Doubt(Finding finding, PatientMatch match) => match is PatientMatch.Doubtful doubtful
        ? finding with { Certainty = ReadingCertainty.Unsure, UnsureBecause = $"{OfAnother} {doubtful.Reason}" }
        : finding;

    private static List<Statement<T>> Of<T>(List<Statement<Finding>> statements) where T : Finding =>
        [.. statements.Where(one => one.Finding is T).Select(one => one.With((T)one.Finding))];

    private static void Each<T>(List<Statement<Finding>> statements, Func<Statement<T>, IEnumerable<string>> keys, Action<IReadOnlyList<Statement<T>>, RecordBuilder> rule, RecordBuilder record)
        where T : Finding
    {
        foreach (var group in Grouping.ByAnyKey(Of<T>(statements), keys)) rule(NewerDoubtRule.Weigh(group), record);
    }

    private static IEnumerable<ResultLine> Results(ILookup<ObservationCategory, ResultLine> observations) =>
        observations[ObservationCategory.Laboratory].Concat(observations[ObservationCategory.Unknown]).Concat(observations[ObservationCategory.Imaging]);

    private static IOrderedEnumerable<T> ByText<T>(IEnumerable<T> lines) where T : RecordLine =>
        lines.OrderBy(line => line.Concept.Text, StringComparer.OrdinalIgnoreCase).ThenBy(line => line.Concept.Text, StringComparer.Ordinal);

    // Newest recorded first (agreed with clinicians for the NHS summary).
    private static IEnumerable<ProblemLine> ByNewest(IEnumerable<ProblemLine> lines) =>
        lines.OrderByDescending(line => line.Stated?.Earliest ?? DateOnly.MinValue).ThenBy(line => line.Concept.Text, StringComparer.Ordinal);
}
