using MedLedger.Chain.Anchoring;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Sequencing;
using MedLedger.Ledger.Verification;
using MedLedger.Server.Commands;
using MedLedger.Storage;

namespace MedLedger.Server.Anchoring;

/// <summary>Brings the log's newest checkpoint onto the chain at a fixed cadence. The chain evidences; nothing here waits for it to serve or refuse.</summary>
internal sealed class CheckpointAnchoring(string data, Sequencer log, VerifierKey key, IAnchors anchors, ILogOpenings openings, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Ten minutes: rare enough to be cheap, and the same whatever happens, so that the chain tells nothing about a visit.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public ChainConnection? Chain { get; private set; }

    public async Task ConnectDevelopmentChainAsync(CancellationToken cancellationToken) =>
        Chain ??= await ChainConnection.StartDevelopmentAsync(data, key, time, cancellationToken);

    public async Task ConnectAsync(Uri rpc, CancellationToken cancellationToken) =>
        Chain ??= await ChainConnection.ConnectAsync(data, rpc, key, time, cancellationToken);

    /// <summary>Anchors what the log holds now; null when there is no chain, nothing new, or the transaction is still on its way.</summary>
    public async Task<Anchor?> AnchorNowAsync(CancellationToken cancellationToken)
    {
        var checkpoint = log.Current;
        if (Chain is not { } chain || checkpoint.Size == 0) return null;
        switch (await chain.Registry.AnchorAsync(chain.Log, checkpoint.Size, checkpoint.Root, cancellationToken))
        {
            case AnchorOutcome.Anchored anchored:
                return await KeepAsync(anchored.Checkpoint, anchored.Transaction.ToString(), cancellationToken);
            case AnchorOutcome.AlreadyAnchored already:
                return await anchors.FindAsync(already.Checkpoint.Epoch, cancellationToken) ?? await KeepAsync(already.Checkpoint, null, cancellationToken);
            case AnchorOutcome.Conflict conflict:
                throw new CommandFailedException($"the chain holds another history of this log: size {conflict.OnChain.Size} has root {conflict.OnChain.Root} there and {conflict.Ours} here. Stop, keep both, and follow ops/runbooks/stuck-anchor.md.");
            default:
                return null;
        }
    }

    /// <summary>Anchors every <see cref="Interval"/> until cancelled. A chain in trouble is said and tried again at the next turn: serving never ends because of it.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> connect, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                try
                {
                    await connect(cancellationToken);
                    await AnchorNowAsync(cancellationToken);
                }
                catch (Exception trouble) when (!cancellationToken.IsCancellationRequested)
                {
                    await Output.SayAsync($"medledger: not anchored: {trouble.Message}");
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // Asked to stop: what is not anchored yet is anchored at the next start.
        }
    }

    public async Task<ulong> AnchoredSizeAsync(CancellationToken cancellationToken) => (await anchors.FindLatestAsync(cancellationToken))?.TreeSize ?? 0;

    /// <summary>For auditors: where every anchored checkpoint stands.</summary>
    public async Task<object> ListAsync(CancellationToken cancellationToken)
    {
        var registry = await RegistryRecord.FindAsync(data, cancellationToken);
        return new { registry, anchors = (await anchors.ListAsync(cancellationToken)).Select(anchor => new { anchor.Epoch, anchor.TreeSize, root = anchor.Root.Hex, anchor.Transaction, anchor.Status }) };
    }

    public ValueTask DisposeAsync() => Chain?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<Anchor> KeepAsync(AnchoredCheckpoint checkpoint, string? transaction, CancellationToken cancellationToken)
    {
        var anchor = new Anchor(checkpoint.Epoch, checkpoint.Size, checkpoint.Root, transaction, Storage.AnchorStatus.Included);
        await anchors.SaveAsync(anchor, cancellationToken);
        await openings.MarkAnchoredAsync(anchor.TreeSize, anchor.Epoch, cancellationToken);
        return anchor;
    }

    /// <summary>How a proof names an anchor.</summary>
    public static async Task<AnchorReference?> ReferenceAsync(string data, Anchor anchor, CancellationToken cancellationToken) =>
        await RegistryRecord.FindAsync(data, cancellationToken) is { } registry
            ? new AnchorReference(registry.ChainId, registry.Registry, registry.LogId, anchor.Epoch, anchor.Transaction)
            : null;
}
