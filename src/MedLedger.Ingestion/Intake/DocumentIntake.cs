using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;

namespace MedLedger.Ingestion.Intake;

/// <summary>What the parent does before any parsing: limits, digest, bytes.</summary>
internal static class DocumentIntake
{
    /// <summary>Takes a document in; a refusal says why.</summary>
    public static async Task<Taken> TakeAsync(IncomingDocument document, ReaderLimits limits, CancellationToken cancellationToken)
    {
        // By its length, before a byte is loaded.
        if (document.Length > limits.MaxBytes) return await DigestOnlyAsync(document, limits, cancellationToken);
        var bytes = document.Bytes ?? await ReadAsync(document, cancellationToken);
        if (bytes.Length == 0) return new Taken.Refused(new(Nothing(bytes), ReadingProblems.Empty));
        var type = TypeByContent.Recognise(bytes);
        var reading = Nothing(bytes) with { MediaType = type.MediaType };
        return type.Kind switch
        {
            DocumentKind.Unknown => new Taken.Refused(new(reading, ReadingProblems.UnknownType)),
            DocumentKind.NotRead => new Taken.Refused(new(reading, ReadingProblems.UnsupportedType(type))),
            DocumentKind.Image when RefusedByHeader(bytes, type, limits) is { } problem => new Taken.Refused(new(reading, problem)),
            _ => new Taken.Accepted(bytes, type, reading),
        };
    }

    private static async Task<byte[]> ReadAsync(IncomingDocument document, CancellationToken cancellationToken)
    {
        var bytes = new byte[document.Length];
        var stream = document.OpenRead();
        await using (stream.ConfigureAwait(false))
        {
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            Array.Resize(ref bytes, read);
        }

        return bytes;
    }

    // Said before a reader is started and before a pixel is decoded: the header is enough.
    private static ReadingProblem? RefusedByHeader(byte[] bytes, DocumentType type, ReaderLimits limits) => ImageHeader.Read(bytes, type.MediaType) switch
    {
        { } header when header.Pixels > limits.MaxPixels => ReadingProblems.TooManyPixels(limits.MaxPixels),
        { IsSeparated: true } when type.MediaType == "image/tiff" => ReadingProblems.UnsupportedImage,
        { BitsPerSample: > 16 } or { Samples: > 8 } => ReadingProblems.UnsupportedImage,
        _ => null,
    };

    // Streams the digest so that the report can still name the document; memory stays small however long it is.
    private static async Task<Taken> DigestOnlyAsync(IncomingDocument document, ReaderLimits limits, CancellationToken cancellationToken)
    {
        var stream = document.OpenRead();
        await using (stream.ConfigureAwait(false))
        {
            var digest = Sha256Digest.FromBytes(await System.Security.Cryptography.SHA256.HashDataAsync(stream, cancellationToken));
            var reading = new DocumentReading { Document = digest, MediaType = DocumentType.Unknown.MediaType, Bytes = document.Length };
            return new Taken.Refused(new(reading, ReadingProblems.TooLarge(document.Length, limits.MaxBytes)));
        }
    }

    private static DocumentReading Nothing(byte[] bytes) =>
        new() { Document = Sha256Digest.Of(bytes), MediaType = DocumentType.Unknown.MediaType, Bytes = bytes.LongLength };
}

/// <summary>A document that was taken in, or refused at the door.</summary>
internal abstract record Taken
{
    private Taken() { }

    public sealed record Accepted(byte[] Bytes, DocumentType Type, DocumentReading Reading) : Taken;

    public sealed record Refused(ReadOutcome.Refused Outcome) : Taken;
}
