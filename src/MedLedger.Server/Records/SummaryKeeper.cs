using MedLedger.Access.Gate;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Ledger.Entries;
using MedLedger.Server.Audit;
using MedLedger.Server.Pipeline;
using MedLedger.Storage;
using MedLedger.Vault.Sealing;

namespace MedLedger.Server.Records;

/// <summary>Makes, seals and logs the versions of a patient's summary, and opens the newest for whoever holds a permit.</summary>
internal sealed class SummaryKeeper(ISummaryStore versions, IBlobStore blobs, RecordSealer sealer, LedgerJournal journal, SealedDocuments documents, TimeProvider time)
{
    private const string MediaType = "application/vnd.medledger.summary+json";

    /// <summary>Makes a new version from the patient's documents: reconciled, summarized, sealed, logged.</summary>
    public async Task<(SummaryVersion Version, SummaryDocument Summary)> MakeAsync(PatientId patient, DateOnly asOf, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The number is asked for before the documents: whoever wins it has seen all that any earlier version saw.
            var number = ((await versions.FindLatestAsync(patient, cancellationToken))?.Number ?? 0) + 1;
            var summary = SummaryDocument.Of(await RecordAsync(patient, asOf, cancellationToken), PageWords.English);
            var made = await sealer.SealAsync(Context(patient, number), summary.ToBytes(), cancellationToken);
            await blobs.PutAsync(made.Envelope, cancellationToken);
            var version = new SummaryVersion(patient, number, made.Address, made.Key, time.GetUtcNow());
            // Another writer may have taken the number; the blob that loses is noise under a key of its own.
            if (!await versions.TryAddAsync(version, cancellationToken)) continue;
            return (await LogAsync(version, summary.Documents, CancellationToken.None), summary);
        }
    }

    /// <summary>The newest version, or a new one where documents came in or the day is another.</summary>
    public async Task<(SummaryVersion Version, SummaryDocument Summary)> CurrentAsync(PatientId patient, DateOnly asOf, bool changed, CancellationToken cancellationToken)
    {
        if (!changed && await versions.FindLatestAsync(patient, cancellationToken) is { Leaf: not null } latest && await OpenAsync(latest, cancellationToken) is { } summary && summary.AsOf == asOf)
            return (latest, summary);
        return await MakeAsync(patient, asOf, cancellationToken);
    }

    /// <summary>The summary for a permit, as of the day; an older day's page is made anew first, so that nobody reads yesterday's list as today's.</summary>
    public async Task<SummaryDocument?> OpenAsync(ReleasePermit permit, DateOnly asOf, CancellationToken cancellationToken)
    {
        if (await versions.FindLatestAsync(permit.Patient, cancellationToken) is not { } latest) return null;
        var summary = await OpenAsync(latest, cancellationToken);
        return summary.AsOf == asOf ? summary : (await MakeAsync(permit.Patient, asOf, cancellationToken)).Summary;
    }

    /// <summary>The same in a language. What was sealed and logged is the English page; the others are made of the same documents when asked for.</summary>
    public async Task<SummaryDocument?> OpenAsync(ReleasePermit permit, DateOnly asOf, PageWords words, CancellationToken cancellationToken) =>
        await OpenAsync(permit, asOf, cancellationToken) is not { } summary ? null
        : words == PageWords.English ? summary
        : SummaryDocument.Of(await RecordAsync(permit.Patient, asOf, cancellationToken), words);

    /// <summary>The record as it stands, for whoever holds a permit.</summary>
    public Task<PatientRecord> RecordAsync(ReleasePermit permit, DateOnly asOf, CancellationToken cancellationToken) => RecordAsync(permit.Patient, asOf, cancellationToken);

    public Task<SummaryVersion?> LatestAsync(PatientId patient, CancellationToken cancellationToken) => versions.FindLatestAsync(patient, cancellationToken);

    /// <summary>Logs a version again whose append was cut off.</summary>
    public async Task RecoverAsync(IEnumerable<KnownPatient> patients, OpeningReader openings, CancellationToken cancellationToken)
    {
        foreach (var patient in patients)
        {
            if (await versions.FindLatestAsync(patient.Id, cancellationToken) is not { Leaf: null } cut) continue;
            var logged = (await openings.ListAsync(patient.Id, LogEntryKind.Summary, cancellationToken)).FirstOrDefault(entry => entry.Payload is SummaryPayload payload && payload.Address == cut.Address);
            if (logged.Payload is not null) await versions.SetLeafAsync(patient.Id, cut.Number, logged.Leaf, cancellationToken);
            else await LogAsync(cut, (await OpenAsync(cut, cancellationToken)).Documents, cancellationToken);
        }
    }

    private async Task<PatientRecord> RecordAsync(PatientId patient, DateOnly asOf, CancellationToken cancellationToken) =>
        Reconciler.Reconcile((await documents.JudgeAsync(patient, null, cancellationToken)).Judgement, asOf);

    private async Task<SummaryVersion> LogAsync(SummaryVersion version, int documentCount, CancellationToken cancellationToken)
    {
        var receipt = await journal.AppendAsync(new SummaryPayload(version.Patient, version.MadeAt, version.Address, version.Number, MediaType, documentCount), cancellationToken);
        await versions.SetLeafAsync(version.Patient, version.Number, receipt.Index, CancellationToken.None);
        return version with { Leaf = receipt.Index };
    }

    private async Task<SummaryDocument> OpenAsync(SummaryVersion version, CancellationToken cancellationToken)
    {
        var envelope = await blobs.FindAsync(version.Address, cancellationToken) ?? throw new InvalidDataException("The sealed summary is missing from the store. Restore it from a backup.");
        return await sealer.OpenAsync(Context(version.Patient, version.Number), version.Address, envelope, cancellationToken) is OpenOutcome.Opened opened
            ? SummaryDocument.Parse(opened.Plaintext)
            : throw new InvalidDataException("The sealed summary was altered or its key is gone. Verify the store; the page can be made anew from the documents.");
    }

    private static SealingContext Context(PatientId patient, uint number) => new(SealingPurpose.Summary, patient, "summary", number);
}
