using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Ocr;

/// <summary>One page image in, words with boxes and confidence out. A page that nobody can read gives no words, never invented ones.</summary>
internal sealed class PageReader(IOcrEngine engine, ReaderLimits limits)
{
    private const double GoodReading = 0.88;
    private const double PoorReading = 0.80;
    private const double LegiblePage = 0.40;
    private const double LegibleWord = 0.60;
    private const double LegibleNumber = 0.80;

    // Upright pages were turned by 180 degrees at confidences of 1.4 to 1.6; real turns had 10 and more.
    private const double SureTurn = 5;

    /// <summary>The page; one that cannot be read has neither words nor text.</summary>
    public Page Read(Pix asGiven, int number, int? dpi)
    {
        using var grey = asGiven.ToGrey();
        var given = dpi ?? asGiven.StatedDpi;
        var best = BestReading(grey, given ?? EstimateDpi(grey));
        var page = new Page
        {
            Number = number,
            Width = grey.Width,
            Height = grey.Height,
            Dpi = given,
            Origin = PageOrigin.Ocr,
            Confidence = 0,
            Text = "",
            Preview = Preview(grey),
            PreviewMediaType = limits.PreviewWidth > 0 ? "image/jpeg" : null,
        };
        if (!IsLegible(best)) return page;
        var (text, words) = Page.Compose(PrintedRows.Order(best.Words).Select(word => ToWord(word, best.Geometry)));
        return page with { Text = text, Words = words, Confidence = best.Mean, Rotation = best.Turn };
    }

    // Evened out first: on a shaded page the plain image reads well where it is bright and silently loses the rest.
    private Attempt BestReading(Pix grey, int dpi)
    {
        var best = Try(grey, dpi, Preparation.Even);
        // The engine reads lines that run down the page, but their order is lost: set upright, rows become rows.
        if (best.RunsDown)
            best = Better(best, Try(grey, dpi, Preparation.Even with { Turn = 270 }));
        if (best.Mean < PoorReading && engine.DetectTurn(grey, dpi) is { Degrees: > 0 } turn && turn.Confidence >= SureTurn)
            best = Better(best, Try(grey, dpi, Preparation.Even with { Turn = turn.Degrees }));
        if (best.Mean < GoodReading)
            best = Better(best, Try(grey, dpi, new(best.Turn, Normalise: false, Median: false)));
        if (best.Mean < PoorReading)
            best = Better(best, Try(grey, dpi, new(best.Turn, Normalise: true, Median: true)));
        return best;
    }

    private Attempt Try(Pix grey, int dpi, Preparation preparation)
    {
        using var prepared = preparation.Apply(grey, dpi);
        return new(engine.Recognise(prepared.Image, prepared.Dpi), prepared.Geometry);
    }

    private static Attempt Better(Attempt first, Attempt second) => second.Score > first.Score * (first.RunsDown ? 0.8 : 1) ? second : first;

    private static bool IsLegible(Attempt attempt)
    {
        if (attempt.Mean < LegiblePage) return false;
        var words = attempt.Words.Where(word => word.Text.Count(char.IsLetterOrDigit) >= 2).ToList();
        var legible = words.Count(word => word.Confidence >= LegibleWord);
        return legible > 0 && legible * 4 >= words.Count;
    }

    private static Word ToWord(PlacedWord word, PageGeometry geometry)
    {
        var area = geometry.Back(word.Area);
        return new()
        {
            Text = word.Text,
            Box = new PixelBox((int)area.X, (int)area.Y, (int)Math.Ceiling(area.Width), (int)Math.Ceiling(area.Height)),
            Line = word.Line,
            Confidence = word.Confidence,
            NeedsReview = word.Confidence < (word.Text.Any(char.IsDigit) ? LegibleNumber : LegibleWord),
        };
    }

    // Without a stated resolution a page is taken for A4 or Letter: its longer side is about 11.3 inches.
    private static int EstimateDpi(Pix page) => Math.Clamp((int)(Math.Max(page.Width, page.Height) / 11.3), 70, 600);

    private byte[]? Preview(Pix grey)
    {
        if (limits.PreviewWidth <= 0) return null;
        using var small = grey.Scale(Math.Min(1, limits.PreviewWidth / (double)grey.Width));
        return small.ToJpeg(quality: 55);
    }

    /// <summary>One way of reading the page. Letters weigh the mean, so that specks do not.</summary>
    private sealed record Attempt(IReadOnlyList<PlacedWord> Words, PageGeometry Geometry)
    {
        public int Turn => Geometry.Turn;

        /// <summary>Most longer words stand on end.</summary>
        public bool RunsDown { get; } = Words.Where(word => word.Text.Length >= 4).Select(word => word.Area.Height > word.Area.Width ? 1 : -1).DefaultIfEmpty(-1).Sum() > 0;

        /// <summary>Letters read well count for a reading, letters read badly against it: neither silence nor noise wins.</summary>
        public double Score { get; } = Words.Sum(word => (word.Confidence - 0.5) * word.Text.Length);

        public double Mean { get; } = Words.Count == 0 ? 0 : Words.Sum(word => word.Confidence * word.Text.Length) / Words.Sum(word => word.Text.Length);
    }
}
