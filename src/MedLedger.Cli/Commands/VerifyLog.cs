using MedLedger.Cli.Output;
using MedLedger.Ledger.Verification;

namespace MedLedger.Cli.Commands;

/// <summary>The whole log, from its public files.</summary>
internal static class VerifyLog
{
    public static async Task<Verdict> RunAsync(VerifierOptions options, IAnchorSource? anchors, CancellationToken cancellationToken)
    {
        try
        {
            var registry = anchors is null ? null : new AnchorReference(ChainId: null, options.Registry!, options.LogId!, Epoch: 1);
            return await LogVerifier.VerifyAsync(options.Subject, options.Key, anchors, registry, cancellationToken) switch
            {
                LogVerdict.Intact intact => Verified(intact, anchors is not null),
                LogVerdict.Damaged damaged => new Verdict.Failed(damaged.File, damaged.Expected, damaged.Found, damaged.Next),
                var other => throw new InvalidOperationException($"There is no verdict {other}."),
            };
        }
        catch (AnchorUnavailableException e)
        {
            return new Verdict.Failed("chain", "an answer of the chain", e.Message, "check --rpc, --registry and --log-id and try again; without them the files alone are checked");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Verdict.Failed("file", "files that can be read", e.Message, "check the folder and its permissions");
        }
    }

    private static Verdict.Verified Verified(LogVerdict.Intact intact, bool asked)
    {
        var checkpoint = intact.Checkpoint.Checkpoint;
        var chain = asked ? $", and all {intact.Anchors} anchored states on the chain are its own" : "; no chain was asked";
        return new(
            $"all {checkpoint.Size} entries of {checkpoint.Origin} lead to its signed root{chain}",
            [new("origin", checkpoint.Origin), new("size", $"{checkpoint.Size}"), new("root", checkpoint.Root.Hex), new("anchors", asked ? $"{intact.Anchors}" : "not asked")]);
    }
}
