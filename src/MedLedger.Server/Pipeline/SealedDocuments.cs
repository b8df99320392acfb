using System.Text;
using System.Text.Json;
using MedLedger.Clinical.Identification;
using MedLedger.Domain.Content;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Ledger.Entries;
using MedLedger.Server.Audit;
using MedLedger.Server.Composition;
using MedLedger.Storage;
using MedLedger.Vault.Keys;
using MedLedger.Vault.Sealing;

namespace MedLedger.Server.Pipeline;

/// <summary>A patient's documents in the store: each step seals what it made, and can be taken up again where a crash cut it off.</summary>
internal sealed class SealedDocuments(IDocumentStore documents, IBlobStore blobs, RecordSealer sealer, KeyRing keys, LedgerJournal journal, OpeningReader openings, IKnownIdentifiers identifiers, TimeProvider time)
{
    /// <summary>Takes a document in: recorded, sealed, logged. The same bytes again meet themselves.</summary>
    public async Task<DocumentAddition> TakeInAsync(PatientId patient, string name, string mediaType, byte[] bytes, CancellationToken cancellationToken)
    {
        var digest = keys.KeyedDigest(Sha256Digest.Of(bytes));
        var id = DocumentId.Of(patient, digest);
        var sealedName = await sealer.SealAsync(new SealingContext(SealingPurpose.DocumentName, patient, id.Value, 1), Encoding.UTF8.GetBytes(name), cancellationToken);
        var addition = await documents.AddAsync(new NewDocument(patient, digest, sealedName.Envelope, mediaType, bytes.LongLength, time.GetUtcNow()), cancellationToken);
        if (addition is DocumentAddition.AlreadyThere { Document: { Step: not DocumentStep.Received } there }) return new DocumentAddition.AlreadyThere(await LogAsync(there, cancellationToken));

        // Dying before the step is recorded leaves a blob that nothing names; the bytes are still with whoever handed them over.
        var envelope = await sealer.SealAsync(Context(SealingPurpose.Document, patient, id), bytes, cancellationToken);
        await blobs.PutAsync(envelope.Envelope, cancellationToken);
        var stored = await documents.AdvanceAsync(id, new DocumentProgress.Sealed(envelope.Address, envelope.Key), time.GetUtcNow(), cancellationToken);
        // Sealed this moment, so no earlier process can have logged it: no need to search.
        return new DocumentAddition.Added(await LogAsync(stored, [], cancellationToken));
    }

    /// <summary>Gives a sealed document its leaf, finding the one that a crash left unrecorded.</summary>
    public async Task<StoredDocument> LogAsync(StoredDocument document, CancellationToken cancellationToken)
    {
        if (document.Step != DocumentStep.Sealed) return document;
        var logged = await openings.ListAsync(document.Received.Patient, LogEntryKind.Record, cancellationToken);
        return await LogAsync(document, logged, cancellationToken);
    }

    private async Task<StoredDocument> LogAsync(StoredDocument document, IReadOnlyList<(ulong Leaf, EntryPayload Payload)> records, CancellationToken cancellationToken)
    {
        var logged = records.FirstOrDefault(entry => entry.Payload is RecordPayload payload && payload.Record == document.Id.Value);
        var leaf = logged.Payload is not null
            ? logged.Leaf
            : (await journal.AppendAsync(
                new RecordPayload(document.Received.Patient, document.Received.ReceivedAt, document.Id.Value, document.Envelope!.Value, 1, document.Received.MediaType), cancellationToken)).Index;
        return await documents.AdvanceAsync(document.Id, new DocumentProgress.Logged(leaf), time.GetUtcNow(), CancellationToken.None);
    }

    /// <summary>The document's bytes as given; null when its key was destroyed.</summary>
    public Task<byte[]?> BytesAsync(StoredDocument document, CancellationToken cancellationToken) =>
        OpenAsync(SealingPurpose.Document, document, document.Envelope, cancellationToken);

