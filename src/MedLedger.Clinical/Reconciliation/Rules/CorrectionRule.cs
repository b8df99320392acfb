using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>
/// People's words on lines, last of all rules. Each author's newest word counts; a confirmation makes an unsure line sure, a dispute makes it unsure
/// and outweighs any confirmation, and nothing is ever taken off the page. Conflicts between documents stay visible.
/// </summary>
internal static class CorrectionRule
{
    public const string Name = "corrected";

    public static PatientRecord Apply(PatientRecord record, IReadOnlyList<Statement<CorrectionFinding>> said)
    {
        var standing = said.GroupBy(one => (one.Finding.Line, one.Finding.Issuer, one.Finding.Author))
            .Select(words => words.OrderBy(one => one.Finding.At).ThenBy(one => one.Order).Last())
            .Where(one => one.Finding.Verdict != CorrectionVerdict.Withdrawn)
            .OrderBy(one => one.Finding.At).ThenBy(one => one.Order)
            .ToLookup(one => one.Finding.Line);
        if (standing.Count == 0) return record;

        var met = new HashSet<string>(StringComparer.Ordinal);
        var corrected = record with
        {
            AllergyStatement = record.AllergyStatement with { NoneKnown = One(record.AllergyStatement.NoneKnown, standing, met) },
            NoMedications = One(record.NoMedications, standing, met),
            NoProblems = One(record.NoProblems, standing, met),
            Allergies = All(record.Allergies, standing, met),
            Medications = All(record.Medications, standing, met),
            ActiveProblems = All(record.ActiveProblems, standing, met),
            PastProblems = All(record.PastProblems, standing, met),
            Results = All(record.Results, standing, met),
            Vitals = All(record.Vitals, standing, met),
            SocialHistory = All(record.SocialHistory, standing, met),
            Pregnancy = All(record.Pregnancy, standing, met),
            Procedures = All(record.Procedures, standing, met),
            Immunizations = All(record.Immunizations, standing, met),
            Devices = All(record.Devices, standing, met),
            Directives = All(record.Directives, standing, met),
            Alerts = All(record.Alerts, standing, met),
        };
        var lost = standing.Where(words => !met.Contains(words.Key)).SelectMany(words => words)
            .Select(one => new Notice(NoticeKind.Doubtful, null, $"A correction by {one.Finding.Author} is about a line that has changed since; it is not applied."));
        return corrected with { Notices = [.. record.Notices, .. lost.Distinct()] };
    }

    private static T? One<T>(T? line, ILookup<string, Statement<CorrectionFinding>> standing, HashSet<string> met) where T : RecordLine =>
        line is null ? null : All([line], standing, met)[0];

    private static IReadOnlyList<T> All<T>(IReadOnlyList<T> lines, ILookup<string, Statement<CorrectionFinding>> standing, HashSet<string> met) where T : RecordLine =>
        [.. lines.Select(line => LineId.Of(line) is var id && standing.Contains(id) && (met.Add(id) || true) ? (T)Corrected(line, [.. standing[id]]) : line)];

    private static RecordLine Corrected(RecordLine line, IReadOnlyList<Statement<CorrectionFinding>> words)
    {
        var disputes = words.Where(one => one.Finding.Verdict == CorrectionVerdict.Disputed).Select(one => one.Finding).ToList();
        var because = disputes.Count == 0 ? null : string.Join("; ", disputes.Select(Dispute).Prepend(line.UnsureBecause).OfType<string>());
        var certainty = because is null ? ReadingCertainty.Sure : ReadingCertainty.Unsure;
        var corrected = line with
        {
            Certainty = certainty,
            UnsureBecause = because,
            Corrections = [.. words.Select(one => new Correction(one.Finding.Verdict, one.Finding.Author, one.Finding.At))],
            Sources = Statements.Once([.. line.Sources, .. words.SelectMany(one => one.Finding.Sources)]),
            Trace = [.. line.Trace, Statements.Trace(Name, because ?? "confirmed", words)],
        };
        return corrected switch
        {
            // An unsure line holds words only, never a structured dose or value (ADR 0009).
            MedicationLine { Certainty: ReadingCertainty.Unsure, Dosing: { } dosing } drug => drug with { Dosing = new() { Text = dosing.Text } },
            ResultLine { Certainty: ReadingCertainty.Unsure } result => result with { Latest = InWords(result.Latest) with { Certainty = certainty, UnsureBecause = because } },
            ResultLine result => result with { Latest = result.Latest with { Certainty = certainty, UnsureBecause = null } },
            _ => corrected,
        };
    }

    private static ResultValue InWords(ResultValue value) => value.Value is { } number ? value with { Value = null, ValueText = new(number.Text) } : value;

    private static string Dispute(CorrectionFinding word)
    {
        var by = new Correction(word.Verdict, word.Author, word.At).By;
        return string.IsNullOrWhiteSpace(word.Comment) ? $"disputed by {by}" : $"disputed by {by}: {word.Comment}";
    }
}
