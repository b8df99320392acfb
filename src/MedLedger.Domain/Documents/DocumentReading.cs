using System.Text.Json.Serialization;
using MedLedger.Domain.Content;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;

namespace MedLedger.Domain.Documents;

/// <summary>What was read from one document: pages of text, and statements where the document is coded.</summary>
public sealed record DocumentReading
{
    /// <summary>SHA-256 of the bytes as given: the document's identity.</summary>
    public required Sha256Digest Document { get; init; }

    /// <summary>By content, never by name; for instance application/pdf, application/fhir+json, x-application/hl7-v2+er7.</summary>
    public required string MediaType { get; init; }

    /// <summary>Size of the document as given.</summary>
    public required long Bytes { get; init; }

    /// <summary>The document's own date where its structure gives one (FHIR Bundle.timestamp, HL7 MSH-7); text is dated by Clinical.</summary>
    public PartialDate? Date { get; init; }

    /// <summary>The document states no date of its own: <see cref="Date"/> is that of the newest thing that it records, and one slip of a pen may have made it.</summary>
    public bool DatedByContent { get; init; }

    public IReadOnlyList<Page> Pages { get; init; } = [];

    /// <summary>Statements that were coded or fielded in the source. Text is understood later.</summary>
    public IReadOnlyList<Finding> Statements { get; init; } = [];

    /// <summary>Who a structured document says it is about; null for text, whose header Clinical reads.</summary>
    public PatientClaim? Patient { get; init; }

    /// <summary>Parts that were seen but not understood (an unknown resource type, a section), in words.</summary>
    public IReadOnlyList<string> NotUnderstood { get; init; } = [];
}

/// <summary>How reading a document ended. There is no default outcome and none that says nothing.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "status")]
[JsonDerivedType(typeof(Read), "read")]
[JsonDerivedType(typeof(PartlyRead), "partly-read")]
[JsonDerivedType(typeof(Unreadable), "unreadable")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record ReadOutcome
{
    private ReadOutcome() { }

    public sealed record Read(DocumentReading Reading) : ReadOutcome;

    /// <summary>Some pages or parts could not be read; the rest is used.</summary>
    public sealed record PartlyRead(DocumentReading Reading, ReadingProblem Problem) : ReadOutcome;

    /// <summary>Nothing could be read though the document is of a known type.</summary>
    public sealed record Unreadable(DocumentReading Reading, ReadingProblem Problem) : ReadOutcome;

    /// <summary>Not opened at all: empty, too large, unknown type, password-protected, over a limit.</summary>
    public sealed record Refused(DocumentReading Reading, ReadingProblem Problem) : ReadOutcome;
}

/// <summary>What went wrong with one document: a stable code for programs, and the reason and next step for people.</summary>
/// <param name="Code">Stable, kebab-case, for instance empty, truncated, unknown-type, password-protected, too-large, another-patient.</param>
/// <param name="Reason">One sentence without clinical content.</param>
/// <param name="NextStep">What the reader of the message can do now.</param>
public sealed record ReadingProblem(string Code, string Reason, string NextStep)
{
    /// <summary>Reading and understanding both find it: by what is coded, and by what an attached text says of its patient.</summary>
    public static ReadingProblem SeveralPatients { get; } = new(
        "several-patients", "The document speaks of more than one patient.", "Export one patient's documents only.");
}
