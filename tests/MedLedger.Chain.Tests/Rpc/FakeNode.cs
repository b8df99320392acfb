using System.Net;
using System.Text.Json.Nodes;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.Encoding;
using MedLedger.Chain.Rpc;

namespace MedLedger.Chain.Tests.Rpc;

/// <summary>A chain of one account that can be made to stall, to fail and to forget; it speaks JSON-RPC as the real ones do.</summary>
internal sealed class FakeNode : HttpMessageHandler
{
    public ulong ChainId { get; set; } = 31337;

    /// <summary>Nonces below this are in blocks.</summary>
    public ulong Mined { get; set; }

    /// <summary>Whether a transaction that arrives goes into a block at once.</summary>
    public bool Mines { get; set; } = true;

    public bool Down { get; set; }

    /// <summary>Down from the moment at which a transaction arrives, which is then lost.</summary>
    public bool LosesTransactions { get; set; }

    public Action<string> WhenSent { get; set; } = _ => { };

    public string? SendError { get; set; }

    public List<string> Sent { get; } = [];

    public HashSet<string> Included { get; } = [];

    public JsonRpcClient Client() => new(new(new Uri("http://127.0.0.1:8545/secret-key"), "chain"), this);

    public async Task<EthereumNode> ConnectAsync() => await EthereumNode.ConnectAsync(Client(), 31337, CancellationToken.None);

    public void Include(string raw)
    {
        Included.Add(Keccak256.Hash(HexData.Parse(raw)).ToString());
        Mined++;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Down) throw new HttpRequestException("connection refused");
        var call = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = call["id"]!.DeepClone() };
        try
        {
            answer["result"] = Answer(call["method"]!.GetValue<string>(), call["params"]!.AsArray());
        }
        catch (InvalidDataException refused)
        {
            answer["error"] = new JsonObject { ["code"] = -32000, ["message"] = refused.Message };
        }

        return new(HttpStatusCode.OK) { Content = new StringContent(answer.ToJsonString()) };
    }

    private JsonNode? Answer(string method, JsonArray parameters) => method switch
    {
        "eth_chainId" => Quantity.Format(ChainId),
        "eth_getTransactionCount" => Quantity.Format(Mined),
        "eth_estimateGas" => "0x5208",
        "eth_maxPriorityFeePerGas" => "0x3b9aca00",
        "eth_getBlockByNumber" => new JsonObject { ["number"] = "0x1", ["timestamp"] = "0x1", ["baseFeePerGas"] = "0x3b9aca00" },
        "eth_getTransactionReceipt" => Receipt(parameters[0]!.GetValue<string>()),
        "eth_sendRawTransaction" => Receive(parameters[0]!.GetValue<string>()),
        _ => throw new InvalidDataException($"no {method} here"),
    };

    private JsonObject? Receipt(string hash) => !Included.Contains(hash) ? null : new()
    {
        ["transactionHash"] = hash,
        ["blockNumber"] = "0x1",
        ["blockHash"] = Hash256.Zero.ToString(),
        ["status"] = "0x1",
        ["gasUsed"] = "0x5208",
        ["contractAddress"] = null,
    };

    private string Receive(string raw)
    {
        WhenSent(raw);
        if (LosesTransactions)
        {
            Down = true;
            throw new HttpRequestException("connection reset");
        }

        if (SendError is not null) throw new InvalidDataException(SendError);
        var hash = Keccak256.Hash(HexData.Parse(raw)).ToString();
        if (Included.Contains(hash)) throw new InvalidDataException("nonce too low");
        if (Sent.Contains(raw)) throw new InvalidDataException("already known");
        Sent.Add(raw);
        if (Mines) Include(raw);
        return hash;
    }
}
