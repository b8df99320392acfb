using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Preparation;
using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.Ocr;

/// <summary>One page image in, words with boxes and confidence out. A page that nobody can read gives no words, never invented ones.</summary>
/// <param name="engine">Reads the whole page.</param>
/// <param name="recognisers">Read words again, opened with the first page; null where there are none.</param>
/// <param name="limits">How large the preview may be.</param>
internal sealed class PageReader(IOcrEngine engine, Lazy<Recognisers?>? recognisers, ReaderLimits limits)
{
    private const double LegiblePage = 0.40;
    private const double LegibleWord = 0.60;
    private readonly PageAttempts _attempts = new(engine);
    private SecondPass? _secondOfAll;

    private SecondPass? Second => _secondOfAll ??= recognisers?.Value is { } opened ? new(engine, opened) : null;

    /// <summary>The page; one that cannot be read has neither words nor text.</summary>
    public Page Read(Pix asGiven, int number, int? dpi)
    {
        var flatness = asGiven.Flatness;
        var (seen, faded) = InkChannel.Of(asGiven, flatness);
        var given = dpi ?? asGiven.StatedDpi;
        var best = _attempts.Best(seen, faded, given);
        var page = new Page
        {
            Number = number,
            Width = asGiven.Width,
            Height = asGiven.Height,
            Dpi = given,
            Origin = PageOrigin.Ocr,
            Confidence = 0,
            Text = "",
            Preview = Preview(asGiven),
            PreviewMediaType = limits.PreviewWidth > 0 ? "image/jpeg" : null,
        };
        if (!best.IsLegible(LegiblePage, LegibleWord)) return page;
        var read = Second is null ? [.. best.Words.Select(word => new ReadWord(word, null))] : Second.Read(best);
        var words = Stand(best.Page, read);
        var (text, placed) = Page.Compose(ReadingOrder.Of([.. BesideBoxes.Trim(words, best.Page.Ticks), .. best.Page.Ticks]).Select(word => ToWord(word, best.Page.Geometry, flatness)));
        return page with { Text = text, Words = placed, Confidence = best.Mean, Rotation = best.Turn };
    }

    // What a word says, then what its ink and its neighbours say against it. The order matters: what one step parts, the next looks at.
    private IReadOnlyList<PlacedWord> Stand(PreparedPage page, IReadOnlyList<ReadWord> read)
    {
        var settled = read.SelectMany(word => Gate.Settle(word, Second is not null) is { } stands ? SeenBlanks.Part(word, stands) : []);
        List<PlacedWord> parted = [.. Ranges.Part(page, BareStems.Doubt(page, [.. Struck.Mark(page, settled)]))];
        parted = [.. Ranges.PartAlike([.. LostBlanks.Restore(page, parted)])];
        List<PlacedWord> restored = [.. MicroSigns.Restore(page, Fractions.Restore(page, [.. Bullets.Restore(page, parted)]))];
        List<PlacedWord> doubted = [.. CodeRows.Doubt([.. LostPoints.Doubt(restored)])];
        List<PlacedWord> placed = [.. LoneSigns.Place(page, doubted)];
        var stand = Neighbours.Doubt(InkBeside.Doubt(page, placed, doubted), page.LetterHeight, Second?.Look(page));
        return [.. stand.Select(word => word with { Unsure = word.Unsure || (page.Swept && Numbers.HasDigit(word.Text)) })];
    }

    private static Word ToWord(PlacedWord word, PageGeometry geometry, double flatness)
    {
        var area = geometry.Back(word.Area);
        area = area with { Y = area.Y / flatness, Height = area.Height / flatness };
        return new()
        {
            Text = word.Text,
            Box = new PixelBox((int)area.X, (int)area.Y, (int)Math.Ceiling(area.Width), (int)Math.Ceiling(area.Height)),
            Line = word.Line,
            Confidence = word.Confidence,
            Alternatives = word.Others,
            NeedsReview = word.Unsure,
            IsStruck = word.IsStruck,
        };
    }

    private byte[]? Preview(Pix asGiven)
    {
        if (limits.PreviewWidth <= 0) return null;
        using var grey = asGiven.ToGrey();
        using var small = grey.Scale(Math.Min(1, limits.PreviewWidth / (double)grey.Width));
        return small.ToJpeg(quality: 55);
    }
}
