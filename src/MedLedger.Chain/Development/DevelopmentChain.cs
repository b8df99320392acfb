using System.Net;
using System.Net.Sockets;
using MedLedger.Chain.Rpc;

namespace MedLedger.Chain.Development;

/// <summary>A real EVM node on loopback, for demos and tests. Disposing stops it, so that its state is on disk.</summary>
public sealed class DevelopmentChain : IAsyncDisposable
{
    private readonly AnvilProcess _process;

    private DevelopmentChain(AnvilProcess process, JsonRpcClient client, EthereumNode node) => (_process, Client, Node) = (process, client, node);

    public Uri Url => Client.Endpoint.Url;

    public int ProcessId => _process.Id;

    public JsonRpcClient Client { get; }

    public EthereumNode Node { get; }

    /// <summary>Starts the node and waits until it answers. A node that an earlier, killed run left on the same state is ended first.</summary>
    /// <exception cref="DevelopmentChainException">when it cannot be started or does not answer in time.</exception>
    public static async Task<DevelopmentChain> StartAsync(DevelopmentChainOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.AnvilPath)) throw new DevelopmentChainException($"There is no anvil at {options.AnvilPath}. Run: npm ci --ignore-scripts");
        var state = Path.GetFullPath(options.StateFile);
        Directory.CreateDirectory(Path.GetDirectoryName(state)!);
        await AnvilProcess.EndLeftoverAsync(state, cancellationToken);

        var port = options.Port == 0 ? FreePort() : options.Port;
        var process = AnvilProcess.Start(options, state, port);
        var client = new JsonRpcClient(new(new Uri($"http://127.0.0.1:{port}"), "development chain"));
        try
        {
            return new(process, client, await FirstAnswerAsync(process, client, options, time, cancellationToken));
        }
        catch
        {
            client.Dispose();
            await process.StopAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.StopAsync();
    }

    private static async Task<EthereumNode> FirstAnswerAsync(
        AnvilProcess process, JsonRpcClient client, DevelopmentChainOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); ;)
        {
            try
            {
                var node = await EthereumNode.ConnectAsync(client, options.ChainId, cancellationToken);
                // Another node on this port would answer as well while ours has already given up.
                if (!process.HasExited) return node;
            }
            catch (ChainUnavailableException exception) when (time.GetElapsedTime(started) >= options.StartTimeout)
            {
                throw new DevelopmentChainException($"The development chain did not answer within {options.StartTimeout.TotalSeconds:0} s.", exception);
            }
            catch (ChainUnavailableException)
            {
                // Not listening yet.
            }

            if (process.HasExited) throw new DevelopmentChainException($"The development chain ended at once: {process.Complaint} Check that the port is free and the state file is its own.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
