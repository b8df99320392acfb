using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.Ocr;

/// <summary>Reads a page with the first engine, prepared one way after another until it reads well, and keeps the best.</summary>
internal sealed class PageAttempts(IOcrEngine engine)
{
    private const double GoodReading = 0.83;
    private const double PoorReading = 0.65;
    private const double StripShare = 0.14;
    private const int TrialLetters = 12;
    private const int FewAreas = 3;

    // A page is read the other way up only where that reads far better: letters like o, s, x stand either way.
    private const double ClearlyBetter = 1.3;

    public Attempt Best(GreyImage seen, GreyImage? faded, int? dpi)
    {
        var page = faded ?? seen;
        var prepared = PagePreparation.Plain.Apply(page, dpi);
        // The engine reads lines that run down the page, but their order is lost: set upright, rows become rows.
        var stance = Stance.Of(prepared.Blots, prepared.LetterHeight);
        var turn = stance.Sideways ? ReadsBetterAt(prepared, 90, 270) : stance.Overturned ? ReadsBetterAt(prepared, 0, 180) : 0;
        if (turn != 0) prepared = (PagePreparation.Plain with { Turn = turn }).Apply(page, dpi);
        var best = Try(prepared);
        if (best.Mean < PoorReading && stance is { Sideways: false, Overturned: false } && ReadsBetterAt(prepared, 0, 180) == 180)
            best = Attempt.Better(best, Try((PagePreparation.Plain with { Turn = 180 }).Apply(page, dpi)));
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

    /// <summary>Which of two quarter turns makes letters of the densest part of the page; the first where it is not clear.</summary>
    private int ReadsBetterAt(PreparedPage page, int usual, int other)
    {
        var image = page.Image;
        var along = usual is 90 ? image.Width : image.Height;
        var strip = Math.Min(along, TrialLetters * page.LetterHeight);
        var starts = page.Blots.Select(blot => usual is 90 ? (double)blot.Left : blot.Top).Order().ToList();
        // The start with most ink behind it within the strip's length.
        var (from, most) = (0.0, 0);
        for (int first = 0, last = 0; first < starts.Count; first++)
        {
            while (last < starts.Count && starts[last] < starts[first] + strip) last++;
            if (last - first > most) (from, most) = (starts[first], last - first);
        }

        using var whole = image.ToPix();
        var area = usual is 90 ? new Area(from, 0, strip, image.Height) : new Area(0, from, image.Width, strip);
        using var part = whole.Crop(area);
        double one = Score(part, usual, page), two = Score(part, other, page);
        return two > Math.Max(0, one) * ClearlyBetter ? other : usual;
    }

    private double Score(Pix part, int turn, PreparedPage page)
    {
        using var turned = part.TurnClockwise(turn);
        return new Attempt(engine.Recognise(turned, page.Dpi), page).Score;
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

    private Attempt Try(PreparedPage prepared)
    {
        using var image = prepared.Image.ToPix();
        return new(engine.Recognise(image, prepared.Dpi), prepared);
    }
}
