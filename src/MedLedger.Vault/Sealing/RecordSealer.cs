using MedLedger.Domain.Content;
using MedLedger.Vault.Keys;

namespace MedLedger.Vault.Sealing;

/// <summary>Seals each record under a fresh key of its own (AES-256-GCM), and opens it only in the context it was sealed in.</summary>
public sealed class RecordSealer(KeyRing ring, IWrappedKeyStore keys, IRandomSource random)
{
    public async Task<SealedRecord> SealAsync(SealingContext context, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        var id = RecordKeyId.New(random);
        using var key = DataKey.New(random);
        var wrapped = ring.Root.Wrap(key, AssociatedData.ForKey(context, id), random);
        // The key is durable before the envelope exists. If the process dies in between, a key is left that opens
        // nothing; the other order could leave a record that nothing opens.
        await keys.AddAsync(new WrappedKey(id, context.Patient, AssociatedData.Digest(context), wrapped), cancellationToken);

        var header = Envelope.Header(id);
        var envelope = new byte[header.Length + GcmBox.Overhead + plaintext.Length];
        header.CopyTo(envelope, 0);
        GcmBox.Seal(key.Bytes, plaintext.Span, AssociatedData.ForContent(context, header), random, envelope.AsSpan(header.Length));
        return new SealedRecord(ContentAddress.Of(envelope), envelope, id);
    }

    /// <summary>Opens bytes from the blob store, which is not trusted to have returned what was put: their address is checked first.</summary>
    public Task<OpenOutcome> OpenAsync(SealingContext context, ContentAddress address, ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken) =>
        ContentAddress.Of(envelope.Span) == address
            ? OpenAsync(context, envelope, cancellationToken)
            : Task.FromResult<OpenOutcome>(new OpenOutcome.Damaged("the stored bytes do not have the address they are kept under"));

    /// <summary>Opens an envelope that has no address of its own, such as one kept in a row.</summary>
    public async Task<OpenOutcome> OpenAsync(SealingContext context, ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken)
    {
        if (Envelope.Fault(envelope.Span) is { } fault) return new OpenOutcome.Damaged(fault);
        return await keys.FindAsync(Envelope.Key(envelope.Span), cancellationToken) switch
        {
            KeyLookup.Held held => Open(context, envelope.Span, held.Key),
            KeyLookup.Destroyed destroyed => new OpenOutcome.KeyErased(destroyed.At),
            KeyLookup.Unknown => new OpenOutcome.Damaged("it names a key that this store never had"),
            var other => throw new InvalidOperationException($"A key store answered {other}."),
        };
    }

    private OpenOutcome Open(SealingContext context, ReadOnlySpan<byte> envelope, WrappedKey wrapped)
    {
        // The digest only tells the two refusals apart; the tags below are what protects.
        if (wrapped.Context != AssociatedData.Digest(context) || wrapped.Patient != context.Patient) return new OpenOutcome.WrongContext();
        using var key = ring.Root.TryUnwrap(wrapped.Bytes, AssociatedData.ForKey(context, Envelope.Key(envelope)));
        if (key is null) return new OpenOutcome.Damaged("the row of its key was altered");
        var header = envelope[..Envelope.HeaderLength];
        return GcmBox.TryOpen(key.Bytes, envelope[Envelope.HeaderLength..], AssociatedData.ForContent(context, header)) is { } plaintext
            ? new OpenOutcome.Opened(plaintext)
            : new OpenOutcome.Damaged("its content was altered");
    }
}
