using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Server.Pipeline;

/// <summary>The documents of one patient, straight to the record, with no store: nothing is kept.</summary>
internal static class FolderSummary
{
    public static async Task<(PatientRecord Record, IReadOnlyList<DocumentReport> Reports)> MakeAsync(
        ReadAndUnderstand step, IReadOnlyList<string> files, DateOnly asOf, Action<string> say, CancellationToken cancellationToken)
    {
        var finished = 0;
        var read = await step.AllAsync([.. files.Select(IncomingDocument.FromFile)], (i, document) =>
            say($"[{++finished}/{files.Count}] {Path.GetFileName(files[i])}: {document.Status}"), cancellationToken);

        read = step.WithDaysSettled(read, asOf);
        var judgement = IdentityGuard.Judge([.. read.Select(document => document.Understood)]);
        var record = Reconciler.Reconcile(judgement, asOf);
        return (record, Report(files, read, judgement));
    }

    private static List<DocumentReport> Report(IReadOnlyList<string> files, IReadOnlyList<ReadDocument> read, IdentityJudgement judgement)
    {
        var matches = judgement.Documents.ToDictionary(judged => judged.Document.Reading.Document, judged => judged.Match);
        var seen = new Dictionary<Domain.Content.Sha256Digest, string>();
        var reports = new List<DocumentReport>();
        for (var i = 0; i < files.Count; i++)
        {
            var document = read[i];
            var report = DocumentReports.Of(files[i], document.Status, document.Understood, matches.GetValueOrDefault(document.Understood.Reading.Document));
            if (document.Understood.Reading.Bytes > 0 && !seen.TryAdd(document.Understood.Reading.Document, files[i]))
                report = report with { Status = "duplicate", Code = "duplicate", Reason = $"The same bytes as {Path.GetFileName(seen[document.Understood.Reading.Document])}; read once.", NextStep = null };
            reports.Add(report);
        }

        return reports;
    }
}

internal static class DocumentReports
{
    /// <summary>One document's report from how it was read, what it said and whose it is.</summary>
    public static DocumentReport Of(string path, string status, UnderstoodDocument understood, PatientMatch? match)
    {
        var report = new DocumentReport
        {
            Path = path,
            Sha256 = understood.Reading.Document.Hex,
            MediaType = understood.Reading.MediaType,
            Status = status,
            Code = understood.Problem?.Code,
            Reason = understood.Problem?.Reason,
            NextStep = understood.Problem?.NextStep,
            FactsFound = understood.Findings.Count,
            Pages = understood.Reading.Pages.Count,
        };
        if (status is "refused" or "unreadable") return report;
        return match switch
        {
            PatientMatch.Matched => report with { PatientMatch = "matched" },
            PatientMatch.NoIdentity => report with { PatientMatch = "no-identity" },
            PatientMatch.Doubtful doubtful => report with { PatientMatch = "doubtful", Reason = report.Reason ?? $"Used as unsure. {doubtful.Reason}" },
            PatientMatch.Held held => report with
            {
                PatientMatch = "held",
                Status = "held",
                Code = "another-patient",
                Reason = held.Reason,
                NextStep = "File it under the person it names, or have the sender correct it.",
            },
            _ => report,
        };
    }
}
