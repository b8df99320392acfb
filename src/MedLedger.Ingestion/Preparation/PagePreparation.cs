using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>How a page image is made ready, and the way back to the page as given.</summary>
/// <param name="Turn">Clockwise quarter turn that sets the page upright.</param>
/// <param name="Even">Evens out paper and shadow.</param>
/// <param name="Smoothing">How often the page is blurred softly: grain and needle dots close, thin strokes fade.</param>
internal sealed record PagePreparation(int Turn, bool Even, int Smoothing)
{
    private const int WorkingDpi = 240;
    private const double WorkingLetter = 22;
    private const double LargestScale = 3.5;

    private const double SmallLetter = 12;
    private const double Joins = 1.3;
    private const int MostSmoothing = 3;
    private const int HeavySmoothing = 5;
    private const double FaintAfterSmoothing = 1.6;

    public static PagePreparation Plain { get; } = new(0, Even: true, Smoothing: 0);

    public PreparedPage Apply(GreyImage given, int? statedDpi)
    {
        var native = Native(given);
        var smoothing = Smoothing + (Speckle.Measure(native) > Speckle.Grainy ? 1 : 0);
        var sample = smoothing > 0 ? Speckle.Smooth(native, 1) : native;
        var blots = Ink.Blots(sample);
        var grain = Specks.Prevail(blots);
        // Letters in crumbs, the dots of a needle printer or grain through carbon paper: a softer look joins them, and they grow. Grain that
        // makes more pieces than a page has letters fades.
        while (smoothing < (grain ? HeavySmoothing : MostSmoothing) && (Specks.Prevail(blots) || !(LetterHeight(blots) >= SmallLetter)))
        {
            var softer = Speckle.Smooth(sample, 1);
            var joined = Ink.Blots(softer);
            if (!Specks.Prevail(blots) && !(LetterHeight(joined) > Joins * (LetterHeight(blots) ?? 4))) break;
            (sample, blots, smoothing) = (softer, joined, smoothing + 1);
        }

        var scale = Scale(blots, statedDpi);
        // Grain is smoothed after enlarging and before shrinking: a filter at a low native resolution eats the strokes of small print.
        // Heavy grain has to go first: enlarged, it would be letters.
        if (smoothing > 0 && (grain || scale <= 1)) native = Speckle.Smooth(native, smoothing);
        var page = native;
        double angle = 0;
        using (var pix = native.ToPix())
        {
            using var scaled = scale == 1 ? pix.Scale(1) : pix.Scale(scale);
            (angle, var confidence) = scaled.Skew();
            if (confidence <= 2 || Math.Abs(angle) <= 0.15) angle = 0;
            if (angle != 0)
            {
                using var straight = scaled.Rotate(angle);
                page = GreyImage.Of(straight);
            }
            else if (scale != 1)
            {
                page = GreyImage.Of(scaled);
            }
        }

        if (smoothing > 0 && scale > 1 && !grain) page = Speckle.Smooth(page, smoothing);
        // Smoothing takes from the strokes what it takes from the grain: on faint print so much that they are no longer ink.
        if (smoothing > 0 && Even) Paper.Darken(page, FaintAfterSmoothing);
        var field = LineField.Measure(page);
        if (field is not null) page = field.Straighten(page);
        var rules = Rules.Erase(page, (int)(4 * WorkingLetter));
        blots = Ink.Blots(page);
        var letter = LetterHeight(blots) ?? WorkingLetter;
        var swept = Specks.Swept(page, blots, letter);
        if (swept) blots = Ink.Blots(page);
        var ticks = TickBoxes.Take(page, blots, letter);
        return new(page, WorkingDpi, letter, blots, ticks, new(given.Width, given.Height, page.Width, page.Height, Turn, scale, angle, field)) { Swept = swept, Rules = rules };
    }

    private GreyImage Native(GreyImage given)
    {
        var turned = given;
        if (Turn != 0)
        {
            using var pix = given.ToPix();
            using var upright = pix.TurnClockwise(Turn);
            turned = GreyImage.Of(upright);
        }

        var native = Even ? Paper.Even(turned) : turned.Copy();
        LostRows.Mend(native);
        return native;
    }

    // Letters decide, not what the file says: a photograph states any resolution or none. Where both agree roughly, the statement is exact.
    private static double Scale(List<Blot> blots, int? statedDpi)
    {
        var letter = LetterHeight(blots);
        var byLetters = letter is { } height ? WorkingLetter / height : (double?)null;
        var byStatement = statedDpi is { } dpi ? WorkingDpi / (double)dpi : (double?)null;
        var scale = (byLetters, byStatement) switch
        {
            ({ } letters, { } stated) => letters > 0.6 * stated && letters < 1.7 * stated ? stated : letters,
            ({ } letters, null) => letters,
            (null, { } stated) => stated,
            _ => 1,
        };
        return scale is > 0.85 and < 1.25 ? 1 : Math.Clamp(scale, 0.25, LargestScale);
    }

    /// <summary>The usual height of a letter; null where too little ink looks like letters.</summary>
    private static double? LetterHeight(List<Blot> blots)
    {
        var heights = blots.Where(b => b.Height is >= 6 and <= 200 && b.Width is >= 2 and <= 300 && b.Width < 4 * b.Height && b.Height < 8 * b.Width && b.Pixels * 8 > b.Width * b.Height)
            .Select(b => b.Height).Order().ToList();
        return heights.Count < 25 ? null : heights[heights.Count / 2];
    }
}

/// <summary>An image ready to be read, and where its points lie on the page as given.</summary>
/// <param name="Image">Dark ink on even paper, lines straight, rules and tick boxes taken off.</param>
/// <param name="Dpi">The resolution to tell an engine.</param>
/// <param name="LetterHeight">The usual height of a letter.</param>
/// <param name="Blots">Connected ink, tick boxes included.</param>
/// <param name="Ticks">Tick boxes, as words.</param>
/// <param name="Geometry">The way back.</param>
internal sealed record PreparedPage(GreyImage Image, int Dpi, double LetterHeight, IReadOnlyList<Blot> Blots, IReadOnlyList<PlacedWord> Ticks, PageGeometry Geometry)
{
    /// <summary>Specks were taken off, and points of numbers may have gone with them.</summary>
    public bool Swept { get; init; }

    /// <summary>The level rules that were taken off, row by row.</summary>
    public IReadOnlyList<RuleRow> Rules { get; init; } = [];
}
