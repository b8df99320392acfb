using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.Ocr;

/// <summary>Reads a page with the first engine, prepared one way after another until it reads well, and keeps the best.</summary>
internal sealed class PageAttempts(IOcrEngine engine)
{
    private const double GoodReading = 0.86;
    private const double PoorReading = 0.80;

    // Upright pages were turned by 180 degrees at confidences of 1.4 to 1.6; real turns had 10 and more.
    private const double SureTurn = 5;

    public Attempt Best(GreyImage seen, GreyImage? faded, int? dpi)
    {
        var page = faded ?? seen;
        var best = Try(page, dpi, PagePreparation.Plain);
        // The engine reads lines that run down the page, but their order is lost: set upright, rows become rows.
        if (best.RunsDown)
            best = Attempt.Better(best, Try(page, dpi, PagePreparation.Plain with { Turn = 270 }));
        if (best.Mean < PoorReading && Turn(best) is { } turn)
            best = Attempt.Better(best, Try(page, dpi, PagePreparation.Plain with { Turn = turn }));
        // Coloured ink may be a stamp over the text or the text itself: whatever only the other view shows is added.
        if (faded is not null)
            best = Attempt.Joined(best, Try(seen, dpi, PagePreparation.Plain with { Turn = best.Turn }));
        if (best.Mean < GoodReading)
            best = Attempt.Better(best, Try(page, dpi, new(best.Turn, Even: true, Smoothing: 2)));
        if (best.Mean < PoorReading)
            best = Attempt.Better(best, Try(page, dpi, new(best.Turn, Even: false, Smoothing: 0)));
        return best;
    }

    private int? Turn(Attempt attempt)
    {
        using var image = attempt.Page.Image.ToPix();
        return engine.DetectTurn(image, attempt.Page.Dpi) is { Degrees: > 0, Confidence: >= SureTurn } turn ? (attempt.Turn + turn.Degrees) % 360 : null;
    }

    private Attempt Try(GreyImage page, int? dpi, PagePreparation preparation)
    {
        var prepared = preparation.Apply(page, dpi);
        using var image = prepared.Image.ToPix();
        return new(engine.Recognise(image, prepared.Dpi), prepared);
    }
}
