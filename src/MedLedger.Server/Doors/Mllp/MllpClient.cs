using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MedLedger.Server.Doors.Mllp;

/// <summary>What a receiver answered: MSA-1, MSA-2, and ERR-8 or MSA-3.</summary>
internal sealed record MllpAnswer(string Code, string ControlId, string Text);

/// <summary>The sender's side of MLLP: one message, one answer.</summary>
internal sealed class MllpClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly NetworkStream _stream;
    private readonly SemaphoreSlim _largePlaces = new(1);
    private readonly MllpFrames _frames;

    private MllpClient(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _frames = new MllpFrames(_stream, new MllpLimits { IdleTime = Patience }, _largePlaces);
    }

    public static async Task<MllpClient> ConnectAsync(IPEndPoint at, CancellationToken cancellationToken)
    {
        var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(at, cancellationToken);
            return new MllpClient(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">when no answer comes.</exception>
    public async Task<MllpAnswer> SendAsync(byte[] message, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync((byte[])[0x0B, .. message, 0x1C, (byte)'\r'], cancellationToken);
        var heard = await _frames.ReadAsync(cancellationToken);
        if (heard is MllpFrame.Message { HoldsLargePlace: true }) _largePlaces.Release();
        return heard is MllpFrame.Message answer ? Parse(answer.Bytes) : throw new IOException("The receiver ended the conversation without an answer.");
    }

    /// <summary>The messages of a file, each from its MSH on; batch segments around them are left out.</summary>
    public static IEnumerable<byte[]> Messages(byte[] file)
    {
        // Latin-1 keeps every byte as it is, whatever the characters mean.
        var message = new StringBuilder();
        foreach (var line in Encoding.Latin1.GetString(file).Split('\r', '\n', '\u000b', '\u001c'))
        {
            var segment = line.TrimStart('\u00ef', '\u00bb', '\u00bf');
            if (segment.Length < 3 || segment[..3] is "FHS" or "BHS" or "BTS" or "FTS") continue;
            if (segment.StartsWith("MSH", StringComparison.Ordinal) && message.Length > 0)
            {
                yield return Encoding.Latin1.GetBytes(message.ToString());
                message.Clear();
            }

            if (message.Length > 0 || segment.StartsWith("MSH", StringComparison.Ordinal)) message.Append(segment).Append('\r');
        }

        if (message.Length > 0) yield return Encoding.Latin1.GetBytes(message.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _frames.Dispose();
        _largePlaces.Dispose();
        await _stream.DisposeAsync();
    }

    private static MllpAnswer Parse(byte[] bytes)
    {
        if (MessageHeader.Parse(bytes) is not { } header) return new("", "", "The answer is no HL7 v2 message.");
        var segments = Encoding.Latin1.GetString(bytes).Split('\r').Select(line => line.Split(header.Field)).ToList();
        var msa = segments.FirstOrDefault(fields => fields[0] == "MSA") ?? [];
        var err = segments.FirstOrDefault(fields => fields[0] == "ERR") ?? [];
        return new(msa.ElementAtOrDefault(1) ?? "", msa.ElementAtOrDefault(2) ?? "", err.ElementAtOrDefault(8) ?? msa.ElementAtOrDefault(3) ?? "");
    }
}
