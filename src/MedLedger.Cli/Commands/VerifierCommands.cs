using MedLedger.Cli.Anchors;
using MedLedger.Cli.Output;
using MedLedger.Ledger.Verification;

namespace MedLedger.Cli.Commands;

/// <summary>The auditor's commands. They need files, a key that the auditor trusts and, if asked, an RPC address; never our server, database or keys.</summary>
public static class VerifierCommands
{
    private const string Usage =
        """
        record PROOF.json --blob FILE --vkey KEY [--rpc URL]   are these sealed bytes what was logged?
        grant  PROOF.json --vkey KEY [--rpc URL]               was this grant logged?
        proof  PROOF.json --vkey KEY [--rpc URL]               is this entry in the log?
        log    FOLDER --vkey KEY [--rpc URL --registry ADDRESS --log-id ID]   does the whole log hold together?

        --vkey KEY      the log's verifier key (name+hash+base64), or a file that holds it; get it from a place you trust
        --rpc URL       also check the anchor on the chain behind this address
        --registry, --log-id   with --rpc: accept only anchors of this registry and log
        --json          one JSON document instead of text (also --format json)

        Exit codes: 0 verified; 1 verification failed; 2 wrong usage.
        """;

    /// <summary>Runs the command in <paramref name="args"/> (what follows "verify"). Without <paramref name="anchors"/>, the RPC address is asked by JSON-RPC.</summary>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, Func<string, IAnchorSource>? anchors, CancellationToken cancellationToken)
    {
        if (args is ["--help"] or ["-h"] or ["help"])
        {
            await output.WriteLineAsync(Usage);
            return VerdictWriter.Verified;
        }

        try
        {
            var options = VerifierOptions.Parse(args);
            using var chain = options.Rpc is { } rpc && anchors is null ? new RpcAnchorSource(rpc) : null;
            var source = options.Rpc is { } url ? chain ?? anchors!(url.OriginalString) : null;
            var verdict = options.Command == VerifierCommand.Log
                ? await VerifyLog.RunAsync(options, source, cancellationToken)
                : await VerifyProof.RunAsync(options, source, cancellationToken);
            return await VerdictWriter.WriteAsync(verdict, options.Json, output, cancellationToken);
        }
        catch (UsageException e)
        {
            await error.WriteLineAsync($"{e.Message}\n\n{Usage}");
            return VerdictWriter.WrongUsage;
        }
    }
}
