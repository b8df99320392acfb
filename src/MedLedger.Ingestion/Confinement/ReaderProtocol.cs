using System.Buffers.Binary;
using System.Text.Json;
using MedLedger.Domain.Documents;

namespace MedLedger.Ingestion.Confinement;

/// <summary>The frames between parent and reader (docs/formats/reader-process.md): four bytes of magic, a length, a body.</summary>
internal static class ReaderProtocol
{
    public const int Version = 1;
    public const int MostAnswer = 256 * 1024 * 1024;
    private const int MostHeader = 64 * 1024;
    private static readonly byte[] RequestMagic = "MLQ1"u8.ToArray();
    private static readonly byte[] AnswerMagic = "MLA1"u8.ToArray();

    // One value per field, known names only: an answer that says anything else is garbage.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.General)
    {
        MaxDepth = 64,
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task WriteRequestAsync(Stream stream, ReaderRequest request, byte[] document, CancellationToken cancellationToken)
    {
        await WriteFrameAsync(stream, RequestMagic, JsonSerializer.SerializeToUtf8Bytes(request, Json), cancellationToken);
        await stream.WriteAsync(document, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <summary>Null at the end of the stream.</summary>
    public static async Task<(ReaderRequest Request, byte[] Document)?> ReadRequestAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (await ReadFrameAsync(stream, RequestMagic, MostHeader, cancellationToken) is not { } header) return null;
        var request = JsonSerializer.Deserialize<ReaderRequest>(header, Json) ?? throw new InvalidDataException("A request without a header.");
        if (request.Version != Version) throw new InvalidDataException($"Reader protocol {request.Version} is not spoken here.");
        var document = new byte[request.Length];
        await stream.ReadExactlyAsync(document, cancellationToken);
        return (request, document);
    }

    public static async Task WriteAnswerAsync(Stream stream, ReadOutcome outcome, CancellationToken cancellationToken)
    {
        await WriteFrameAsync(stream, AnswerMagic, JsonSerializer.SerializeToUtf8Bytes(outcome, Json), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <exception cref="InvalidDataException">when the stream holds anything but an answer.</exception>
    public static async Task<ReadOutcome> ReadAnswerAsync(Stream stream, CancellationToken cancellationToken)
    {
        var body = await ReadFrameAsync(stream, AnswerMagic, MostAnswer, cancellationToken) ?? throw new EndOfStreamException();
        try
        {
            return JsonSerializer.Deserialize<ReadOutcome>(body, Json) ?? throw new InvalidDataException("An answer of nothing.");
        }
        catch (Exception garbage) when (garbage is JsonException or FormatException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException("An answer that is none.", garbage);
        }
    }

    private static async Task WriteFrameAsync(Stream stream, byte[] magic, byte[] body, CancellationToken cancellationToken)
    {
        var head = new byte[8];
        magic.CopyTo(head, 0);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), body.Length);
        await stream.WriteAsync(head, cancellationToken);
        await stream.WriteAsync(body, cancellationToken);
    }

    private static async Task<byte[]?> ReadFrameAsync(Stream stream, byte[] magic, int most, CancellationToken cancellationToken)
    {
        var head = new byte[8];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (read == 0) return null;
        if (read < head.Length || !head.AsSpan(0, 4).SequenceEqual(magic)) throw new InvalidDataException("A frame without its magic.");
        var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4));
        if (length < 0 || length > most) throw new InvalidDataException("A frame over its limit.");
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return body;
    }
}

/// <summary>What the parent asks: read the document of this length that follows.</summary>
internal sealed record ReaderRequest(int Version, int Length);
