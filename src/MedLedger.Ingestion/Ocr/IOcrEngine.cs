using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Ocr;

/// <summary>Reads the words of one prepared page image. A second engine is slotted in here.</summary>
internal interface IOcrEngine : IDisposable
{
    Recognition Recognise(Pix page, int dpi);

    /// <summary>Clockwise degrees by which the page must be turned to stand upright, and how sure that is; null when nothing tells.</summary>
    (int Degrees, double Confidence)? DetectTurn(Pix page, int dpi);
}

/// <summary>What an engine read.</summary>
/// <param name="Words">In the engine's reading order, boxes in pixels of the image it was given.</param>
/// <param name="Turn">Clockwise degrees by which the image would have to be turned for most of its lines to run left to right.</param>
internal sealed record Recognition(IReadOnlyList<PlacedWord> Words, int Turn);
