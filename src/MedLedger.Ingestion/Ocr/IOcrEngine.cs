using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Ocr;

/// <summary>Reads the words of one prepared page image. A second engine is slotted in here.</summary>
internal interface IOcrEngine : IDisposable
{
    /// <summary>Words in the engine's reading order, boxes in pixels of <paramref name="page"/>.</summary>
    IReadOnlyList<PlacedWord> Recognise(Pix page, int dpi);

    /// <summary>The words of one line whose place is known.</summary>
    IReadOnlyList<PlacedWord> RecogniseLine(Pix page, Area area, int dpi);
}
