using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Sequencing;
using MedLedger.Storage;
using MedLedger.Vault;
using MedLedger.Vault.Sealing;

namespace MedLedger.Server.Audit;

/// <summary>Appends entries and keeps what opens them: salt and payload, sealed under a key that erasure can destroy.</summary>
internal sealed class LedgerJournal(Sequencer log, LogReader reader, RecordSealer sealer, ILogOpenings openings, IRandomSource random)
{
    private volatile bool _stopped;

    /// <summary>The log failed to take an entry and takes no more until a restart.</summary>
    public bool Stopped => _stopped;

    /// <summary>Ends when the entry is durable and published; the receipt says where.</summary>
    public async Task<LogReceipt> AppendAsync(EntryPayload payload, CancellationToken cancellationToken)
    {
        var entry = LogEntry.Of(payload, salt => random.Fill(salt));
        var sealedOpening = await sealer.SealAsync(Context(payload.Patient, entry.Leaf.Commitment), Pack(entry.Opening), cancellationToken);
        // The opening is durable before the leaf: dying in between leaves an opening of nothing, never a leaf that nobody can open.
        await openings.AddAsync(new LogOpening(entry.Leaf.Commitment, (byte)payload.Kind, payload.Patient, sealedOpening.Envelope), cancellationToken);
        var receipt = await CommitAsync(entry);
        await openings.SetLeafAsync(entry.Leaf.Commitment, receipt.Index, CancellationToken.None);
        return receipt;
    }

    /// <summary>Finds the leaves of openings whose append was cut off; those that never reached the log stay without one.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var size = log.Current.Size;
        foreach (var opening in await openings.ListWithoutLeafAsync(cancellationToken))
            if (await reader.FindLeafAsync(new LogLeaf((LogEntryKind)opening.Kind, opening.Commitment), 0, size, cancellationToken) is { } leaf)
                await openings.SetLeafAsync(opening.Commitment, leaf, CancellationToken.None);
    }

    // Not the caller's to cancel any more: an entry in the log whose place is not recorded would be missing from the patient's list.
    private async Task<LogReceipt> CommitAsync(LogEntry entry)
    {
        try
        {
            return await log.AppendAsync(entry, CancellationToken.None);
        }
        catch (LogFatalException)
        {
            _stopped = true;
            throw;
        }
    }

    private static byte[] Pack(EntryOpening opening) => [.. opening.Salt, .. opening.Payload];

    internal static SealingContext Context(PatientId patient, Sha256Digest commitment) => new(SealingPurpose.Opening, patient, commitment.Hex, 1);
}

/// <summary>Reads openings back; needs the keys, not the log.</summary>
internal sealed class OpeningReader(RecordSealer sealer, ILogOpenings openings)
{
    /// <summary>The opening of a leaf, or null when there is none or its key was destroyed.</summary>
    public async Task<EntryOpening?> FindAsync(ulong leaf, CancellationToken cancellationToken) =>
        await openings.FindAsync(leaf, cancellationToken) is { } opening ? await OpenAsync(opening, cancellationToken) : null;

    /// <summary>A patient's entries of one kind that are in the log, oldest first; erased ones are left out.</summary>
    public async Task<IReadOnlyList<(ulong Leaf, EntryPayload Payload)>> ListAsync(PatientId patient, LogEntryKind? kind, CancellationToken cancellationToken)
    {
        var entries = new List<(ulong, EntryPayload)>();
        foreach (var opening in await openings.ListAsync(patient, (byte?)kind, cancellationToken))
            if (opening.Leaf is { } leaf && await OpenAsync(opening, cancellationToken) is { } open) entries.Add((leaf, open.Read()));
        return entries;
    }

    private async Task<EntryOpening?> OpenAsync(LogOpening opening, CancellationToken cancellationToken) =>
        await sealer.OpenAsync(LedgerJournal.Context(opening.Patient, opening.Commitment), opening.Sealed, cancellationToken) switch
        {
            OpenOutcome.Opened opened => new EntryOpening(opened.Plaintext[..EntryOpening.SaltLength], opened.Plaintext[EntryOpening.SaltLength..]),
            OpenOutcome.KeyErased => null,
            var damaged => throw new InvalidDataException($"The opening of leaf {opening.Leaf} cannot be opened: {damaged}. Verify the store and restore it from a backup."),
        };
}
