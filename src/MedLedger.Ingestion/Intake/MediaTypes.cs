namespace MedLedger.Ingestion.Intake;

/// <summary>The media type that a document's content shows, for whoever files it before it is read.</summary>
public static class MediaTypes
{
    public static string Of(ReadOnlySpan<byte> document) => TypeByContent.Recognise(document).MediaType;
}
