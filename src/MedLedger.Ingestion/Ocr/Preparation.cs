namespace MedLedger.Ingestion.Ocr;

/// <summary>What is done to a page image before it is read, and the way back to the page as given.</summary>
/// <param name="Turn">Clockwise quarter turn that sets the page upright.</param>
/// <param name="Normalise">Evens out paper and shadow.</param>
/// <param name="Median">Removes speckle; ruins thin strokes, so only tried where nothing else reads.</param>
internal sealed record Preparation(int Turn, bool Normalise, bool Median)
{
    private const int WorkingDpi = 300;
    private const double LargestScale = 3.5;

    public static Preparation Even { get; } = new(0, Normalise: true, Median: false);

    public PreparedPage Apply(Pix grey, int dpi)
    {
        var current = Turn == 0 ? grey.Scale(1) : grey.TurnClockwise(Turn);
        // Scale first: a filter at a low native resolution eats the strokes of small print.
        var scale = dpi is < 250 or > 450 ? Math.Min(WorkingDpi / (double)dpi, LargestScale) : 1;
        if (scale != 1) current = Replace(current, current.Scale(scale));
        if (Median) current = Replace(current, current.Median());
        if (Normalise) current = Replace(current, current.NormaliseBackground());
        var (angle, confidence) = current.Skew();
        if (confidence <= 2 || Math.Abs(angle) <= 0.15) angle = 0;
        if (angle != 0) current = Replace(current, current.Rotate(angle));
        return new(current, (int)Math.Round(dpi * scale), new(grey.Width, grey.Height, current.Width, current.Height, Turn, scale, angle));
    }

    private static Pix Replace(Pix old, Pix made)
    {
        old.Dispose();
        return made;
    }
}

/// <summary>An image ready to be read, its resolution, and where its points lie on the page as given.</summary>
internal sealed record PreparedPage(Pix Image, int Dpi, PageGeometry Geometry) : IDisposable
{
    public void Dispose() => Image.Dispose();
}
