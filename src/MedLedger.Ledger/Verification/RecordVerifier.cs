using MedLedger.Domain.Content;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;

namespace MedLedger.Ledger.Verification;

/// <summary>Checks that sealed bytes are exactly those that were logged, without being able to open them.</summary>
public static class RecordVerifier
{
    public const string Check = "sealed-record";

    public static async Task<ProofVerdict> VerifyAsync(
        ProofBundle bundle, ReadOnlyMemory<byte> sealedBytes, VerifierKey trusted, IAnchorSource? anchors, CancellationToken cancellationToken)
    {
        var verdict = await ProofVerifier.VerifyAsync(bundle, trusted, anchors, cancellationToken);
        if (verdict is not ProofVerdict.Valid valid) return verdict;
        if (valid.Payload is null)
            return new ProofVerdict.Invalid(Check, "a proof that opens its entry", "no opening", "ask for the proof with its opening");
        if (valid.Payload is not INamesSealedBytes named)
            return new ProofVerdict.Invalid(Check, "an entry about sealed bytes", $"one of kind {valid.Leaf.Kind}", "use the proof of the record itself");

        var address = ContentAddress.Of(sealedBytes.Span);
        return address == named.Address
            ? verdict
            : new ProofVerdict.Invalid(
                Check, named.Address.ToString(), $"{address}: the sealed record no longer has the address that was logged",
                "restore the record from a backup and check again; do not rely on these bytes");
    }
}
