using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Verification;

/// <summary>Whether an anchored tree and a checkpoint are one log, and the anchored one holds the entry.</summary>
internal static class AnchorCheck
{
    public static ProofVerdict.Invalid? Refuse(ProofBundle bundle, SignedCheckpoint checkpoint, BundledAnchor anchor, AnchoredCheckpoint? anchored)
    {
        if (anchored is null)
            return Invalid($"a checkpoint at epoch {anchor.Reference.Epoch}", "none there", "check the registry's address and the log id");
        if (bundle.Index >= anchored.Size)
            return Invalid($"an anchored tree that holds entry {bundle.Index}", $"one of size {anchored.Size}", "ask again when the log's next checkpoint is anchored");

        var anchoredIsOlder = anchored.Size <= checkpoint.Size;
        var consistent = anchoredIsOlder
            ? MerkleProof.VerifyConsistency(anchored.Size, checkpoint.Size, anchored.Root, checkpoint.Root, anchor.Consistency)
            : MerkleProof.VerifyConsistency(checkpoint.Size, anchored.Size, checkpoint.Root, anchored.Root, anchor.Consistency);
        return consistent
            ? null
            : Invalid(
                $"root {checkpoint.Root} at size {checkpoint.Size}, consistent with the chain",
                $"root {anchored.Root} at size {anchored.Size}",
                "the log shows different histories: keep this proof and report it");
    }

    private static ProofVerdict.Invalid Invalid(string expected, string found, string next) => new("anchor", expected, found, next);
}
