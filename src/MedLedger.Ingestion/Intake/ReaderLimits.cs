namespace MedLedger.Ingestion.Intake;

/// <summary>What one document may cost. Enforced before decoding wherever the format says its size in advance.</summary>
public sealed record ReaderLimits
{
    /// <summary>Bytes of a document.</summary>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Pages of a PDF or a TIFF.</summary>
    public int MaxPages { get; init; } = 200;

    /// <summary>Pixels of one page image.</summary>
    public long MaxPixels { get; init; } = 80_000_000;

    /// <summary>UTF-16 code units of a text file.</summary>
    public int MaxCharacters { get; init; } = 4_000_000;

    /// <summary>Widest preview in pixels; 0 makes none.</summary>
    public int PreviewWidth { get; init; } = 1000;
}
