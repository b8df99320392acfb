using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Verification;

namespace MedLedger.Cli.Anchors;

/// <summary>Reads the registry by plain eth_call from the one address that the auditor gave (docs/formats/chain.md); follows no redirect.</summary>
internal sealed class RpcAnchorSource(Uri rpc) : IAnchorSource, IDisposable
{
    // First four bytes of keccak256("checkpoint(bytes32,uint64)"), by which the contract knows its function.
    private const string CheckpointSelector = "0xaa5a64ed";
    private const int Word = 32;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private ulong? _chainId;

    public async Task<AnchoredCheckpoint?> FindAsync(AnchorReference reference, CancellationToken cancellationToken)
    {
        _chainId ??= await ChainIdAsync(cancellationToken);
        if (reference.ChainId is { } wanted && wanted != _chainId)
            throw new AnchorUnavailableException($"the anchor is on chain {wanted}, the RPC address leads to chain {_chainId}");

        var data = $"{CheckpointSelector}{reference.LogId[2..]}{reference.Epoch.ToString("x64", CultureInfo.InvariantCulture)}";
        var answer = await CallAsync("eth_call", [new JsonObject { ["to"] = reference.Registry, ["data"] = data }, "latest"], cancellationToken);
        return Read(reference, answer);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The struct (epoch, size, blockTime, root); an epoch of zero is an empty place.</summary>
    private static AnchoredCheckpoint? Read(AnchorReference reference, string answer)
    {
        if (answer.Length != 2 + (2 * 4 * Word)) throw new AnchorUnavailableException($"there is no checkpoint registry at {reference.Registry}");
        var words = Convert.FromHexString(answer[2..]);
        ulong Number(int word) => BinaryPrimitives.ReadUInt64BigEndian(words.AsSpan((word * Word) + Word - sizeof(ulong)));
        if (Number(0) == 0) return null;
        return Number(0) == reference.Epoch
            ? new(Number(0), Number(1), Sha256Digest.FromBytes(words.AsSpan(3 * Word)), DateTimeOffset.FromUnixTimeSeconds((long)Number(2)))
            : throw new AnchorUnavailableException($"the contract at {reference.Registry} answered for another epoch");
    }

    private async Task<ulong> ChainIdAsync(CancellationToken cancellationToken) =>
        ulong.Parse(await CallAsync("eth_chainId", [], cancellationToken) is { Length: > 2 } hex ? hex[2..] : "", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private async Task<string> CallAsync(string method, JsonArray parameters, CancellationToken cancellationToken)
    {
        try
        {
            var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = parameters };
            using var response = await _http.PostAsJsonAsync(rpc, request, cancellationToken);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return answer.TryGetProperty("result", out var result) && result.GetString() is { } text && text.StartsWith("0x", StringComparison.Ordinal)
                ? text
                : throw new AnchorUnavailableException($"the node refused {method}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new AnchorUnavailableException($"the chain at {rpc.Scheme}://{rpc.Authority} did not answer {method}: {e.Message}", e);
        }
    }
}
