using MedLedger.Domain.Identity;
using MedLedger.Ledger.Entries;
using MedLedger.Server.Composition;
using MedLedger.Server.Pipeline;
using MedLedger.Storage;

namespace MedLedger.Server.Doors.Linking;

/// <summary>Something that waits for a person: an arrival without a patient, or a document that was held back or taken away from one.</summary>
internal sealed record HeldItem(string Id, string Kind, string Door, DateTimeOffset ReceivedAt, string Code, string? Reason, string? Name, string? Patient);

/// <summary>
/// What a person decides: whose a held document is, and that a document is not whose it was filed as. Each decision is in the log before it
/// has any effect, and each can be taken back.
/// </summary>
internal sealed class HeldDocuments(Installation store)
{
    /// <summary>Characters of a reason, which goes into the log.</summary>
    public const int LongestReason = 500;

    private const int MostListed = 10_000;
    private static readonly LinkOutcome.NotNow TooLong = new($"Say why in at most {LongestReason} characters.");

    private IArrivalStore Arrivals => store.Store.Arrivals;

    public async Task<IReadOnlyList<HeldItem>> ListAsync(CancellationToken cancellationToken)
    {
        var items = new List<HeldItem>();
        foreach (var listed in await Arrivals.ListAsync(ArrivalState.Held, MostListed, cancellationToken))
        {
            // One at a time: together they may be more than fits into memory.
            if (await Arrivals.FindAsync(listed.Received.Id, cancellationToken) is not { State: ArrivalState.Held } arrival) continue;
            var (name, reason) = await SaidAsync(async () => ((string?)Incoming.Unpack(await store.ArrivalSeals.OpenHeldAsync(arrival, cancellationToken)).Name, await store.ArrivalSeals.ReasonAsync(arrival, cancellationToken)));
            items.Add(new(arrival.Received.Id.Value, "arrival", arrival.Received.Door, arrival.Received.ReceivedAt, arrival.Outcome ?? "held", reason, name, null));
        }

        foreach (var patient in await store.Patients.ListAsync(cancellationToken))
        {
            foreach (var document in (await store.Documents.ListAsync(patient.Id, cancellationToken)).Where(document => document.Step is DocumentStep.Held or DocumentStep.Unlinked))
            {
                var (name, reason) = await SaidAsync(async () => ((string?)await store.Documents.NameAsync(document, cancellationToken), await store.Documents.NoteAsync(document, cancellationToken)));
                items.Add(new(document.Id.Value, "document", "", document.Received.ReceivedAt, document.Outcome ?? "held", reason, name, patient.Reference));
            }
        }

        return items;
    }

    // What cannot be opened is listed all the same, and keeps nothing else from the list.
    private static async Task<(string? Name, string? Reason)> SaidAsync(Func<Task<(string? Name, string? Reason)>> open)
    {
        try
        {
            return await open();
        }
        catch (InvalidDataException damaged)
        {
            return (null, damaged.Message);
        }
    }

    /// <summary>Files an arrival, or a held or unlinked document, under the patient. The clerk does the filing: wake or drain it afterwards.</summary>
    public async Task<LinkOutcome> LinkAsync(string id, KnownPatient patient, string by, string? reason, CancellationToken cancellationToken)
    {
        if (reason is { Length: > LongestReason }) return TooLong;
        if (ArrivalId.TryParse(id, out var arrivalId) && await Arrivals.FindAsync(arrivalId, cancellationToken) is { } arrival) return await LinkAsync(arrival, patient, by, reason, cancellationToken);
        return DocumentId.TryParse(id, out var documentId) && await store.Documents.FindAsync(documentId, cancellationToken) is { } document
            ? await LinkAsync(document, patient, by, reason, cancellationToken)
            : new LinkOutcome.Unknown();
    }

