using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MedLedger.Interop.Bench;

/// <summary>Messages of many senders, acknowledged by the built server: durable each, over real sockets, filing included.</summary>
internal static class DoorFigures
{
    private const int Senders = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LoadingTime = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan MeasuredFor = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string product)
    {
        var folder = Directory.CreateTempSubdirectory("medledger-bench-").FullName;
        var (web, port) = (FreePort(), FreePort());
        using var server = Process.Start(new ProcessStartInfo(product, ["serve", "--url", $"http://127.0.0.1:{web}", "--mllp", $"{port}", "--data", Path.Combine(folder, "data")]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        server.BeginErrorReadLine();
        server.BeginOutputReadLine();
        try
        {
            await ListensAsync(port);
            // A server that has run for a while: its first messages are filed, so compiler and word lists are loaded.
            await SpeakAsync(port, "W", WarmUp);
            await Task.Delay(LoadingTime);
            server.Refresh();
            var processor = server.TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            var waits = await SpeakAsync(port, "M", MeasuredFor);
            var seconds = clock.Elapsed.TotalSeconds;
            server.Refresh();
            var spent = (server.TotalProcessorTime - processor).TotalMicroseconds / waits.Count;
            waits.Sort();
            var syncs = Syncs(folder);
            return
            [
                new("interop.mllp.messages_per_second", Math.Round(waits.Count / seconds), "1/s", waits.Count,
                    $"{Senders} senders, each waits for its answer; p50 {waits[waits.Count / 2]:0.0} ms, p99 {waits[waits.Count * 99 / 100]:0.0} ms; {spent:0} µs of processor time a message; this disk syncs {syncs:0} times a second"),
            ];
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<double>> SpeakAsync(int port, string run, TimeSpan time)
    {
        var waits = new ConcurrentBag<List<double>>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            var mine = new List<double>();
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            var answer = new byte[4096];
            for (var i = 0; clock.Elapsed < time; i++)
            {
                var message = Message($"{run}{sender}-{i}", i);
                var begin = Stopwatch.GetTimestamp();
                await socket.SendAsync(message);
                var length = 0;
                while (length < 2 || answer[length - 2] != 0x1C)
                {
                    var read = await socket.ReceiveAsync(answer.AsMemory(length));
                    if (read == 0) throw new IOException("The server hung up.");
                    length += read;
                }

                if (answer.AsSpan(0, length).IndexOf("MSA|AA|"u8) < 0) throw new InvalidDataException("A message was not accepted.");
                mine.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            waits.Add(mine);
        })));
        return [.. waits.SelectMany(mine => mine)];
    }

    // A result message of about a kilobyte, of an invented person.
    private static byte[] Message(string control, int value)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\u000bMSH|^~\\&|LAB|NORTH|MEDLEDGER|HOME|20250301120000||ORU^R01^ORU_R01|{control}|P|2.5.1\rPID|1||{control}^^^NORTH^MR||MARSH^TOMAS||19890203|M\rOBR|1||{control}|24323-8^Panel^LN\r");
        for (var i = 0; i < 10; i++) text.Append(CultureInfo.InvariantCulture, $"OBX|{i + 1}|NM|2951-2^Sodium in serum or plasma^LN||{130 + ((value + i) % 20)}|mmol/L|135-145|N|||F|||20250301\r");
        return Encoding.ASCII.GetBytes(text.Append("\u001c\r").ToString());
    }

    private static double Syncs(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, "sync"), FileMode.Create);
        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed < TimeSpan.FromSeconds(1); count++)
        {
            file.WriteByte(1);
            file.Flush(flushToDisk: true);
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task ListensAsync(int port)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (i < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
