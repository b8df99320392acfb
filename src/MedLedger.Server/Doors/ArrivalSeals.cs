using System.Text;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;
using MedLedger.Storage;
using MedLedger.Vault;
using MedLedger.Vault.Keys;
using MedLedger.Vault.Sealing;

namespace MedLedger.Server.Doors;

/// <summary>How arrivals rest: a batch under one key that ends with the batch, a held arrival under a key of its own.</summary>
internal sealed class ArrivalSeals(RecordSealer sealer, IWrappedKeyStore keys, IRandomSource random)
{
    // Whose it is, is what is not known yet: the seal binds an arrival to nobody, by an id that no patient has.
    private static readonly PatientId Nobody = PatientId.New(_ => { });

    public IRandomSource Random => random;

    public static Sha256Digest Digest(KeyRing ring, string what, string scope, string value) =>
        ring.KeyedDigest(Sha256Digest.Of(Encoding.UTF8.GetBytes($"medledger/{what}/v1|{scope.Length}|{scope}|{value}")));

    public async Task<ArrivalBatch> SealBatchAsync(DateTimeOffset at, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        var id = ArrivalId.New(random, at).Value;
        var made = await sealer.SealAsync(Context(SealingPurpose.Job, id), plaintext, cancellationToken);
        return new ArrivalBatch(id, made.Envelope, made.Key);
    }

    public async Task<byte[]> OpenBatchAsync(ArrivalBatch batch, CancellationToken cancellationToken) =>
        await OpenAsync(SealingPurpose.Job, batch.Id, batch.Envelope, cancellationToken);

    public Task<SealedRecord> SealHeldAsync(ArrivalId id, byte[] packed, CancellationToken cancellationToken) =>
        sealer.SealAsync(Context(SealingPurpose.Document, id.Value), packed, cancellationToken);

    public Task<byte[]> OpenHeldAsync(StoredArrival arrival, CancellationToken cancellationToken) =>
        OpenAsync(SealingPurpose.Document, arrival.Received.Id.Value, arrival.Envelope!, cancellationToken);

    public async Task<byte[]> SealNoteAsync(ArrivalId id, string note, CancellationToken cancellationToken) =>
        (await sealer.SealAsync(Context(SealingPurpose.Note, id.Value), Encoding.UTF8.GetBytes(note), cancellationToken)).Envelope;

    /// <summary>Why it is held or was refused, in words: by its code, or as it was noted.</summary>
    public async Task<string?> ReasonAsync(StoredArrival arrival, CancellationToken cancellationToken) =>
        arrival.SealedNote is { } note ? Encoding.UTF8.GetString(await OpenAsync(SealingPurpose.Note, arrival.Received.Id.Value, note, cancellationToken)) : Whose.Held.Of(arrival.Outcome)?.Reason;

    public Task DestroyAsync(RecordKeyId key, DateTimeOffset at, CancellationToken cancellationToken) => keys.DestroyAsync(key, at, cancellationToken);

    private async Task<byte[]> OpenAsync(SealingPurpose purpose, string id, byte[] envelope, CancellationToken cancellationToken) =>
        await sealer.OpenAsync(Context(purpose, id), envelope, cancellationToken) switch
        {
            OpenOutcome.Opened opened => opened.Plaintext,
            var other => throw new InvalidDataException($"Arrival {id} cannot be opened: {other.GetType().Name}. Restore it from a backup, or have it sent again."),
        };

    private static SealingContext Context(SealingPurpose purpose, string id) => new(purpose, Nobody, id, 1);
}