    /// <summary>Takes a document away from its patient: it stays in the store, on no page, until somebody links it again.</summary>
    public async Task<LinkOutcome> UnlinkAsync(string id, string by, string reason, CancellationToken cancellationToken)
    {
        if (reason.Length > LongestReason) return TooLong;
        if (!DocumentId.TryParse(id, out var documentId) || await store.Documents.FindAsync(documentId, cancellationToken) is not { } document) return new LinkOutcome.Unknown();
        if (document.Step == DocumentStep.Unlinked) return new LinkOutcome.Done(document.Id, document.Received.Patient, null);
        if (document.Step is not (DocumentStep.Done or DocumentStep.Held)) return new LinkOutcome.NotNow("The document is not filed yet, or was refused.");
        var leaf = await LogAsync(document.Received.Patient, document.Id, "unlinked", by, reason, cancellationToken);
        // Dying from here on leaves the document linked with an entry that says otherwise: the same command again completes it.
        await store.Store.KnownIdentifiers.UnlinkAsync(document.Id, CancellationToken.None);
        await store.Documents.UnlinkAsync(document, reason, CancellationToken.None);
        return new LinkOutcome.Done(document.Id, document.Received.Patient, leaf) { MaybeAlso = await store.Identities.FiledByAsync(document, CancellationToken.None) };
    }

    /// <summary>
    /// What follows when a link was decided and the document is filed: the pages are made anew, and the document teaches. Never cut off by
    /// whoever asked, who may be gone: the decision stands.
    /// </summary>
    /// <param name="done">What was decided.</param>
    /// <param name="standing">See <see cref="StandAsync"/>; only a document that is filed can stand.</param>
    /// <returns>Whether the document is filed, and stands if that was wanted.</returns>
    public async Task<bool> FollowAsync(LinkOutcome.Done done, bool standing)
    {
        foreach (var id in new[] { done.Left, done.Patient }.OfType<PatientId>())
            if (await store.Patients.FindAsync(id, CancellationToken.None) is { } patient) await new RecordEnding(store).RemakeAsync(patient, CancellationToken.None);
        if (standing) await StandAsync(done.Document, done.Patient, CancellationToken.None);
        else await store.Identities.LearnAsync(done.Patient, new HashSet<DocumentId>(), CancellationToken.None);
        return await store.Documents.FindAsync(done.Document, CancellationToken.None) is { Step: DocumentStep.Done };
    }

    /// <summary>
    /// A person confirms that an identifier of this document names the patient by itself: later documents that carry it are filed
    /// without a second one, and those that wait for that are looked at again.
    /// </summary>
    public async Task StandAsync(DocumentId document, PatientId patient, CancellationToken cancellationToken)
    {
        await store.Identities.LearnAsync(patient, new HashSet<DocumentId> { document }, cancellationToken);
        foreach (var held in await Arrivals.ListAsync(ArrivalState.Held, int.MaxValue, cancellationToken))
            if (held.Outcome == Whose.Held.OneIdentifier.Code || held.Outcome == Whose.Held.UnknownPatient.Code)
                await Arrivals.SettleAsync(held.Received.Id, new ArrivalEnd.Again(null), store.Time.GetUtcNow(), cancellationToken);
        await store.Inbox.RecountAsync(cancellationToken);
    }

    private async Task<LinkOutcome> LinkAsync(StoredArrival arrival, KnownPatient patient, string by, string? reason, CancellationToken cancellationToken)
    {
        if (arrival.State == ArrivalState.Filed) return new LinkOutcome.NotNow("It is filed already; unlink the document first.");
        if (arrival.State != ArrivalState.Held) return new LinkOutcome.NotNow("It waits to be filed, or was refused.");
        var (_, bytes) = Incoming.Unpack(await store.ArrivalSeals.OpenHeldAsync(arrival, cancellationToken));
        var document = store.Documents.IdOf(patient.Id, bytes);
        // These bytes are the patient's already, held back or taken away: filing them again would leave them so.
        if (await store.Documents.FindAsync(document, cancellationToken) is { Step: DocumentStep.Held or DocumentStep.Unlinked } there)
        {
            var relinked = await LinkAsync(there, patient, by, reason, cancellationToken);
            // Dying in between leaves it held beside its linked document: the same command again completes it.
            await Arrivals.SettleAsync(arrival.Received.Id, new ArrivalEnd.Again(patient.Id), store.Time.GetUtcNow(), CancellationToken.None);
            await store.Inbox.RecountAsync(CancellationToken.None);
            return relinked;
        }

        var leaf = await LogAsync(patient.Id, document, "linked", by, reason, cancellationToken);
        await store.Store.KnownIdentifiers.LinkAsync(document, patient.Id, store.Time.GetUtcNow(), CancellationToken.None);
        await Arrivals.SettleAsync(arrival.Received.Id, new ArrivalEnd.Again(patient.Id), store.Time.GetUtcNow(), CancellationToken.None);
        await store.Inbox.RecountAsync(CancellationToken.None);
        return new LinkOutcome.Done(document, patient.Id, leaf);
    }

