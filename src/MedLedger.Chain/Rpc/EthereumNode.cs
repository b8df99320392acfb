using System.Text.Json;
using System.Text.Json.Nodes;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;

namespace MedLedger.Chain.Rpc;

/// <summary>A node of one chain. Its chain id is checked before the first call, and again after it was away.</summary>
public sealed class EthereumNode
{
    private readonly JsonRpcClient _client;
    private bool _checked;

    private EthereumNode(JsonRpcClient client, ulong chainId) => (_client, ChainId) = (client, chainId);

    public ulong ChainId { get; }

    /// <summary>To a node of the chain asked for; where none is named, the chain that answers first is the one from then on.</summary>
    /// <exception cref="ChainUnavailableException">when the node is away, or of another chain.</exception>
    public static async Task<EthereumNode> ConnectAsync(JsonRpcClient client, ulong? chainId, CancellationToken cancellationToken)
    {
        var node = new EthereumNode(client, chainId ?? await AskChainAsync(client, cancellationToken));
        await node.CheckChainAsync(cancellationToken);
        return node;
    }

    public async Task<byte[]> CodeAsync(EthereumAddress address, CancellationToken cancellationToken) =>
        await ReadAsync("eth_getCode", [address.ToString(), "latest"], result => HexData.Parse(result.GetString()), cancellationToken);

    public async Task<UInt128> BalanceAsync(EthereumAddress address, CancellationToken cancellationToken) =>
        await ReadAsync("eth_getBalance", [address.ToString(), "latest"], result => Quantity.Parse(result.GetString()), cancellationToken);

    internal async Task<BlockHeader> BlockAsync(string tag, CancellationToken cancellationToken) =>
        await ReadAsync("eth_getBlockByNumber", [tag, false], BlockHeader.Read, cancellationToken);

    /// <summary>How many transactions of an account are in blocks, so the nonce of its next.</summary>
    internal async Task<ulong> NonceAsync(EthereumAddress address, CancellationToken cancellationToken) =>
        await ReadAsync("eth_getTransactionCount", [address.ToString(), "latest"], result => Quantity.ParseUInt64(result.GetString()), cancellationToken);

    internal async Task<UInt128> PriorityFeeAsync(CancellationToken cancellationToken) =>
        await ReadAsync("eth_maxPriorityFeePerGas", [], result => Quantity.Parse(result.GetString()), cancellationToken);

    internal async Task<TransactionReceipt?> ReceiptAsync(Hash256 hash, CancellationToken cancellationToken) =>
        await ReadAsync("eth_getTransactionReceipt", [hash.ToString()], TransactionReceipt.ReadOrNull, cancellationToken);

    internal Task<RpcOutcome> SendRawAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellationToken) =>
        SendAsync("eth_sendRawTransaction", [HexData.Format(raw.Span)], cancellationToken);

    internal async Task<ContractAnswer> CallContractAsync(EthereumAddress to, byte[] data, CancellationToken cancellationToken) =>
        await SendAsync("eth_call", [Transaction(null, to, data), "latest"], cancellationToken) switch
        {
            RpcOutcome.Answered answered => new ContractAnswer.Returned(Parse(answered.Result, result => HexData.Parse(result.GetString()), "eth_call")),
            RpcOutcome.Failed failed => Reverted("eth_call", failed),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };

    /// <summary>The gas that a transaction would take now, or how it would be reverted.</summary>
    internal async Task<GasAnswer> EstimateGasAsync(EthereumAddress from, EthereumAddress? to, byte[] data, CancellationToken cancellationToken) =>
        await SendAsync("eth_estimateGas", [Transaction(from, to, data)], cancellationToken) switch
        {
            RpcOutcome.Answered answered => new GasAnswer.Gas(Parse(answered.Result, result => Quantity.ParseUInt64(result.GetString()), "eth_estimateGas")),
            RpcOutcome.Failed failed => new GasAnswer.Reverted(Reverted("eth_estimateGas", failed).Data),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };

    internal async Task<T> ReadAsync<T>(string method, JsonArray parameters, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        await SendAsync(method, parameters, cancellationToken) switch
        {
            RpcOutcome.Answered answered => Parse(answered.Result, read, method),
            RpcOutcome.Failed failed => throw new ChainRefusedException(method, failed),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };

    private async Task<RpcOutcome> SendAsync(string method, JsonArray parameters, CancellationToken cancellationToken)
    {
        if (!_checked) await CheckChainAsync(cancellationToken);
        try
        {
            return await _client.SendAsync(method, parameters, cancellationToken);
        }
        catch (ChainUnavailableException)
        {
            // Whoever answers at this address next may be another chain.
            _checked = false;
            throw;
        }
    }

    private async Task CheckChainAsync(CancellationToken cancellationToken)
    {
        var answered = await AskChainAsync(_client, cancellationToken);
        if (answered != ChainId)
            throw _client.Unavailable($"is of chain {answered}, not of chain {ChainId}", "Configure the address of a node of the right chain.");
        _checked = true;
    }

    private static async Task<ulong> AskChainAsync(JsonRpcClient client, CancellationToken cancellationToken) =>
        Parse(client, await client.CallAsync("eth_chainId", [], cancellationToken), result => Quantity.ParseUInt64(result.GetString()), "eth_chainId");

    private T Parse<T>(JsonElement result, Func<JsonElement, T> read, string method) => Parse(_client, result, read, method);

    private static T Parse<T>(JsonRpcClient client, JsonElement result, Func<JsonElement, T> read, string method)
    {
        try
        {
            return read(result);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw client.Unavailable($"answered {method} with a malformed result", "Check that the address is that of an Ethereum node.", exception);
        }
    }

    private static JsonObject Transaction(EthereumAddress? from, EthereumAddress? to, byte[] data)
    {
        // Nodes read either name; some older ones only the second.
        var transaction = new JsonObject { ["input"] = HexData.Format(data), ["data"] = HexData.Format(data) };
        if (from is { } sender) transaction["from"] = sender.ToString();
        if (to is { } recipient) transaction["to"] = recipient.ToString();
        return transaction;
    }

    private static ContractAnswer.Reverted Reverted(string method, RpcOutcome.Failed failed)
    {
        // Nodes mark a revert by code 3 or by its data; anything else is the node's own refusal.
        if (failed.Code != 3 && failed.Data is null && !failed.Message.Contains("revert", StringComparison.OrdinalIgnoreCase))
            throw new ChainRefusedException(method, failed);
        return new(HexData.TryParse(failed.Data, out var data) ? data : []);
    }
}
