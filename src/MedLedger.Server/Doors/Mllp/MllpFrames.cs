using System.Buffers;
using System.IO.Pipelines;

namespace MedLedger.Server.Doors.Mllp;

/// <summary>What stood between two blocks of a connection (HL7 v2.5, appendix C: start block VT, end block FS CR).</summary>
internal abstract record MllpFrame
{
    private MllpFrame() { }

    /// <param name="Bytes">As they came.</param>
    /// <param name="HoldsLargePlace">Whether it has one of the few places: whoever takes it gives the place back when the bytes are no longer in memory.</param>
    public sealed record Message(byte[] Bytes, bool HoldsLargePlace) : MllpFrame;

    /// <summary>The next start block, or the end of the connection, came before the end block.</summary>
    public sealed record Unfinished(byte[] Begin, bool More) : MllpFrame;

    public sealed record TooLarge(byte[] Begin) : MllpFrame;

    public sealed record TooSlow(byte[] Begin) : MllpFrame;

    /// <summary>The sender went, was idle for too long, or speaks something else.</summary>
    public sealed record End : MllpFrame;
}

/// <summary>Cuts what comes over a connection into messages, within the limits.</summary>
internal sealed class MllpFrames(Stream stream, MllpLimits limits, SemaphoreSlim largePlaces) : IDisposable
{
    private const byte StartBlock = 0x0B;
    private const byte EndBlock = 0x1C;
    private const int MostOfBegin = 4096;
    private readonly PipeReader _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 8192, leaveOpen: true));

    public async Task<MllpFrame> ReadAsync(CancellationToken cancellationToken)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        clock.CancelAfter(limits.IdleTime);
        var cut = new Cut();
        try
        {
            while (true)
            {
                var read = await _reader.ReadAsync(clock.Token);
                var buffer = read.Buffer;
                if (!cut.InMessage && !TryBegin(buffer, cut, out var begin))
                {
                    if (begin > limits.MostNoise || read.IsCompleted) return new MllpFrame.End();
                    // Looked at, and kept until it is clear whether it is noise: the line end behind an end block is the rule.
                    _reader.AdvanceTo(buffer.Start, buffer.End);
                    continue;
                }

                if (Find(buffer, cut, read.IsCompleted) is { } frame)
                {
                    if (frame is MllpFrame.Message) cut.HasLargePlace = false;
                    return frame;
                }

                _reader.AdvanceTo(buffer.GetPosition(cut.Start), buffer.End);
                cut.Start = 0;
                if (cut.Scanned > limits.LargeFrom && !cut.HasLargePlace)
                {
                    clock.CancelAfter(Timeout.InfiniteTimeSpan);
                    await largePlaces.WaitAsync(cancellationToken);
                    (cut.HasLargePlace, cut.Pace, cut.BeforePlace) = (true, new Pace(limits.MessageTime), cut.Scanned);
                }

                if (cut.Pace is { } pace) clock.CancelAfter(pace.Left(cut.Scanned - cut.BeforePlace));
                else if (!cut.Timed) clock.CancelAfter(limits.MessageTime);
                cut.Timed = true;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return cut.InMessage ? new MllpFrame.TooSlow(cut.Begin) : new MllpFrame.End();
        }
        finally
        {
            if (cut.HasLargePlace) largePlaces.Release();
        }
    }

    public void Dispose() => _reader.Complete();

    // True where the buffer holds a start block; else how many bytes of noise there are.
    private static bool TryBegin(ReadOnlySequence<byte> buffer, Cut cut, out long noise)
    {
        var at = buffer.PositionOf(StartBlock);
        noise = buffer.Length;
        if (at is not { } found) return false;
        cut.InMessage = true;
        cut.Start = buffer.Slice(buffer.Start, found).Length + 1;
        return true;
    }

    private MllpFrame? Find(ReadOnlySequence<byte> buffer, Cut cut, bool ended)
    {
        var message = buffer.Slice(cut.Start);
        var rest = message.Slice(Math.Min(cut.Scanned, message.Length));
        var reader = new SequenceReader<byte>(rest);
        if (reader.TryAdvanceToAny([StartBlock, EndBlock], advancePastDelimiter: false))
        {
            var length = cut.Scanned + reader.Consumed;
            var body = message.Slice(0, length);
            reader.TryPeek(out var delimiter);
            if (length > limits.MostBytes) return Take(new MllpFrame.TooLarge(Begin(body)), buffer.End);
            // A start block can be in no message (it is no character of one), so the end block before it was lost.
            return delimiter == EndBlock
                ? Take(new MllpFrame.Message(body.ToArray(), cut.HasLargePlace), message.GetPosition(length + 1))
                : Take(new MllpFrame.Unfinished(Begin(body), More: true), message.GetPosition(length));
        }

        // The header is kept by itself: a sender that breaks off is answered by it.
        if (cut.Scanned < MostOfBegin) cut.Begin = Begin(message);
        cut.Scanned = message.Length;
        if (cut.Scanned > limits.MostBytes) return Take(new MllpFrame.TooLarge(Begin(message)), buffer.End);
        return ended ? Take(new MllpFrame.Unfinished(Begin(message), More: false), buffer.End) : null;
    }

    private MllpFrame Take(MllpFrame frame, SequencePosition consumed)
    {
        _reader.AdvanceTo(consumed);
        return frame;
    }

    // Enough for the header, by which the sender is answered.
    private static byte[] Begin(ReadOnlySequence<byte> message) => message.Slice(0, Math.Min(message.Length, MostOfBegin)).ToArray();

    private sealed class Cut
    {
        public bool InMessage { get; set; }

        public bool Timed { get; set; }

        public bool HasLargePlace { get; set; }

        /// <summary>What a message in a large place is timed by, so that a slow one gives it to the next.</summary>
        public Pace? Pace { get; set; }

        public long BeforePlace { get; set; }

        /// <summary>Where in the buffer the message begins; 0 once what stands before it was let go.</summary>
        public long Start { get; set; }

        /// <summary>Bytes of the message that hold no delimiter.</summary>
        public long Scanned { get; set; }

        public byte[] Begin { get; set; } = [];
    }
}
