using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MedLedger.Chain.Rpc;

/// <summary>Where a node listens, and what it is for in messages to people, for instance "chain" or "second chain".</summary>
public sealed record JsonRpcEndpoint(Uri Url, string Role)
{
    /// <summary>How long one call may take; 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without path, query or credentials, which may hold an access key.</summary>
    public override string ToString() => $"{Url.Scheme}://{Url.Host}:{Url.Port}";
}

/// <summary>JSON-RPC 2.0 over HTTP, to the one configured address: no redirect is followed.</summary>
public sealed class JsonRpcClient : IDisposable
{
    private const int LargestAnswer = 16 * 1024 * 1024;

    private readonly HttpClient _http;
    private long _lastId;

    /// <summary>Over a plain connection without redirects, proxies and cookies, unless a test brings its own handler.</summary>
    public JsonRpcClient(JsonRpcEndpoint endpoint, HttpMessageHandler? handler = null)
    {
        if (endpoint.Url.Scheme is not ("http" or "https")) throw new ArgumentException($"The {endpoint.Role} needs an http or https address.", nameof(endpoint));
        Endpoint = endpoint;
        _http = new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
        {
            // The timeout is kept per call below, so that it can be told from the caller's own cancellation.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    public JsonRpcEndpoint Endpoint { get; }

    /// <exception cref="ChainUnavailableException">when there is no answer in time, or none that belongs to this call.</exception>
    public async Task<RpcOutcome> SendAsync(string method, JsonArray parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Endpoint.Timeout);
        try
        {
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await _http.PostAsync(Endpoint.Url, content, timeout.Token);
            var body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            return Read(body, id) ?? throw Unavailable($"answered {method} with HTTP {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)} and no JSON-RPC answer to it", "Check that the address is that of an Ethereum node.");
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unavailable($"did not answer {method} within {Endpoint.Timeout.TotalSeconds:0.###} s", "Check that the node runs and is not overloaded.", exception);
        }
        catch (HttpRequestException exception)
        {
            throw Unavailable("cannot be reached", "Check that the node runs and that its address is right.", exception);
        }
    }

    /// <summary>As <see cref="SendAsync"/>, where a refusal is not an expected outcome.</summary>
    /// <exception cref="ChainRefusedException">when the node refused.</exception>
    public async Task<JsonElement> CallAsync(string method, JsonArray parameters, CancellationToken cancellationToken) =>
        await SendAsync(method, parameters, cancellationToken) switch
        {
            RpcOutcome.Answered answered => answered.Result,
            RpcOutcome.Failed failed => throw new ChainRefusedException(method, failed),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };

    public void Dispose() => _http.Dispose();

    internal ChainUnavailableException Unavailable(string reason, string nextStep, Exception? inner = null) =>
        new(Endpoint.Role, Endpoint.ToString(), reason, nextStep, inner);

    /// <summary>The outcome of call <paramref name="id"/>; null where the body holds none: an answer to another call is no answer.</summary>
    private static RpcOutcome? Read(byte[] body, long id)
    {
        JsonElement answer;
        try
        {
            using var document = JsonDocument.Parse(body);
            answer = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }

        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("id", out var answeredId)
            || answeredId.ValueKind != JsonValueKind.Number || !answeredId.TryGetInt64(out var number) || number != id)
            return null;
        if (answer.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object) return Failure(error);
        return answer.TryGetProperty("result", out var result) ? new RpcOutcome.Answered(result) : null;
    }

    private static RpcOutcome.Failed Failure(JsonElement error)
    {
        var code = error.TryGetProperty("code", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) ? number : 0;
        var message = error.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "no message";
        var data = error.TryGetProperty("data", out var raw) && raw.ValueKind == JsonValueKind.String ? raw.GetString() : null;
        return new(code, message, data);
    }
}
