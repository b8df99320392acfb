namespace MedLedger.Ingestion.Intake;

/// <summary>What a document is, by its content.</summary>
/// <param name="MediaType">As recorded in the reading.</param>
/// <param name="Kind">Which reader takes it.</param>
/// <param name="Label">For people.</param>
internal sealed record DocumentType(string MediaType, DocumentKind Kind, string Label)
{
    public static DocumentType Unknown { get; } = new("application/octet-stream", DocumentKind.Unknown, "data of an unknown type");

    public static DocumentType Pdf { get; } = new("application/pdf", DocumentKind.Pdf, "PDF");

    public static DocumentType Fhir { get; } = new("application/fhir+json", DocumentKind.Fhir, "FHIR R4 JSON");

    public static DocumentType Hl7v2 { get; } = new("x-application/hl7-v2+er7", DocumentKind.Hl7v2, "HL7 v2");

    public static DocumentType Ccda { get; } = new("application/cda+xml", DocumentKind.Ccda, "C-CDA");

    public static DocumentType Dicom { get; } = new("application/dicom", DocumentKind.Dicom, "DICOM");

    public static DocumentType FhirXml { get; } = new("application/fhir+xml", DocumentKind.Fhir, "FHIR R4 XML");

    public static DocumentType Archive { get; } = new("application/zip", DocumentKind.Archive, "ZIP archive");

    public static DocumentType OfficeDocument { get; } = NotRead("application/zip", "office document");

    public static DocumentType Text { get; } = new("text/plain", DocumentKind.Text, "plain text");

    public static DocumentType Image(string subtype) => new("image/" + subtype, DocumentKind.Image, subtype.ToUpperInvariant() + " image");

    public static DocumentType NotRead(string mediaType, string label) => new(mediaType, DocumentKind.NotRead, label);
}

internal enum DocumentKind
{
    Unknown,
    NotRead,
    Pdf,
    Image,
    Fhir,
    Hl7v2,
    Ccda,
    Dicom,
    Archive,
    Text,
}
