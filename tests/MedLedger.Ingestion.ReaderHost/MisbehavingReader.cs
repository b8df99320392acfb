using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;

namespace MedLedger.Ingestion.ReaderHost;

/// <summary>A reader that was taken over: the document's text says what it does.</summary>
internal sealed class MisbehavingReader(IDocumentReader honest, Stream output) : IDocumentReader
{
    public async Task<ReadOutcome> ReadAsync(IncomingDocument document, CancellationToken cancellationToken)
    {
        var stream = document.OpenRead();
        await using (stream.ConfigureAwait(false))
        {
            using var text = new StreamReader(stream);
            switch ((await text.ReadToEndAsync(cancellationToken)).Split(' ', 2))
            {
                case ["die", ..]:
                    Process.GetCurrentProcess().Kill();
                    break;
                case ["hang", ..]:
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    break;
                case ["spin", ..]:
                    while (true) Thread.SpinWait(1_000_000);
                case ["garbage", ..]:
                    await output.WriteAsync("this is no answer at all"u8.ToArray(), cancellationToken);
                    await output.FlushAsync(cancellationToken);
                    break;
                case ["swallow", ..]:
                    return Say(Sha256Digest.Of("another document"u8), "another document");
                case ["environment", ..]:
                    return await SayAsync(document, string.Join('\n', Environment.GetEnvironmentVariables().Keys.Cast<string>().Order(StringComparer.Ordinal)), cancellationToken);
                case ["look", var path]:
                    return await SayAsync(document, File.Exists(path.Trim()) ? "seen" : "not seen", cancellationToken);
                case ["connect", var port]:
                    return await SayAsync(document, await ConnectsAsync(int.Parse(port), cancellationToken) ? "connected" : "not connected", cancellationToken);
            }
        }

        return await honest.ReadAsync(document, cancellationToken);
    }

    private static async Task<bool> ConnectsAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<ReadOutcome> SayAsync(IncomingDocument document, string words, CancellationToken cancellationToken)
    {
        var stream = document.OpenRead();
        await using (stream.ConfigureAwait(false))
        {
            var bytes = new byte[document.Length];
            await stream.ReadExactlyAsync(bytes, cancellationToken);
            return Say(Sha256Digest.Of(bytes), words, bytes.Length);
        }
    }

    private static ReadOutcome.Read Say(Sha256Digest digest, string words, int? length = null) => new(new()
    {
        Document = digest,
        MediaType = "text/plain",
        Bytes = length ?? Encoding.UTF8.GetByteCount(words),
        Pages = [new() { Number = 1, Origin = PageOrigin.TextLayer, Text = words }],
    });
}
