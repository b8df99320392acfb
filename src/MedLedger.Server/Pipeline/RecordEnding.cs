using MedLedger.Server.Composition;
using MedLedger.Server.Records;
using MedLedger.Storage;

namespace MedLedger.Server.Pipeline;

/// <summary>The end of the way: what was understood is judged to be the patient's or held back, and the summary is made, sealed and logged.</summary>
internal sealed class RecordEnding(Installation store)
{
    // The summary is made and logged before any document's way ends: dying in between leaves documents that the next start
    // takes up, never a finished document that no page has seen.
    public async Task<(SummaryVersion Version, SummaryDocument Summary, IReadOnlyDictionary<DocumentId, DocumentReport> Reports)> SummarizeAsync(
        KnownPatient patient, CancellationToken cancellationToken)
    {
        var judged = await JudgeAsync(patient, cancellationToken);
        var (version, summary) = await store.Summaries.CurrentAsync(patient.Id, store.Today, changed: judged.Any(one => one.Stored.Step == DocumentStep.Understood), cancellationToken);
        foreach (var (stored, report) in judged)
            if (stored.Step == DocumentStep.Understood) await store.Documents.EndAsync(stored, report, cancellationToken);
        return (version, summary, judged.ToDictionary(one => one.Stored.Id, one => one.Report));
    }

    private async Task<IReadOnlyList<(StoredDocument Stored, DocumentReport Report)>> JudgeAsync(KnownPatient patient, CancellationToken cancellationToken)
    {
        var judged = await store.Documents.JudgeAsync(patient.Id, null, cancellationToken);
        return [.. judged.Kept.Select(one => (one.Stored, DocumentReports.Of(one.Understood.Name, one.Status, one.Understood, judged.MatchOf(one.Understood))))];
    }

    /// <summary>Makes the summary anew after a person changed which documents are the patient's; returns its version.</summary>
    public async Task<uint> RemakeAsync(KnownPatient patient, CancellationToken cancellationToken)
    {
        await SummarizeAsync(patient, cancellationToken);
        return (await store.Summaries.MakeAsync(patient.Id, store.Today, cancellationToken)).Version.Number;
    }
}
