using MedLedger.Chain.Crypto;
using MedLedger.Chain.Rpc;
using MedLedger.Ledger.Verification;

namespace MedLedger.Chain.Anchoring;

/// <summary>Gives verifiers the anchors of a node that they chose, and only from a contract with the code that was reviewed.</summary>
public sealed class RegistryAnchorSource(JsonRpcClient client) : IAnchorSource
{
    public async Task<AnchoredCheckpoint?> FindAsync(AnchorReference reference, CancellationToken cancellationToken)
    {
        try
        {
            var log = LogId.Parse(reference.LogId);
            var node = await EthereumNode.ConnectAsync(client, reference.ChainId, cancellationToken);
            var reader = new CheckpointRegistryReader(node, EthereumAddress.Parse(reference.Registry));
            var anchored = await reader.GetAsync(log, reference.Epoch, cancellationToken);
            // Whoever makes a proof names its contract: one that rewrites history could stand there and answer alike.
            return await reader.IsOurCodeAsync(cancellationToken)
                ? anchored
                : throw new AnchorUnavailableException($"The contract at {reference.Registry} is not the registry that this program knows.");
        }
        catch (Exception exception) when (exception is ChainUnavailableException or ChainRefusedException or NoRegistryException)
        {
            throw new AnchorUnavailableException(exception.Message, exception);
        }
        catch (FormatException exception)
        {
            throw new AnchorUnavailableException("The reference names no contract or no log: " + exception.Message, exception);
        }
    }
}
