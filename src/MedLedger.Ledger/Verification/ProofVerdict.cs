using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;

namespace MedLedger.Ledger.Verification;

/// <summary>Whether a proof holds, and if not, which check failed.</summary>
public abstract record ProofVerdict
{
    private ProofVerdict() { }

    /// <summary>Every check held.</summary>
    /// <param name="Index">Where the entry stands.</param>
    /// <param name="Leaf">The entry as everyone sees it.</param>
    /// <param name="Payload">What it says; null when the proof carries no opening.</param>
    /// <param name="Checkpoint">The signed head that covers it.</param>
    /// <param name="Anchor">What the chain said; null when no chain was asked.</param>
    public sealed record Valid(ulong Index, LogLeaf Leaf, EntryPayload? Payload, SignedCheckpoint Checkpoint, AnchoredCheckpoint? Anchor) : ProofVerdict;

    /// <summary>A check failed; the ones after it were not made.</summary>
    /// <param name="Check">Its name, stable: key, checkpoint, inclusion, opening, payload, anchor, sealed-record.</param>
    /// <param name="Expected">What should have been there.</param>
    /// <param name="Found">What was there.</param>
    /// <param name="Next">What to do now.</param>
    public sealed record Invalid(string Check, string Expected, string Found, string Next) : ProofVerdict;
}
