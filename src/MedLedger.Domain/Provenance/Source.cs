using System.Text.Json.Serialization;
using MedLedger.Domain.Content;

namespace MedLedger.Domain.Provenance;

/// <summary>The words a statement came from, and how they were read.</summary>
/// <param name="Document">SHA-256 of the document's bytes as given.</param>
/// <param name="Span">Where in the document.</param>
/// <param name="Quote">The words themselves, as read.</param>
/// <param name="Method">How the words became a statement.</param>
/// <param name="Confidence">0 to 1: the lowest confidence of the reading and of the understanding.</param>
public sealed record Source(Sha256Digest Document, SourceSpan Span, string Quote, ReadingMethod Method, double Confidence);

/// <summary>How words became a statement.</summary>
[JsonConverter(typeof(NamedEnumJson<ReadingMethod>))]
public enum ReadingMethod
{
    /// <summary>Words read from an image, then understood by rules.</summary>
    Ocr,

    /// <summary>Words of a text layer or text file, understood by rules.</summary>
    Nlp,

    /// <summary>A coded or fielded statement of a structured document.</summary>
    Coded,
}
