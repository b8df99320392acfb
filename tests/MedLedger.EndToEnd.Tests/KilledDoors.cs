using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MedLedger.TestKit;

namespace MedLedger.EndToEnd.Tests;

/// <summary>kill -9 of a server while senders speak: what was acknowledged is there, and sending again changes nothing.</summary>
public sealed class KilledDoors
{
    private const int Senders = 8;

    public static TheoryData<int> Moments()
    {
        var moments = new TheoryData<int> { 150, 700 };
        var random = new Random(12);
        for (var i = 2; i < Soak.Times(2, 100); i++) moments.Add(random.Next(20, 3000));
        return moments;
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Every_acknowledged_message_survives(int milliseconds)
    {
        using var scratch = new ScratchFolder();
        var (web, port) = (RunningProduct.FreePort(), RunningProduct.FreePort());
        string[] serve = ["serve", "--url", $"http://127.0.0.1:{web}", "--mllp", $"{port}", "--data", scratch.At("data")];
        var acknowledged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await using (var server = await RunningProduct.StartAsync(port, Product.Medledger, serve))
        {
            var speaking = Enumerable.Range(0, Senders).Select(sender => SpeakUntilCutAsync(port, sender, acknowledged)).ToList();
            for (var i = 0; i < 600 && acknowledged.IsEmpty; i++) await Task.Delay(50);
            await Task.Delay(milliseconds);
            await server.KillAsync();
            await Task.WhenAll(speaking);
        }

        await using (var again = await RunningProduct.StartAsync(port, Product.Medledger, serve))
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            // The answer carries the id and the time of the arrival that was kept: the same bytes say that it is still there.
            foreach (var (control, answer) in acknowledged.Take(400)) Assert.Equal(answer, await AskAsync(client.GetStream(), Message(control)));
        }

        Assert.NotEmpty(acknowledged);
    }

    [Fact]
    public async Task A_killed_watch_loses_no_file()
    {
        using var scratch = new ScratchFolder();
        var drop = Directory.CreateDirectory(scratch.At("drop")).FullName;
        for (var i = 0; i < 12; i++) await File.WriteAllBytesAsync(Path.Combine(drop, $"m{i:00}.hl7"), Message($"W{i}"));
        for (var kill = 0; kill < 3; kill++)
        {
            var process = Product.Start(Product.Medledger, "watch", drop, "--data", scratch.At("data"));
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            await Task.Delay(1500 + (700 * kill));
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            Assert.Equal(12, Directory.GetFiles(drop, "m??.hl7", SearchOption.AllDirectories).Length);
        }

        using var last = Product.Start(Product.Medledger, "watch", drop, "--data", scratch.At("data"));
        last.BeginErrorReadLine();
        last.BeginOutputReadLine();
        for (var i = 0; i < 600 && Directory.GetFiles(drop, "m??.hl7").Length > 0; i++) await Task.Delay(100);
        last.Kill(entireProcessTree: true);
        await last.WaitForExitAsync();
        Assert.Equal(12, Directory.GetFiles(Path.Combine(drop, "held"), "m??.hl7").Length);

        var held = await Product.RunAsync("held", "--json", "--data", scratch.At("data"));
        using var items = JsonDocument.Parse(held.Output);
        Assert.Equal(12, items.RootElement.GetArrayLength());
    }

    private static async Task SpeakUntilCutAsync(int port, int sender, ConcurrentDictionary<string, string> acknowledged)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            for (var i = 0; ; i++)
            {
                var control = $"S{sender}-{i}";
                var answer = await AskAsync(client.GetStream(), Message(control));
                if (answer.Contains("MSA|AA|", StringComparison.Ordinal)) acknowledged[control] = answer;
            }
        }
        catch (Exception cut) when (cut is IOException or SocketException)
        {
            // The server died in the middle of it.
        }
    }

    private static async Task<string> AskAsync(NetworkStream stream, byte[] message)
    {
        await stream.WriteAsync((byte[])[0x0B, .. message, 0x1C, 0x0D]);
        var heard = new StringBuilder();
        var buffer = new byte[4096];
        while (heard.Length == 0 || heard[^1] != '\r' || heard[^2] != '\u001c')
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0) throw new IOException("The answer broke off.");
            heard.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return heard.ToString();
    }

    private static byte[] Message(string control) => Encoding.ASCII.GetBytes(
        $"MSH|^~\\&|LAB|NORTH|MEDLEDGER|HOME|20250301120000||ORU^R01^ORU_R01|{control}|P|2.5.1\rPID|1||{control}^^^NORTH^MR||MARSH^TOMAS||19890203|M\rOBR|1||{control}|24323-8^Panel^LN\rOBX|1|NM|2951-2^Sodium^LN||140|mmol/L|135-145|N|||F\r");
}