    public async Task<string> NameAsync(StoredDocument document, CancellationToken cancellationToken) =>
        document.Received.SealedName is { } envelope
        && await sealer.OpenAsync(new SealingContext(SealingPurpose.DocumentName, document.Received.Patient, document.Id.Value, 1), envelope, cancellationToken) is OpenOutcome.Opened opened
            ? Encoding.UTF8.GetString(opened.Plaintext)
            : document.Id.Value;

    /// <summary>Seals what was understood; the document is then ready to be judged.</summary>
    public async Task<StoredDocument> KeepAsync(StoredDocument document, ReadDocument read, CancellationToken cancellationToken)
    {
        var kept = JsonSerializer.SerializeToUtf8Bytes(new Kept(read.Status, read.Understood));
        var envelope = await sealer.SealAsync(Context(SealingPurpose.Findings, document.Received.Patient, document.Id), kept, cancellationToken);
        await blobs.PutAsync(envelope.Envelope, cancellationToken);
        // What was read rests nowhere by itself: dying here means reading once more.
        await documents.AdvanceAsync(document.Id, new DocumentProgress.Read(null, null), time.GetUtcNow(), cancellationToken);
        return await documents.AdvanceAsync(document.Id, new DocumentProgress.Understood(envelope.Address, envelope.Key), time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Ends a document's way: done, held back or refused, with the reason sealed.</summary>
    public async Task EndAsync(StoredDocument document, DocumentReport report, CancellationToken cancellationToken)
    {
        var note = report.Reason is null ? null
            : (await sealer.SealAsync(new SealingContext(SealingPurpose.Note, document.Received.Patient, document.Id.Value, 1), Encoding.UTF8.GetBytes($"{report.Reason} {report.NextStep}"), cancellationToken)).Envelope;
        DocumentProgress end = report.Status switch
        {
            "held" => new DocumentProgress.Held(report.Code ?? "held", note),
            "refused" or "unreadable" => new DocumentProgress.Refused(report.Code ?? report.Status, note),
            _ => new DocumentProgress.Done(report.Code, note),
        };
        await documents.AdvanceAsync(document.Id, end, time.GetUtcNow(), cancellationToken);
    }

    public Task<IReadOnlyList<StoredDocument>> ListAsync(PatientId patient, CancellationToken cancellationToken) => documents.ListAsync(patient, cancellationToken);

    public Task<IReadOnlyList<StoredDocument>> ListUnfinishedAsync(CancellationToken cancellationToken) => documents.ListUnfinishedAsync(cancellationToken);

    /// <summary>What was understood of a document and how it was read, or null before that step or after erasure.</summary>
    public async Task<(string Status, UnderstoodDocument Understood)?> UnderstoodAsync(StoredDocument document, CancellationToken cancellationToken) =>
        await OpenAsync(SealingPurpose.Findings, document, document.Findings, cancellationToken) is { } bytes && JsonSerializer.Deserialize<Kept>(bytes) is { } kept
            ? (kept.Status, kept.Understood)
            : null;

    /// <summary>
    /// Judges every document of the patient that was understood, held and unreadable ones too: the page says that they exist.
    /// Established are those whose way ended as the patient's own: they say who the patient is. One that a person linked is the
    /// patient's whatever it says, so it says who the patient is only where nothing else does; one that a person took away does not count. <paramref name="candidate"/> is judged with them, and not kept.
    /// </summary>
    public async Task<JudgedPatient> JudgeAsync(PatientId patient, UnderstoodDocument? candidate, CancellationToken cancellationToken)
    {
        var kept = new List<KeptDocument>();
        foreach (var stored in await documents.ListAsync(patient, cancellationToken))
            if (stored.Step != DocumentStep.Unlinked && await UnderstoodAsync(stored, cancellationToken) is { } one) kept.Add(new(stored, one.Status, one.Understood));

        // A document that came later may prove in which order an earlier one wrote its dates.
        var settled = SettledDays.Of(Readers.Understanding, [.. kept.Select(one => one.Understood)], DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        kept = [.. kept.Select((one, at) => one with { Understood = settled[at] })];
        var linked = await identifiers.LinkedAsync(patient, cancellationToken);
        var byPerson = kept.Where(one => linked.Contains(one.Stored.Id)).Select(one => one.Understood.Reading.Document).ToHashSet();
        var done = kept.Where(one => one.Stored.Step == DocumentStep.Done).Select(one => one.Understood.Reading.Document).ToHashSet();
        var established = done.Except(byPerson).ToHashSet() is { Count: > 0 } own ? own : done;
        var judgement = IdentityGuard.Judge([.. kept.Select(one => one.Understood), .. candidate is null ? Array.Empty<UnderstoodDocument>() : [candidate]], established);
        return new JudgedPatient(kept, judgement with
        {
            Documents = [.. judgement.Documents.Select(one => byPerson.Contains(one.Document.Reading.Document) && one.Match is PatientMatch.Held or PatientMatch.Doubtful ? one with { Match = new PatientMatch.Matched() } : one)],
        });
    }

    /// <summary>The document under which these bytes of the patient are or would be known.</summary>
    public DocumentId IdOf(PatientId patient, byte[] bytes) => DocumentId.Of(patient, keys.KeyedDigest(Sha256Digest.Of(bytes)));

    public Task<StoredDocument?> FindAsync(DocumentId id, CancellationToken cancellationToken) => documents.FindAsync(id, cancellationToken);

    /// <summary>A person takes the document away from its patient, or (null) gives it back to be judged again.</summary>
    public async Task<StoredDocument> UnlinkAsync(StoredDocument document, string? reason, CancellationToken cancellationToken)
    {
        if (reason is null)
            return document.Step is DocumentStep.Unlinked or DocumentStep.Held ? await documents.AdvanceAsync(document.Id, new DocumentProgress.Relinked(), time.GetUtcNow(), cancellationToken) : document;
        var note = await sealer.SealAsync(new SealingContext(SealingPurpose.Note, document.Received.Patient, document.Id.Value, 1), Encoding.UTF8.GetBytes(reason), cancellationToken);
        return await documents.AdvanceAsync(document.Id, new DocumentProgress.Unlinked(note.Envelope), time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Why a document was held back, refused or taken away, in words.</summary>
    public async Task<string?> NoteAsync(StoredDocument document, CancellationToken cancellationToken) =>
        document.SealedNote is { } envelope
        && await sealer.OpenAsync(new SealingContext(SealingPurpose.Note, document.Received.Patient, document.Id.Value, 1), envelope, cancellationToken) is OpenOutcome.Opened opened
            ? Encoding.UTF8.GetString(opened.Plaintext)
            : null;

    private async Task<byte[]?> OpenAsync(SealingPurpose purpose, StoredDocument document, ContentAddress? address, CancellationToken cancellationToken)
    {
        if (address is not { } at) return null;
        var envelope = await blobs.FindAsync(at, cancellationToken) ?? throw new InvalidDataException($"A sealed part of document {document.Id} is missing from the store. Restore it from a backup.");
        return await sealer.OpenAsync(Context(purpose, document.Received.Patient, document.Id), at, envelope, cancellationToken) switch
        {
            OpenOutcome.Opened opened => opened.Plaintext,
            OpenOutcome.KeyErased => null,
            var damaged => throw new InvalidDataException($"A sealed part of document {document.Id} cannot be opened: {damaged}. Restore it from a backup."),
        };
    }

    private static SealingContext Context(SealingPurpose purpose, PatientId patient, DocumentId id) => new(purpose, patient, id.Value, 1);

    private sealed record Kept(string Status, UnderstoodDocument Understood);
}

/// <summary>A document of the store with what was understood of it.</summary>
internal sealed record KeptDocument(StoredDocument Stored, string Status, UnderstoodDocument Understood);

/// <summary>A patient's documents, and whose each of them is.</summary>
internal sealed record JudgedPatient(IReadOnlyList<KeptDocument> Kept, IdentityJudgement Judgement)
{
    public PatientMatch? MatchOf(UnderstoodDocument document) =>
        Judgement.Documents.FirstOrDefault(judged => judged.Document.Reading.Document == document.Reading.Document)?.Match;
}
