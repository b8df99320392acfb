using MedLedger.Domain.Content;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>
/// People's words on lines, last of all rules. Each author's newest word counts; a confirmation makes an unsure line sure, a dispute makes it unsure
/// and outweighs any confirmation, and nothing is ever taken off the page. A confirmation answers the documents of its day, never
/// a doubt that a newer one raised. Conflicts between documents stay visible.
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

        // A document dated after the day has a slip in its date; it is no newer than the others.
        var days = record.Documents.Where(one => one.Document.Date?.Earliest <= record.AsOf).GroupBy(one => one.Document.Reading.Document).ToDictionary(same => same.Key, same => same.Max(one => one.Document.Date?.Earliest));
        var met = new HashSet<string>(StringComparer.Ordinal);
        var corrected = record with
        {
            AllergyStatement = record.AllergyStatement with { NoneKnown = One(record.AllergyStatement.NoneKnown, standing, days, met) },
            NoMedications = One(record.NoMedications, standing, days, met),
            NoProblems = One(record.NoProblems, standing, days, met),
            Allergies = All(record.Allergies, standing, days, met),
            Medications = All(record.Medications, standing, days, met),
            ActiveProblems = All(record.ActiveProblems, standing, days, met),
            PastProblems = All(record.PastProblems, standing, days, met),
            Results = All(record.Results, standing, days, met),
            Vitals = All(record.Vitals, standing, days, met),
            SocialHistory = All(record.SocialHistory, standing, days, met),
            Pregnancy = All(record.Pregnancy, standing, days, met),
            Procedures = All(record.Procedures, standing, days, met),
            Immunizations = All(record.Immunizations, standing, days, met),
            Devices = All(record.Devices, standing, days, met),
            Directives = All(record.Directives, standing, days, met),
            Alerts = All(record.Alerts, standing, days, met),
        };
        var lost = standing.Where(words => !met.Contains(words.Key)).SelectMany(words => words)
            .Select(one => new Notice(NoticeKind.Doubtful, null, $"A correction by {one.Finding.Author} is about a line that has changed since; it is not applied."));
        return corrected with { Notices = [.. record.Notices, .. lost.Distinct()] };
    }

    private static T? One<T>(T? line, ILookup<string, Statement<CorrectionFinding>> standing, Dictionary<Sha256Digest, DateOnly?> days, HashSet<string> met) where T : RecordLine =>
        line is null ? null : All([line], standing, days, met)[0];

    private static IReadOnlyList<T> All<T>(IReadOnlyList<T> lines, ILookup<string, Statement<CorrectionFinding>> standing, Dictionary<Sha256Digest, DateOnly?> days, HashSet<string> met) where T : RecordLine =>
        [.. lines.Select(line => LineId.Of(line) is var id && standing.Contains(id) && (met.Add(id) || true) ? (T)Corrected(line, [.. standing[id]], days) : line)];

    private static RecordLine Corrected(RecordLine line, IReadOnlyList<Statement<CorrectionFinding>> words, Dictionary<Sha256Digest, DateOnly?> days)
    {
        var newest = line.Sources.Select(source => source.Document).Concat(line.Trace.SelectMany(trace => trace.Documents)).Max(document => days.GetValueOrDefault(document));
        var overtaken = line.Certainty == ReadingCertainty.Sure ? [] : words.Where(one => one.Finding.Verdict == CorrectionVerdict.Confirmed && DateOnly.FromDateTime(one.Finding.At.UtcDateTime) < newest).ToList();
        words = [.. words.Except(overtaken)];
        var stillUnsure = words.Any(one => one.Finding.Verdict == CorrectionVerdict.Confirmed) ? [] : overtaken.Select(one => $"confirmed by {new Correction(one.Finding.Verdict, one.Finding.Author, one.Finding.At).By}, before a newer document");
        var disputes = words.Where(one => one.Finding.Verdict == CorrectionVerdict.Disputed).Select(one => one.Finding).ToList();
        var doubts = disputes.Select(Dispute).Concat(stillUnsure).ToList();
        var because = doubts.Count == 0 ? null : string.Join("; ", doubts.Prepend(line.UnsureBecause).OfType<string>());
        var certainty = because is null ? ReadingCertainty.Sure : ReadingCertainty.Unsure;
        var corrected = line with
        {
            Certainty = certainty,
            UnsureBecause = because,
            Corrections = [.. words.Select(one => new Correction(one.Finding.Verdict, one.Finding.Author, one.Finding.At))],
            Sources = Statements.Once([.. line.Sources, .. words.Concat(overtaken).SelectMany(one => one.Finding.Sources)]),
            Trace = [.. line.Trace, Statements.Trace(Name, because ?? "confirmed", words.Concat(overtaken))],
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
