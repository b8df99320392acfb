namespace MedLedger.Ingestion.Intake;

/// <summary>What one document may cost. Enforced before decoding wherever the format says its size in advance.</summary>
public sealed record ReaderLimits
{
    /// <summary>Bytes of a document.</summary>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Pages of a PDF or a TIFF that are read; what lies behind them is named as not read.</summary>
    public int MaxPages { get; init; } = 200;

    /// <summary>Pixels of one page image.</summary>
    public long MaxPixels { get; init; } = 80_000_000;

    /// <summary>UTF-16 code units of a text file.</summary>
    public int MaxCharacters { get; init; } = 4_000_000;

    /// <summary>After this long no further page is begun, so that what was read still arrives before the reader is stopped. Default 90 seconds.</summary>
    public TimeSpan LastPageBegins { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Widest preview in pixels; 0 makes none.</summary>
    public int PreviewWidth { get; init; } = 1000;

    /// <summary>Engines that read a page image: 2 has doubtful lines and every number read again by the second one, 1 does not.</summary>
    public int Readers { get; init; } = 2;
}
