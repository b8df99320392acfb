using System.Globalization;
using MedLedger.Chain.Anchoring;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Rpc;
using MedLedger.Ledger.Verification;
using AnchoredCheckpoint = MedLedger.Ledger.Verification.AnchoredCheckpoint;

namespace MedLedger.Cli.Anchors;

/// <summary>Reads the registry through the one address that the auditor gave, and only a contract whose code this program knows.</summary>
internal sealed class RpcAnchorSource(Uri rpc) : IAnchorSource, IDisposable
{
    private readonly JsonRpcClient _client = new(new JsonRpcEndpoint(rpc, "chain"));
    private readonly HashSet<EthereumAddress> _known = [];
    private EthereumNode? _node;

    public async Task<AnchoredCheckpoint?> FindAsync(AnchorReference reference, CancellationToken cancellationToken)
    {
        try
        {
            _node ??= await EthereumNode.ConnectAsync(_client, await ChainIdAsync(cancellationToken), cancellationToken);
            if (reference.ChainId is { } wanted && wanted != _node.ChainId)
                throw new AnchorUnavailableException($"the anchor is on chain {wanted}, the RPC address leads to chain {_node.ChainId}");
            var registry = new CheckpointRegistryReader(_node, EthereumAddress.Parse(reference.Registry));
            // A contract of other code could rewrite its history, so its answers would prove nothing.
            if (!_known.Contains(registry.Contract) && !await registry.IsOurCodeAsync(cancellationToken))
                throw new AnchorUnavailableException($"the code at {registry.Contract} is not the checkpoint registry");
            _known.Add(registry.Contract);
            return await registry.GetAsync(LogId.Parse(reference.LogId), reference.Epoch, cancellationToken) is { } found
                ? new(found.Epoch, found.Size, found.Root, found.BlockTime)
                : null;
        }
        catch (Exception e) when (e is ChainUnavailableException or ChainRefusedException or NoRegistryException or FormatException)
        {
            throw new AnchorUnavailableException(e.Message.TrimEnd('.'), e);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The auditor chose the address, so the chain behind it is the one meant.</summary>
    private async Task<ulong> ChainIdAsync(CancellationToken cancellationToken) =>
        (await _client.CallAsync("eth_chainId", [], cancellationToken)).GetString() is { } hex && hex.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(hex.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
                ? id
                : throw new FormatException("the node answered eth_chainId with no number");
}
