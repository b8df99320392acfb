using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Verification;

/// <summary>Checks a proof from its own bytes, a key that the auditor trusts and, if asked, a chain. Nothing of it is taken on trust.</summary>
public static class ProofVerifier
{
    private const string AskForAnother = "ask the log's operator for a new proof, and keep this one";

    /// <summary>With <paramref name="anchors"/> the proof must also be anchored; without, no chain is asked.</summary>
    public static async Task<ProofVerdict> VerifyAsync(
        ProofBundle bundle, VerifierKey trusted, IAnchorSource? anchors, CancellationToken cancellationToken)
    {
        if (!bundle.Key.Equals(trusted))
            return new ProofVerdict.Invalid("key", trusted.ToString(), bundle.Key.ToString(), "make sure that this proof is of the log you trust");
        return SignedCheckpoint.Open(bundle.Checkpoint, trusted) switch
        {
            CheckpointVerdict.Refused refused => new ProofVerdict.Invalid("checkpoint", $"a checkpoint signed by {trusted.Name}", refused.Reason, AskForAnother),
            CheckpointVerdict.Trusted { Checkpoint: var checkpoint } => await VerifyAsync(bundle, checkpoint, anchors, cancellationToken),
            var other => throw new InvalidOperationException($"There is no verdict {other}."),
        };
    }

    private static async Task<ProofVerdict> VerifyAsync(
        ProofBundle bundle, SignedCheckpoint checkpoint, IAnchorSource? anchors, CancellationToken cancellationToken)
    {
        if (!MerkleProof.VerifyInclusion(bundle.Index, checkpoint.Size, bundle.Leaf.Hash, bundle.Inclusion, checkpoint.Root))
            return new ProofVerdict.Invalid(
                "inclusion", $"entry {bundle.Index} in the tree with root {checkpoint.Root}", "hashes that lead to another root", AskForAnother);
        var payload = ReadPayload(bundle, out var refused);
        if (refused is not null) return refused;
        if (anchors is null) return new ProofVerdict.Valid(bundle.Index, bundle.Leaf, payload, checkpoint, Anchor: null);
        if (bundle.Anchor is not { } anchor)
            return new ProofVerdict.Invalid("anchor", "a proof that says where it is anchored", "none", "ask again when the log's next checkpoint is anchored");

        var anchored = await anchors.FindAsync(anchor.Reference, cancellationToken);
        return AnchorCheck.Refuse(bundle, checkpoint, anchor, anchored)
            ?? new ProofVerdict.Valid(bundle.Index, bundle.Leaf, payload, checkpoint, anchored) as ProofVerdict;
    }

    private static EntryPayload? ReadPayload(ProofBundle bundle, out ProofVerdict.Invalid? refused)
    {
        refused = null;
        if (bundle.Opening is not { } opening) return null;
        if (opening.Commitment() is var commitment && commitment != bundle.Leaf.Commitment)
        {
            refused = new("opening", bundle.Leaf.Commitment.Hex, commitment.Hex, "the statement in this proof is not the one that was logged: do not rely on it");
            return null;
        }

        try
        {
            var payload = opening.Read();
            if (payload.Kind == bundle.Leaf.Kind) return payload;
            refused = new("payload", $"a payload of kind {bundle.Leaf.Kind}", payload.Kind.ToString(), "the entry contradicts itself: report it to the log's operator");
        }
        catch (FormatException e)
        {
            refused = new("payload", "a payload in canonical form", e.Message, "use a verifier of the version that wrote the entry");
        }

        return null;
    }
}
