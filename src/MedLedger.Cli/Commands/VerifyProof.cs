using MedLedger.Cli.Output;
using MedLedger.Ledger.Entries;
using MedLedger.Ledger.Verification;

namespace MedLedger.Cli.Commands;

/// <summary>One entry: that it is in the log, that it is a grant, or that it names these sealed bytes.</summary>
internal static class VerifyProof
{
    public static async Task<Verdict> RunAsync(VerifierOptions options, IAnchorSource? anchors, CancellationToken cancellationToken)
    {
        try
        {
            var bundle = ProofBundle.Parse(await File.ReadAllBytesAsync(options.Subject, cancellationToken));
            if (anchors is not null && bundle.Anchor is { } anchor && !options.Accepts(anchor.Reference))
                return new Verdict.Failed(
                    "anchor", "the registry and log you named", $"registry {anchor.Reference.Registry}, log {anchor.Reference.LogId}", "make sure that this proof is of the log you trust");
            var verdict = options.Blob is { } blob
                ? await RecordVerifier.VerifyAsync(bundle, await File.ReadAllBytesAsync(blob, cancellationToken), options.Key, anchors, cancellationToken)
                : await ProofVerifier.VerifyAsync(bundle, options.Key, anchors, cancellationToken);
            return verdict switch
            {
                ProofVerdict.Valid valid when options.Command == VerifierCommand.Grant && valid.Payload is not GrantPayload => NoGrant(valid),
                ProofVerdict.Valid valid => new Verdict.Verified(Sentence(options.Command, valid), ProofFacts.Of(valid)),
                ProofVerdict.Invalid invalid => new Verdict.Failed(invalid.Check, invalid.Expected, invalid.Found, invalid.Next),
                var other => throw new InvalidOperationException($"There is no verdict {other}."),
            };
        }
        catch (FormatException e)
        {
            return new Verdict.Failed("proof-file", "a whole proof of this version", e.Message, "get the proof again; a damaged one proves nothing");
        }
        catch (AnchorUnavailableException e)
        {
            return new Verdict.Failed("chain", "an answer of the chain", e.Message, "check --rpc and try again; without --rpc everything but the anchor is checked");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Verdict.Failed("file", "files that can be read", e.Message, "check the file names");
        }
    }

    private static Verdict.Failed NoGrant(ProofVerdict.Valid valid) => new(
        "grant", "the opened entry of a grant", valid.Payload is null ? "an entry without its opening" : $"an entry of kind {valid.Leaf.Kind}", "ask for the proof of the grant itself, with its opening");

    private static string Sentence(VerifierCommand command, ProofVerdict.Valid valid)
    {
        var what = command switch
        {
            VerifierCommand.Record => "the sealed record is, byte for byte, the one logged",
            VerifierCommand.Grant => "the grant was logged",
            _ => $"the entry of kind {valid.Leaf.Kind} was logged",
        };
        var chain = valid.Anchor is { } anchor ? $", and the chain has held that log since {ProofFacts.Time(anchor.BlockTime)}" : "; no chain was asked";
        return $"{what} as entry {valid.Index} of {valid.Checkpoint.Checkpoint.Origin}{chain}";
    }
}
