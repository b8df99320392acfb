using MedLedger.Domain.Identity;
using MedLedger.Ingestion.Intake;
using MedLedger.Ledger.Sequencing;
using MedLedger.Server.Commands;
using MedLedger.Server.Composition;
using MedLedger.Server.Pipeline;
using MedLedger.Storage;

namespace MedLedger.Server.Doors;

/// <summary>
/// Takes what is in the inbox, in the order it came: reads it in the confined reader, finds whose it is, and files it with the code
/// of <c>ingest</c> or holds it for a person. Every step may be cut off and is repeated by the next start: a document that was
/// filed meets itself, and an arrival stays waiting until its end is recorded.
/// </summary>
internal sealed class FilingClerk(Installation store, ReadAndUnderstand step)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private readonly RecordPipeline _pipeline = new(store, step);
    private readonly WaitingArrivals _waiting = new(store);
    private IArrivalStore Arrivals => store.Store.Arrivals;

    /// <summary>Files what comes in until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var learnt = false;
        while (true)
        {
            try
            {
                if (!learnt) await LearnAllAsync(cancellationToken);
                learnt = true;
                await store.Inbox.WaitForLullAsync(cancellationToken);
                var taken = await TurnAsync(cancellationToken);
                store.FilingState.Waits = false;
                if (taken == 0) await store.Inbox.WaitForWorkAsync(Rest, cancellationToken);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
            {
                store.FilingState.Waits = true;
                await Output.SayAsync($"medledger: filing waits ({trouble.GetType().Name}): check disk and permissions. What came in is kept.");
                await Task.Delay(Rest, cancellationToken);
            }
        }
    }

    /// <summary>Files everything that waits, and ends.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await LearnAllAsync(cancellationToken);
        while (await TurnAsync(cancellationToken) > 0)
        {
        }
    }

    private async Task LearnAllAsync(CancellationToken cancellationToken)
    {
        foreach (var patient in await store.Patients.ListAsync(cancellationToken)) await LearnAsync(patient.Id, cancellationToken);
    }

    // One damaged document must not keep every other patient's from being filed.
    private async Task LearnAsync(PatientId patient, CancellationToken cancellationToken)
    {
        try
        {
            await store.Identities.LearnAsync(patient, new HashSet<DocumentId>(), cancellationToken);
        }
        catch (InvalidDataException damaged)
        {
            await store.FilingState.SkipAsync($"the identifiers of patient {patient}", damaged);
        }
    }

    private async Task<int> TurnAsync(CancellationToken cancellationToken)
    {
        await store.Filing.WaitAsync(cancellationToken);
        try
        {
            return await FileWaitingAsync(cancellationToken);
        }
        finally
        {
            store.Filing.Release();
        }
    }

    private async Task<int> FileWaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = await _waiting.ListAsync(cancellationToken);
        if (waiting.Count > 0)
        {
            var opened = await _waiting.OpenAsync(waiting, cancellationToken);
            var read = await step.AllAsync([.. opened.Select(one => one.Document)], (_, _) => { }, cancellationToken);
            var cases = opened.Select((one, i) => new Case(one.Arrival, one.Document, one.Bytes, read[i])).ToList();
            await DecideAsync(cases, cancellationToken);
        }

        // Their keys end before their rows: dying in between leaves rows of noise, which the next turn drops.
        foreach (var batch in await Arrivals.ListSettledBatchesAsync(cancellationToken))
        {
            await store.ArrivalSeals.DestroyAsync(batch.Key, store.Time.GetUtcNow(), cancellationToken);
            await Arrivals.DropBatchAsync(batch.Id, cancellationToken);
        }

        // What cannot be opened counts as waiting: it must not wake the clerk for ever.
        if (waiting.Count > 0) await store.Inbox.RecountAsync(cancellationToken);
        return waiting.Count;
    }

    // One patient's documents of a turn are filed together, so that the page is made once.
    private async Task DecideAsync(List<Case> cases, CancellationToken cancellationToken)
    {
        var filed = new Dictionary<PatientId, List<Case>>();
        var held = new List<(Case Case, Whose.Held Why)>();
        foreach (var one in cases)
        {
            switch (await WhoseOrHeldAsync(one, cancellationToken))
            {
                case Whose.Patient patient:
                    if (!filed.TryGetValue(patient.Id, out var theirs)) filed[patient.Id] = theirs = [];
                    theirs.Add(one);
                    break;
                case Whose.Held why:
                    held.Add((one, why));
                    break;
            }
        }

        await HoldAsync(held, cancellationToken);
        foreach (var (patient, theirs) in filed) await FileAsync(patient, theirs, cancellationToken);
    }

    private async Task<Whose> WhoseOrHeldAsync(Case one, CancellationToken cancellationToken)
    {
        try
        {
            return await WhoseAsync(one, cancellationToken);
        }
        catch (Exception trouble) when (IsOfTheDocument(trouble))
        {
            return Whose.Held.NotFiled;
        }
    }

    // Trouble of the store or the log ends the turn and is tried again; anything else is this document's own, which a person must see.
    private static bool IsOfTheDocument(Exception trouble) =>
        trouble is not (OperationCanceledException or LogFatalException or OutOfMemoryException or IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException);

    private async Task<Whose> WhoseAsync(Case one, CancellationToken cancellationToken)
    {
        if (one.Arrival.Outcome is { } hold) return Whose.Held.Of(hold) ?? Whose.Held.NotFiled;
        // Where a person said whose it is, even what cannot be read is theirs: the page then says that it exists.
        if (one.Arrival.Received.Patient is { } named) return new Whose.Patient(named);
        if (one.Read.Status is "refused" or "unreadable") return new Whose.Held(one.Read.Understood.Problem?.Code ?? one.Read.Status, one.Read.Understood.Problem?.Reason ?? "It cannot be read.");
        return await store.Identities.JudgeAsync(one.Read.Understood, cancellationToken);
    }

    private async Task FileAsync(PatientId id, List<Case> cases, CancellationToken cancellationToken)
    {
        try
        {
            await FileTogetherAsync(id, cases, cancellationToken);
        }
        catch (Exception trouble) when (IsOfTheDocument(trouble))
        {
            // One document that cannot be filed must not keep the others, or what comes behind it, waiting for ever.
            foreach (var one in cases)
            {
                try
                {
                    await FileTogetherAsync(id, [one], cancellationToken);
                }
                catch (Exception again) when (IsOfTheDocument(again))
                {
                    await HoldAsync([(one, Whose.Held.NotFiled)], cancellationToken);
                }
            }
        }
    }

    private async Task FileTogetherAsync(PatientId id, List<Case> cases, CancellationToken cancellationToken)
    {
        var patient = await store.Patients.FindAsync(id, cancellationToken) ?? throw new InvalidOperationException("A document cannot be filed under a patient that is not here.");
        // Noted before it is here: what was found by identifiers must teach none, or one wrong link would go on teaching by itself.
        // Dying in between leaves a note about a document that is not here yet, which is how the next start finds it.
        foreach (var found in cases.Where(one => one.Arrival.Received.Patient is null).Select(one => store.Documents.IdOf(id, one.Bytes)))
            if (await store.Documents.FindAsync(found, cancellationToken) is null) await store.Store.KnownIdentifiers.AddAsync(found, id, [], standing: false, cancellationToken);
        var receipts = await _pipeline.FileAsync(patient, [.. cases.Select(one => (one.Document, one.Read))], cancellationToken);
        await LearnAsync(id, cancellationToken);
        for (var i = 0; i < cases.Count; i++)
        {
            var document = store.Documents.IdOf(id, cases[i].Bytes);
            var settled = await Arrivals.SettleAsync(cases[i].Arrival.Received.Id, new ArrivalEnd.Filed(id, document), store.Time.GetUtcNow(), cancellationToken);
            if (cases[i].Arrival.Key is { } key) await store.ArrivalSeals.DestroyAsync(key, store.Time.GetUtcNow(), cancellationToken);
            store.Settlements.Tell(DoorReport.Filed(settled, receipts[i]));
        }
    }

    private async Task HoldAsync(List<(Case Case, Whose.Held Why)> held, CancellationToken cancellationToken)
    {
        if (held.Count == 0) return;
        var ends = new List<(ArrivalId Id, ArrivalEnd End)>(held.Count);
        foreach (var (one, why) in held) ends.Add((one.Arrival.Received.Id, await EndAsync(one, why, cancellationToken)));
        var settled = await Arrivals.SettleAllAsync(ends, store.Time.GetUtcNow(), cancellationToken);
        for (var i = 0; i < held.Count; i++) store.Settlements.Tell(DoorReport.NotFiled(settled[i], held[i].Case.Read, held[i].Why));
    }

    private async Task<ArrivalEnd> EndAsync(Case one, Whose.Held why, CancellationToken cancellationToken)
    {
        // What a code says by itself needs no words beside it.
        var note = Whose.Held.Of(why.Code) is null ? await store.ArrivalSeals.SealNoteAsync(one.Arrival.Received.Id, why.Reason, cancellationToken) : null;
        // An HTTP sender that still listens still has the bytes: it is told, and nothing unreadable is kept. One that was told otherwise,
        // or whose arrival was held before, has nobody but this store. Dying after the promise: the sender hears nothing and sends again.
        if (one.Arrival is { Received.Door: DoorNames.Http, Key: null } && one.Read.Status is "refused" or "unreadable" && store.Settlements.Promise(one.Arrival.Received.Id))
            return new ArrivalEnd.Refused(why.Code, note);
        var kept = one.Arrival.Key is { } key ? ((await _waiting.WholeAsync(one.Arrival, cancellationToken)).Envelope!, key) : await SealAsync(one, cancellationToken);
        return new ArrivalEnd.Held(why.Code, kept.Item1, kept.Item2, note);
    }

    private async Task<(byte[] Envelope, Vault.Keys.RecordKeyId Key)> SealAsync(Case one, CancellationToken cancellationToken)
    {
        var made = await store.ArrivalSeals.SealHeldAsync(one.Arrival.Received.Id, new Incoming(one.Arrival.Received.Door, one.Document.Name, one.Bytes).Pack(), cancellationToken);
        return (made.Envelope, made.Key);
    }

    private sealed record Case(StoredArrival Arrival, IncomingDocument Document, byte[] Bytes, ReadDocument Read);
}
