using MedLedger.Ledger.Checkpoints;

namespace MedLedger.Ledger.Verification;

/// <summary>Whether a whole log holds together, and if not, which file does not.</summary>
public abstract record LogVerdict
{
    private LogVerdict() { }

    /// <summary>Every leaf, tile and root leads to the signed checkpoint, and every anchor found is a state of this log.</summary>
    /// <param name="Checkpoint">The signed head.</param>
    /// <param name="Anchors">Anchored states that were compared; 0 when no chain was asked.</param>
    public sealed record Intact(SignedCheckpoint Checkpoint, ulong Anchors) : LogVerdict;

    /// <summary>A file, or the chain, contradicts the rest.</summary>
    /// <param name="File">Path below the log's folder; "anchor N" for an epoch on chain.</param>
    /// <param name="Expected">What should have been there.</param>
    /// <param name="Found">What was there.</param>
    /// <param name="Next">What to do now.</param>
    public sealed record Damaged(string File, string Expected, string Found, string Next) : LogVerdict;
}
