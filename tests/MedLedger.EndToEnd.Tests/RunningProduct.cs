using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MedLedger.EndToEnd.Tests;

/// <summary>A program that goes on until the test ends it, by its own process id.</summary>
internal sealed class RunningProduct : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private RunningProduct(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => { lock (_said) _said.AppendLine(line.Data); };
        process.OutputDataReceived += (_, line) => { lock (_said) _said.AppendLine(line.Data); };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Starts the program and waits until it answers at the port.</summary>
    public static async Task<RunningProduct> StartAsync(int port, string program, params string[] arguments)
    {
        var running = new RunningProduct(Product.Start(program, arguments));
        for (var i = 0; i < 600; i++)
        {
            if (running._process.HasExited) Assert.Fail($"{Path.GetFileName(program)} ended with {running._process.ExitCode}:\n{running.Said}");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return running;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        await running.DisposeAsync();
        Assert.Fail($"{Path.GetFileName(program)} did not listen at {port} within a minute:\n{running.Said}");
        return running;
    }

    /// <summary>A port of loopback that nobody used a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>As a power cut would: no goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
