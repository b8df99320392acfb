namespace MedLedger.Ingestion.SecondReading;

/// <summary>The readers of lines that look at a page again.</summary>
/// <param name="Words">Reads words, figures and units of any kind.</param>
/// <param name="Figures">Reads figures only; null where it is not installed.</param>
internal sealed record Recognisers(ILineRecogniser Words, ILineRecogniser? Figures) : IDisposable
{
    /// <summary>Those beside this program; null without the reader of words.</summary>
    public static Recognisers? Open() => PaddleRecogniser.Open() is { } words ? new(words, FigureRecogniser.Open()) : null;

    public void Dispose()
    {
        Words.Dispose();
        Figures?.Dispose();
    }
}
