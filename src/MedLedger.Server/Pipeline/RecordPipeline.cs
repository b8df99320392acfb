using MedLedger.Ingestion.Intake;
using MedLedger.Server.Composition;
using MedLedger.Server.Records;
using MedLedger.Server.Summary.Corrections;
using MedLedger.Storage;

namespace MedLedger.Server.Pipeline;

/// <summary>
/// The product's sentence for a store: documents are taken in, sealed and logged; read; understood; judged to be the patient's or held back;
/// then the summary is made, sealed and logged. Every arrow is a recorded step, and a start takes up what a crash left.
/// </summary>
internal sealed class RecordPipeline(Installation store, ReadAndUnderstand step)
{
    private readonly RecordEnding _ending = new(store);

    /// <summary>Takes in all documents of one call and makes the summary. One report a document, in the order given.</summary>
    public async Task<IngestResult> IngestAsync(KnownPatient patient, IReadOnlyList<IncomingDocument> documents, Action<string> say, CancellationToken cancellationToken)
    {
        var receipts = new IngestReceipt[documents.Count];
        var here = new List<(int At, StoredDocument Document, bool Known)>();
        for (var i = 0; i < documents.Count; i++)
        {
            var (receipt, stored, known) = await TakeInAsync(patient, documents[i], cancellationToken);
            receipts[i] = receipt;
            if (stored is not null && !here.Any(other => other.Document.Id == stored.Id)) here.Add((i, stored, known));
            say($"[{i + 1}/{documents.Count}] {documents[i].Name}: {(receipt.Leaf is { } leaf ? $"sealed, leaf {leaf}" : receipt.Report.Status)}");
        }

        var pending = here.Select(one => one.Document).Where(IsOpen).ToList();
        var done = 0;
        await UnderstandAsync(pending, (document, status) => say($"[{++done}/{pending.Count}] {document}: {status}"), cancellationToken);
        var (version, summary, reports) = await _ending.SummarizeAsync(patient, cancellationToken);
        foreach (var (at, document, known) in here)
            // A known document that is in order is a duplicate and no more; one that is not says so each time it is handed in.
            if (reports.TryGetValue(document.Id, out var report) && (!known || IsOpen(document) || report.NeedsAttention))
                receipts[at] = receipts[at] with { Report = report with { Path = documents[at].Name } };

        say($"summary: version {version.Number}, leaf {version.Leaf}, {summary.Lines} lines");
        return new IngestResult(patient.Reference, patient.Id.Value, receipts, version.Number, version.Leaf ?? 0, summary);
    }

    /// <summary>The same for documents that were read already: how the doors file what they took in. One receipt a document, in the order given.</summary>
    public async Task<IReadOnlyList<IngestReceipt>> FileAsync(KnownPatient patient, IReadOnlyList<(IncomingDocument Document, ReadDocument Read)> documents, CancellationToken cancellationToken)
    {
        var receipts = new List<(IngestReceipt Receipt, StoredDocument? Stored)>(documents.Count);
        foreach (var (document, read) in documents)
        {
            var (receipt, stored, _) = await TakeInAsync(patient, document, cancellationToken);
            if (stored is not null && IsOpen(stored)) stored = await store.Documents.KeepAsync(stored, read, cancellationToken);
            receipts.Add((receipt, stored));
        }

        var (_, _, reports) = await _ending.SummarizeAsync(patient, cancellationToken);
        return [.. receipts.Select(one => one.Stored is { } stored && reports.TryGetValue(stored.Id, out var report) ? one.Receipt with { Report = report with { Path = one.Receipt.Report.Path } } : one.Receipt)];
    }

    /// <summary>Finishes what an earlier process left unfinished; returns how many documents that were.</summary>
    public async Task<int> ResumeAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var unfinished = await store.Documents.ListUnfinishedAsync(cancellationToken);
        foreach (var group in unfinished.GroupBy(document => document.Received.Patient))
        {
            // A document that was only noted holds no bytes yet: whoever handed it over has no receipt, and hands it over again.
            var logged = new List<StoredDocument>();
            foreach (var document in group.Where(document => document.Step != DocumentStep.Received)) logged.Add(await store.Documents.LogAsync(document, cancellationToken));
            if (logged.Count == 0 || await store.Patients.FindAsync(group.Key, cancellationToken) is not { } patient) continue;
            await UnderstandAsync(logged, (document, status) => say($"resumed {document}: {status}"), cancellationToken);
            await _ending.SummarizeAsync(patient, cancellationToken);
        }

