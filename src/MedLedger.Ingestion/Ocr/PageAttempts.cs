using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.Ocr;

/// <summary>Reads a page with the first engine, prepared one way after another until it reads well, and keeps the best.</summary>
internal sealed class PageAttempts(IOcrEngine engine)
{
    private const double GoodReading = 0.83;
    private const double PoorReading = 0.65;
    private const double StripShare = 0.18;
    private const int FewAreas = 3;

    // Upright pages were turned by 180 degrees at confidences of 1.4 to 1.6; real turns had 10 and more.
    private const double SureTurn = 5;

    public Attempt Best(GreyImage seen, GreyImage? faded, int? dpi)
    {
        var page = faded ?? seen;
        var best = Try(PagePreparation.Plain.Apply(page, dpi));
        // The engine reads lines that run down the page, but their order is lost: set upright, rows become rows.
        if (best.RunsDown)
            best = Attempt.Better(best, Try((PagePreparation.Plain with { Turn = 270 }).Apply(page, dpi)));
        if (best.Mean < PoorReading && Turn(best) is { } turn)
            best = Attempt.Better(best, Try((PagePreparation.Plain with { Turn = turn }).Apply(page, dpi)));
        if (faded is not null) best = WithColour(best, seen, dpi);
        if (best.Mean < GoodReading) best = BetterOnStrip(best, new PagePreparation(best.Turn, Even: true, Smoothing: 2).Apply(page, dpi));
        if (best.Mean < PoorReading) best = BetterOnStrip(best, new PagePreparation(best.Turn, Even: false, Smoothing: 0).Apply(page, dpi));
        return best;
    }

    // Coloured ink may be a stamp over the text or the text itself: where it holds lines that nobody read, the page is read with it too.
    private Attempt WithColour(Attempt best, GreyImage seen, int? dpi)
    {
        var coloured = (PagePreparation.Plain with { Turn = best.Turn }).Apply(seen, dpi);
        return UnreadInk.Find(coloured, best.Words).Count <= FewAreas ? best : Attempt.Joined(best, Try(coloured));
    }

    // Another preparation is tried on the strip that holds most letters, and on the whole page only where it wins there.
    private Attempt BetterOnStrip(Attempt best, PreparedPage other)
    {
        var height = best.Page.Image.Height;
        var strip = (int)(StripShare * height);
        if (strip < 4 * best.Page.LetterHeight || best.Words.Count < 20) return Attempt.Better(best, Try(other));
        var top = best.Words.Select(word => word.Area.Y).MaxBy(y => best.Words.Where(word => Within(word, y, strip)).Sum(word => word.Text.Length));
        var known = new Attempt([.. best.Words.Where(word => Within(word, top, strip))], best.Page);
        double from = top / height, to = (top + strip) / height;
        var tried = Try(other with { Image = other.Image.Rows((int)(from * other.Image.Height), (int)(to * other.Image.Height)) });
        return tried.Score > 1.05 * known.Score ? Attempt.Better(best, Try(other)) : best;
    }

    private static bool Within(PlacedWord word, double top, double height) => word.Area.Y >= top && word.Area.Bottom <= top + height;

    private int? Turn(Attempt attempt)
    {
        using var image = attempt.Page.Image.ToPix();
        return engine.DetectTurn(image, attempt.Page.Dpi) is { Degrees: > 0, Confidence: >= SureTurn } turn ? (attempt.Turn + turn.Degrees) % 360 : null;
    }

    private Attempt Try(PreparedPage prepared)
    {
        using var image = prepared.Image.ToPix();
        return new(engine.Recognise(image, prepared.Dpi), prepared);
    }
}
