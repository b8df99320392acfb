using MedLedger.Domain.Documents;
using MedLedger.Formats.Fhir;

namespace MedLedger.Ingestion.Intake;

/// <summary>Every way in which reading a document can go wrong, by name. No sentence holds anything from the document.</summary>
public static class ReadingProblems
{
    public static ReadingProblem Empty { get; } = new(
        "empty", "The document is empty.", "Export or scan it again.");

    public static ReadingProblem UnknownType { get; } = new(
        "unknown-type", "The document is of no known type.", "Export it as PDF, PNG, JPEG, TIFF, plain text, FHIR JSON or HL7 v2.");

    public static ReadingProblem Truncated { get; } = new(
        "truncated", "The document breaks off before its end.", "Ask the sender for the complete file; what is missing is unknown.");

    public static ReadingProblem Damaged { get; } = new(
        "damaged", "The document is damaged and cannot be decoded in full.", "Export it again, or scan the paper.");

    public static ReadingProblem PasswordProtected { get; } = new(
        "password-protected", "The document is protected by a password.", "Save a copy without the password.");

    public static ReadingProblem Unreadable { get; } = new(
        "unreadable", "Nothing on the document can be read with any certainty.", "Scan it again at 300 dpi, or look at the paper.");

    public static ReadingProblem TimeLimit { get; } = new(
        "time-limit", "Reading took longer than allowed and was stopped.", "Split the document, or raise the time limit.");

    public static ReadingProblem MemoryLimit { get; } = new(
        "memory-limit", "Reading needed more memory than allowed and was stopped.", "Split the document, or scan at a lower resolution.");

    public static ReadingProblem ReaderFailed { get; } = new(
        "reader-failed", "The confined reader ended without an answer.", "Export the document in another format; other documents are not affected.");

    public static ReadingProblem Blank { get; } = new(
        "blank", "The document is blank.", "If there is something on the paper, scan its other side.");

    public static ReadingProblem Animated { get; } = new(
        "animated", "The image holds several pictures one after another; only the first was read.", "Save each picture as an image of its own, or as pages of a TIFF or PDF.");

    public static ReadingProblem UnsupportedImage { get; } = new(
        "unsupported-image", "The image stores its colours in a way that is not read (printing inks, or more than 16 bits a sample).", "Save it as 8-bit grey or RGB, as PNG or JPEG.");

    public static ReadingProblem SeveralPatients => ReadingProblem.SeveralPatients;

    public static ReadingProblem DocumentType { get; } = new(
        "document-type", "The XML declares a document type, which could pull in other files; it was not opened.", "Ask the sender for the document without a DOCTYPE.");

    public static ReadingProblem PropertyTwice { get; } = new(
        "property-twice", "The JSON gives a property of one object twice; which of the two counts is not guessed.", "Ask the sender for an export in which each property stands once.");

    public static ReadingProblem OverLimit { get; } = new(
        "over-limit", "The document is nested or repeated beyond what is read.", "Split it, or ask the sender for a plainer export.");

    /// <summary>What a fault of JSON means for whoever sent it; null where there is none.</summary>
    public static ReadingProblem? Of(JsonFault fault) => fault switch
    {
        JsonFault.None => null,
        JsonFault.BreaksOff => Truncated,
        JsonFault.NameTwice => PropertyTwice,
        JsonFault.OverLimit => OverLimit,
        _ => Damaged,
    };

    public static ReadingProblem TooLarge(long bytes, long limit) => new(
        "too-large", $"The document has {bytes} bytes; at most {limit} are read.", "Split it, or scan at a lower resolution.");

    public static ReadingProblem UnpacksTooLarge(long limit) => new(
        "too-large", $"The archive unpacks to more than the {limit} bytes that are read.", "Hand in the documents in it one by one.");

    public static ReadingProblem TooManyCharacters(int limit) => new(
        "too-large", $"The text is longer than the {limit} characters that are read.", "Split it.");

    public static ReadingProblem TooManyPages(int limit) => new(
        "too-many-pages", $"The document has more than {limit} pages; only the first {limit} were read.", $"Split it into parts of at most {limit} pages, and hand in the rest.");

    public static ReadingProblem TooManyPages(int pages, int limit) => new(
        "too-many-pages", $"The document has {pages} pages; only the first {limit} were read.", $"Split it into parts of at most {limit} pages, and hand in the rest.");

    public static ReadingProblem TimeLimitAfter(int pages) => new(
        "time-limit", $"The time for one document was over after {pages} pages; what lies behind them was not read.", "Split the document, and hand in the rest.");

    public static ReadingProblem TooManyPixels(long limit) => new(
        "too-many-pixels", $"A page image has more than {limit} pixels.", "Scan at a lower resolution.");

    public static ReadingProblem PagesUnreadable(IReadOnlyCollection<int> pages, int of) => new(
        "unreadable", $"Page {string.Join(", ", pages)} of {of} cannot be read with any certainty.", "Scan these pages again at 300 dpi, or look at the paper.");

    internal static ReadingProblem UnsupportedType(DocumentType type) => new(
        "unsupported-type", $"The document is recognised ({type.Label}) but this kind is not read yet.", "Export it as PDF or FHIR R4 JSON.");
}