        return unfinished.Count;
    }

    private static bool IsOpen(StoredDocument document) => document.Step is DocumentStep.Logged or DocumentStep.Read;

    private async Task<(IngestReceipt Receipt, StoredDocument? Stored, bool Known)> TakeInAsync(KnownPatient patient, IncomingDocument document, CancellationToken cancellationToken)
    {
        if (document.Length > step.MaxBytes)
        {
            var refused = await step.OneAsync(document, cancellationToken);
            return (new IngestReceipt(DocumentReports.Of(document.Name, refused.Status, refused.Understood, null), null, null), null, false);
        }

        if (await BytesAsync(document, cancellationToken) is not { } bytes)
        {
            var problem = ReadAndUnderstand.NotOpened;
            var refused = new DocumentReport { Path = document.Name, Status = "refused", Code = problem.Code, Reason = problem.Reason, NextStep = problem.NextStep };
            return (new IngestReceipt(refused, null, null), null, false);
        }

        var addition = await store.Documents.TakeInAsync(patient.Id, document.Name, MediaTypes.Of(bytes), bytes, cancellationToken);
        var stored = addition switch { DocumentAddition.Added added => added.Document, DocumentAddition.AlreadyThere there => there.Document, _ => throw new InvalidOperationException($"The store answered {addition}.") };
        var report = new DocumentReport { Path = document.Name, Status = "taken-in", Sha256 = Domain.Content.Sha256Digest.Of(bytes).Hex, MediaType = stored.Received.MediaType };
        if (addition is DocumentAddition.AlreadyThere)
            report = report with { Status = "duplicate", Code = "duplicate", Reason = $"These bytes are here already, at leaf {stored.Leaf}." };
        return (new IngestReceipt(report, stored.Id.Value, stored.Leaf), stored, addition is DocumentAddition.AlreadyThere);
    }

    private static async Task<byte[]?> BytesAsync(IncomingDocument document, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = new byte[document.Length];
            await using var stream = document.OpenRead();
            await stream.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task UnderstandAsync(IReadOnlyList<StoredDocument> documents, Action<string, string> done, CancellationToken cancellationToken)
    {
        // A word on a line that a crash left between sealing and understanding: it needs no reader, and no reader knows it.
        foreach (var correction in documents.Where(document => IsOpen(document) && document.Received.MediaType == CorrectionDocument.MediaType))
            if (await store.Documents.BytesAsync(correction, cancellationToken) is { } word) await store.Documents.KeepAsync(correction, CorrectionDocument.Read(word), cancellationToken);
        var open = documents.Where(document => IsOpen(document) && document.Received.MediaType != CorrectionDocument.MediaType).ToList();
        var incoming = new List<(StoredDocument Document, IncomingDocument Bytes)>();
        foreach (var document in open)
            if (await store.Documents.BytesAsync(document, cancellationToken) is { } bytes)
                incoming.Add((document, IncomingDocument.FromBytes(await store.Documents.NameAsync(document, cancellationToken), bytes)));
        var read = await step.AllAsync([.. incoming.Select(one => one.Bytes)], (_, document) => done(document.Name, document.Status), cancellationToken);
        for (var i = 0; i < incoming.Count; i++) await store.Documents.KeepAsync(incoming[i].Document, read[i], cancellationToken);
    }
}

/// <summary>What was received for one document: its report, and where in the log it stands.</summary>
internal sealed record IngestReceipt(DocumentReport Report, string? Document, ulong? Leaf);

internal sealed record IngestResult(string Reference, string Patient, IReadOnlyList<IngestReceipt> Documents, uint SummaryVersion, ulong SummaryLeaf, SummaryDocument Summary);
