using System.Security.Cryptography;
using System.Threading.Channels;

namespace MedLedger.Server.Doors.Mllp;

/// <summary>One connection: messages in, acknowledgements out in the same order. An answer says yes only when the message is durable.</summary>
internal sealed class MllpConversation(Stream stream, Inbox inbox, Settlements settlements, MllpLimits limits, SemaphoreSlim largePlaces, TimeProvider time)
{
    private static readonly TimeSpan FilingPatience = TimeSpan.FromMinutes(2);
    private readonly Channel<Task<byte[]>> _answers = Channel.CreateBounded<Task<byte[]>>(new BoundedChannelOptions(limits.MostUnanswered) { SingleReader = true });
    private readonly List<Task> _later = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(over);
        try
        {
            await ReadAsync(over.Token);
            await Task.WhenAll(_later);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ChannelClosedException)
        {
            // The sender went away, does not take its answers, or the server stops. What was kept is kept.
        }
        finally
        {
            _answers.Writer.TryComplete();
            await writing;
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var frames = new MllpFrames(stream, limits, largePlaces);
        while (true)
        {
            // While the filing is behind nothing is read, and the sender's own queue holds what it has.
            await inbox.WaitForRoomAsync(cancellationToken);
            switch (await frames.ReadAsync(cancellationToken))
            {
                case MllpFrame.Message message:
                    await AnswerAsync(message.Bytes, message.HoldsLargePlace, cancellationToken);
                    break;
                case MllpFrame.Unfinished cut:
                    await RefuseAsync(MessageHeader.Parse(cut.Begin), cut.Begin, 'E', MessageFault.Unfinished, cancellationToken);
                    if (!cut.More) return;
                    break;
                case MllpFrame.TooLarge large:
                    await RefuseAsync(MessageHeader.Parse(large.Begin), large.Begin, 'R', MessageFault.TooLarge, cancellationToken);
                    return;
                case MllpFrame.TooSlow slow:
                    await RefuseAsync(MessageHeader.Parse(slow.Begin), slow.Begin, 'E', MessageFault.TooSlow, cancellationToken);
                    return;
                default:
                    return;
            }
        }
    }

    private async Task AnswerAsync(byte[] message, bool large, CancellationToken cancellationToken)
    {
        var header = MessageHeader.Parse(message);
        var fault = header is null ? (message.AsSpan().StartsWith("FHS"u8) || message.AsSpan().StartsWith("BHS"u8) ? MessageFault.Batch : MessageFault.NoHeader)
            : header.ControlId.Length == 0 ? MessageFault.NoControlId
            : header[9].Length == 0 ? MessageFault.NoType
            : null;
        if (header is null || fault is not null)
        {
            if (large) largePlaces.Release();
            await RefuseAsync(header, message, 'R', fault ?? MessageFault.NoHeader, cancellationToken);
            return;
        }

        var incoming = new Incoming(DoorNames.Mllp, "message.hl7", message, Control: $"{header.Sender}|{header.ControlId}", Body: message.AsMemory(header.Length));
        var kept = large ? KeepLargeAsync(incoming, cancellationToken) : inbox.ReceiveAsync(incoming, cancellationToken);
        if (header.IsEnhanced && header[16] is "AL" or "SU" or "ER") _later.Add(ApplicationAsync(header, Id(message), kept, cancellationToken));
        var note = message.AsSpan().IndexOf("\rPID"u8) < 0 && message.AsSpan().IndexOf("\nPID"u8) < 0 ? MessageFault.NamesNoPatient : null;
        await _answers.Writer.WriteAsync(AcceptAsync(header, Id(message), kept, note), cancellationToken);
        _later.RemoveAll(done => done.IsCompletedSuccessfully);
        if (_later.Count >= limits.MostUnanswered) await Task.WhenAny(_later);
    }

    // It keeps its place until it is durable: until then it is in memory.
    private async Task<Receipt> KeepLargeAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        try
        {
            return await inbox.ReceiveAsync(incoming, cancellationToken);
        }
        finally
        {
            largePlaces.Release();
        }
    }

    private async Task<byte[]> AcceptAsync(MessageHeader header, string id, Task<Receipt> kept, MessageFault? note)
    {
        Receipt receipt;
        try
        {
            receipt = await kept;
        }
        catch (IOException)
        {
            return !header.IsEnhanced || Wants(header[15], good: false) ? Acknowledgement.Of(header, header.IsEnhanced ? "CE" : "AE", id, time.GetUtcNow(), MessageFault.NotDurable) : [];
        }

        return header.IsEnhanced && !Wants(header[15], good: true) ? [] : Acknowledgement.Of(header, header.IsEnhanced ? "CA" : "AA", receipt.Id.Value[^20..], receipt.At, note);
    }

    // Enhanced mode: that it is kept was said by the accept acknowledgement; this says what became of it.
    private async Task ApplicationAsync(MessageHeader header, string id, Task<Receipt> kept, CancellationToken cancellationToken)
    {
        Receipt receipt;
        try
        {
            receipt = await kept;
        }
        catch (IOException)
        {
            // The accept acknowledgement said so.
            return;
        }

        var report = await settlements.WhenSettledAsync(receipt, FilingPatience, cancellationToken);
        var good = report.Status is "filed" or "held";
        if (!Wants(header[16], good)) return;
        var fault = report.Status switch
        {
            "filed" => null,
            "held" => MessageFault.Held(report.Reason ?? "A person must look at it."),
            _ => MessageFault.NotFiledYet,
        };
        await _answers.Writer.WriteAsync(Task.FromResult(Acknowledgement.Of(header, good ? "AA" : "AE", id, receipt.At, fault)), cancellationToken);
    }

    // HL7 table 0155: always, never, on error or rejection only, on success only. An empty MSH-15 of the original mode means always.
    private static bool Wants(string when, bool good) => when switch { "NE" => false, "ER" => !good, "SU" => good, _ => true };

    private async Task RefuseAsync(MessageHeader? header, byte[] message, char kind, MessageFault fault, CancellationToken cancellationToken)
    {
        if (header is { IsEnhanced: true } && !Wants(header[15], good: false)) return;
        await _answers.Writer.WriteAsync(Task.FromResult(Acknowledgement.Of(header, (header is { IsEnhanced: true } ? "C" : "A") + kind, Id(message), time.GetUtcNow(), fault)), cancellationToken);
    }

    private static string Id(byte[] message) => Convert.ToHexStringLower(SHA256.HashData(message))[..20];

    private async Task WriteAsync(CancellationTokenSource over)
    {
        try
        {
            await foreach (var answer in _answers.Reader.ReadAllAsync(CancellationToken.None))
            {
                var bytes = await answer;
                if (bytes.Length == 0) continue;
                using var limit = new CancellationTokenSource(limits.AnswerTime);
                await stream.WriteAsync(bytes, limit.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // A sender that takes no answers is not read any more; it has no acknowledgement and sends again.
            _answers.Writer.TryComplete();
            await over.CancelAsync();
        }
    }
}
