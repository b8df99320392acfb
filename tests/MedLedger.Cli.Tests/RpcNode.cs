using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MedLedger.Domain.Content;
using MedLedger.TestKit;

namespace MedLedger.Cli.Tests;

/// <summary>A node on loopback that knows one anchored checkpoint, answered as the registry contract encodes it.</summary>
internal sealed class RpcNode : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _work;

    public RpcNode(ulong size, Sha256Digest root, string chainId = "0x7a69")
    {
        (Size, Root, ChainId) = (size, root, chainId);
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _work = Task.Run(ServeAsync);
    }

    public string Url { get; }

    /// <summary>What stands at every address: the registry, unless a test puts something else there.</summary>
    public string RuntimeCode { get; init; } = RegistryCode();

    private ulong Size { get; }

    private Sha256Digest Root { get; }

    private string ChainId { get; }

    public void Dispose()
    {
        _listener.Stop();
        _work.Wait(TimeSpan.FromSeconds(5));
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var request = await JsonDocument.ParseAsync(context.Request.InputStream);
            var result = request.RootElement.GetProperty("method").GetString() switch
            {
                "eth_chainId" => ChainId,
                "eth_getCode" => RuntimeCode,
                _ => Checkpoint(request.RootElement.GetProperty("params")[0]),
            };
            context.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(context.Response.OutputStream, new { jsonrpc = "2.0", id = request.RootElement.GetProperty("id").GetInt64(), result });
            context.Response.Close();
        }
    }

    private string Checkpoint(JsonElement call)
    {
        if (call.GetProperty("to").GetString()?.ToLowerInvariant() != LoggedPatient.Anchor.Registry) return "0x";
        var asked = $"0xaa5a64ed{LoggedPatient.Anchor.LogId[2..]}{1:x64}";
        return call.GetProperty("input").GetString() == asked ? $"0x{1:x64}{Size:x64}{1_773_489_600:x64}{Root.Hex}" : "0x" + new string('0', 256);
    }

    private static string RegistryCode()
    {
        using var artifact = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("src", "MedLedger.Chain", "Bindings", "CheckpointRegistry.json")));
        return artifact.RootElement.GetProperty("deployedBytecode").GetString()!;
    }
}
