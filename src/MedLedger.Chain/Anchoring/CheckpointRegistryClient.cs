using MedLedger.Chain.Bindings;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Transactions;
using MedLedger.Domain.Content;

namespace MedLedger.Chain.Anchoring;

/// <summary>Writes to a deployed registry. Every operation may be repeated: it reads the state first, and again after a refusal.</summary>
public sealed class CheckpointRegistryClient
{
    // Two runs can meet on one epoch; each retry then starts from the state that the other left.
    private const int Attempts = 3;

    private readonly TransactionSender _sender;

    public CheckpointRegistryClient(TransactionSender sender, EthereumAddress contract)
    {
        _sender = sender;
        Reader = new(sender.Node, contract);
    }

    public CheckpointRegistryReader Reader { get; }

    /// <summary>Deploys a new registry. The caller keeps the address; a second one does no harm beyond its gas.</summary>
    public static async Task<DeployOutcome> DeployAsync(TransactionSender sender, CancellationToken cancellationToken) =>
        await sender.SendAsync(null, ContractArtifact.CheckpointRegistry.CreationCode, cancellationToken) switch
        {
            TransactionOutcome.Included { Receipt: { CreatedContract: { } contract } receipt } => await new CheckpointRegistryReader(sender.Node, contract).IsOurCodeAsync(cancellationToken)
                ? new DeployOutcome.Deployed(contract, receipt.Hash, receipt.GasUsed)
                : new DeployOutcome.Failed("the code at the new address is not the one that was sent"),
            TransactionOutcome.Pending pending => new DeployOutcome.Pending(pending.Hash),
            TransactionOutcome.Superseded => new DeployOutcome.Failed("another transaction of this account took its place; run it again"),
            _ => new DeployOutcome.Failed("the chain reverted the creation; it needs the Cancun rules or newer"),
        };

    /// <summary>Registers this account's log under the SHA-256 of the log's verifier key. An existing registration is left as it is.</summary>
    public async Task<RegistrationOutcome> RegisterAsync(Sha256Digest salt, EthereumAddress anchorer, CancellationToken cancellationToken)
    {
        var log = LogId.Of(_sender.Address, salt);
        return await ReachAsync(log, _ => true, RegistryAbi.Register(salt, anchorer), cancellationToken);
    }

    /// <summary>The zero address stops anchoring.</summary>
    public async Task<RegistrationOutcome> SetAnchorerAsync(LogId log, EthereumAddress anchorer, CancellationToken cancellationToken) =>
        await ReachAsync(log, registration => registration.Anchorer == anchorer, RegistryAbi.SetAnchorer(log, anchorer), cancellationToken);

    /// <summary>Anchors the next checkpoint of a log, or finds that it is anchored already.</summary>
    public async Task<AnchorOutcome> AnchorAsync(LogId log, ulong size, Sha256Digest root, CancellationToken cancellationToken)
    {
        var refusal = AnchorRefusal.Unknown;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // What an earlier run sent may be this very checkpoint, so it lands before the state is read.
            if (await _sender.SettleAsync(cancellationToken) is { } waiting) return new AnchorOutcome.Pending(waiting);
            var latest = await Reader.LatestAsync(log, cancellationToken);
            if (latest is not null && size <= latest.Size) return await CompareAsync(log, size, root, cancellationToken);

            var epoch = (latest?.Epoch ?? 0) + 1;
            switch (await _sender.SendAsync(Reader.Contract, RegistryAbi.Anchor(log, epoch, size, root), cancellationToken))
            {
                case TransactionOutcome.Included included when await Reader.GetAsync(log, epoch, cancellationToken) is { } anchored && anchored.Root == root && anchored.Size == size:
                    return new AnchorOutcome.Anchored(anchored, included.Receipt.Hash, included.Receipt.BlockNumber, included.Receipt.GasUsed);
                case TransactionOutcome.Pending pending:
                    return new AnchorOutcome.Pending(pending.Hash);
                case TransactionOutcome.Refused refused:
                    refusal = RegistryAbi.RefusalOf(refused.RevertData);
                    if (refusal is not (AnchorRefusal.NotGrowing or AnchorRefusal.NotNextEpoch)) return new AnchorOutcome.Refused(refusal);
                    break;
            }
        }

        return new AnchorOutcome.Refused(refusal);
    }

    private async Task<AnchorOutcome> CompareAsync(LogId log, ulong size, Sha256Digest root, CancellationToken cancellationToken) =>
        await Reader.FindBySizeAsync(log, size, cancellationToken) switch
        {
            null => new AnchorOutcome.Refused(AnchorRefusal.NotGrowing),
            var found when found.Root == root => new AnchorOutcome.AlreadyAnchored(found),
            var found => new AnchorOutcome.Conflict(found, root),
        };

    private async Task<RegistrationOutcome> ReachAsync(LogId log, Func<LogRegistration, bool> reached, byte[] call, CancellationToken cancellationToken)
    {
        if (await _sender.SettleAsync(cancellationToken) is { } waiting) return new RegistrationOutcome.Pending(waiting);
        if (await Reader.RegistrationAsync(log, cancellationToken) is { } before && reached(before)) return new RegistrationOutcome.Done(log, before);

        var outcome = await _sender.SendAsync(Reader.Contract, call, cancellationToken);
        if (outcome is TransactionOutcome.Pending pending) return new RegistrationOutcome.Pending(pending.Hash);
        if (await Reader.RegistrationAsync(log, cancellationToken) is { } after && reached(after)) return new RegistrationOutcome.Done(log, after);
        return new RegistrationOutcome.Refused(outcome is TransactionOutcome.Refused refused ? RegistryAbi.RefusalOf(refused.RevertData) : AnchorRefusal.Unknown);
    }
}