    private async Task<LinkOutcome> LinkAsync(StoredDocument document, KnownPatient patient, string by, string? reason, CancellationToken cancellationToken)
    {
        if (document.Step is not (DocumentStep.Held or DocumentStep.Unlinked)) return new LinkOutcome.NotNow("It is filed; unlink the document first.");
        if (document.Received.Patient == patient.Id)
        {
            var leaf = await LogAsync(patient.Id, document.Id, "linked", by, reason, cancellationToken);
            await store.Store.KnownIdentifiers.LinkAsync(document.Id, patient.Id, store.Time.GetUtcNow(), CancellationToken.None);
            await store.Documents.UnlinkAsync(document, reason: null, CancellationToken.None);
            return new LinkOutcome.Done(document.Id, patient.Id, leaf);
        }

        if (await store.Documents.BytesAsync(document, cancellationToken) is not { } bytes) return new LinkOutcome.NotNow("It was erased.");
        var theirs = store.Documents.IdOf(patient.Id, bytes);
        // Where the patient has these bytes already, taking them in again would find them and leave them as they are.
        if (await store.Documents.FindAsync(theirs, cancellationToken) is { Step: DocumentStep.Done or DocumentStep.Held or DocumentStep.Unlinked } there)
        {
            if (await LinkAsync(there, patient, by, reason, cancellationToken) is not LinkOutcome.Done done) return new LinkOutcome.NotNow("This patient has the document already.");
            await LeaveAsync(document);
            return done with { Left = document.Received.Patient };
        }

        var receipt = await LogAsync(patient.Id, theirs, "linked", by, reason, cancellationToken);
        await store.Store.KnownIdentifiers.LinkAsync(theirs, patient.Id, store.Time.GetUtcNow(), CancellationToken.None);
        await LeaveAsync(document);
        await store.Inbox.ReceiveAsync(new Incoming(DoorNames.Person, await store.Documents.NameAsync(document, CancellationToken.None), bytes, patient.Id), CancellationToken.None);
        return new LinkOutcome.Done(theirs, patient.Id, receipt) { Left = document.Received.Patient };
    }

    private async Task LeaveAsync(StoredDocument document)
    {
        if (document.Step == DocumentStep.Held) await store.Documents.UnlinkAsync(document, "Linked to another patient.", CancellationToken.None);
    }

    private async Task<ulong> LogAsync(PatientId patient, DocumentId document, string decision, string by, string? reason, CancellationToken cancellationToken) =>
        (await store.Journal.AppendAsync(new LinkPayload(patient, store.Time.GetUtcNow(), document.Value, decision, by, reason), cancellationToken)).Index;
}

/// <summary>What came of a person's decision.</summary>
internal abstract record LinkOutcome
{
    private LinkOutcome() { }

    public sealed record Done(DocumentId Document, PatientId Patient, ulong? Leaf) : LinkOutcome
    {
        /// <summary>Whose it was before, and whose page is to be made anew as well.</summary>
        public PatientId? Left { get; init; }

        /// <summary>Of an unlinked document: the patient's others that may have been filed by what it said.</summary>
        public IReadOnlyList<DocumentId> MaybeAlso { get; init; } = [];
    }

    public sealed record Unknown : LinkOutcome;

    public sealed record NotNow(string Why) : LinkOutcome;
}
