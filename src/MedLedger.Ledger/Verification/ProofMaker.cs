using MedLedger.Domain.Content;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Sequencing;

namespace MedLedger.Ledger.Verification;

/// <summary>Makes proof bundles from a log's public files.</summary>
public static class ProofMaker
{
    /// <summary>The proof of entry <paramref name="index"/> under <paramref name="checkpoint"/>; with where and at which size the log is anchored, also against that.</summary>
    public static async Task<ProofBundle> MakeAsync(
        LogReader reader, SignedCheckpoint checkpoint, VerifierKey key, ulong index, EntryOpening? opening,
        (AnchorReference Reference, ulong Size)? anchor, CancellationToken cancellationToken) => new()
        {
            Index = index,
            Leaf = await reader.ReadLeafAsync(index, checkpoint.Size, cancellationToken),
            Inclusion = await reader.ProveInclusionAsync(index, checkpoint.Size, cancellationToken),
            Checkpoint = checkpoint.Note,
            Key = key,
            Opening = opening,
            Anchor = anchor is { } at ? new(at.Reference, await ConsistencyAsync(reader, checkpoint.Size, at.Size, cancellationToken)) : null,
        };

    private static Task<IReadOnlyList<Sha256Digest>> ConsistencyAsync(LogReader reader, ulong one, ulong other, CancellationToken cancellationToken) =>
        reader.ProveConsistencyAsync(Math.Min(one, other), Math.Max(one, other), cancellationToken);
}
