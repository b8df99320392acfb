using System.Globalization;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Parsing;

/// <summary>PDF: the text layer where it is sane, OCR for pages that are images, page by page.</summary>
internal sealed class PdfDocument(PageReader pages, ReaderLimits limits)
{
    private const double PointsPerInch = 72;
    private const int RenderDpi = 300;
    private const long MostText = 256L * 1024 * 1024;

    // A scan with a printed-on header line has a text layer that is not the page.
    private const int WordsOfARealPage = 20;

    public async Task<ReadOutcome> ReadAsync(byte[] pdf, DocumentReading reading, CancellationToken cancellationToken)
    {
        var info = await Poppler.RunAsync("pdfinfo", pdf, MostText, cancellationToken, "-f", "1", "-l", limits.MaxPages.ToString(CultureInfo.InvariantCulture), "-");
        if (info.Errors.Contains("Incorrect password", StringComparison.Ordinal)) return new ReadOutcome.Refused(reading, ReadingProblems.PasswordProtected);
        var problem = PdfDamage.Find(pdf, info.Errors);
        if (info.ExitCode != 0 || PdfFacts.Parse(info.Text) is not { } facts)
            return new ReadOutcome.Unreadable(reading, problem ?? ReadingProblems.Damaged);
        if (facts.Pages > limits.MaxPages) return new ReadOutcome.Refused(reading, ReadingProblems.TooManyPages(limits.MaxPages));

        var layer = await Poppler.RunAsync("pdftotext", pdf, MostText, cancellationToken, "-bbox-layout", "-enc", "UTF-8", "-", "-");
        problem ??= PdfDamage.Find(pdf, layer.Errors);
        if (layer.Overflow) return new ReadOutcome.Refused(reading, ReadingProblems.TooManyCharacters(limits.MaxCharacters));
        var layerPages = TextLayer.Parse(layer.Text, 1).ToDictionary(page => page.Number);
        var list = await Poppler.RunAsync("pdfimages", pdf, MostText, cancellationToken, "-list", "-");
        var images = PdfFacts.ParseImages(list.Text);

        var read = new List<Page>();
        for (var number = 1; number <= facts.Pages; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var image = images.TryGetValue(number, out var largest) ? largest : (PdfImage?)null;
            switch (await ReadPageAsync(pdf, number, facts.SizeOf(number), layerPages.GetValueOrDefault(number), image, cancellationToken))
            {
                case { } page:
                    read.Add(page);
                    break;
                case null when TooManyPixels(facts.SizeOf(number)):
                    return new ReadOutcome.Refused(reading, ReadingProblems.TooManyPixels(limits.MaxPixels));
                case null:
                    problem ??= ReadingProblems.Damaged;
                    break;
            }
        }

        return read.Count == 0
            ? new ReadOutcome.Unreadable(reading, problem ?? ReadingProblems.Damaged)
            : PageOutcomes.Judge(reading, read, problem);
    }

    private async Task<Page?> ReadPageAsync(byte[] pdf, int number, (double Width, double Height) size, Page? layer, PdfImage? image, CancellationToken cancellationToken)
    {
        var sane = layer is not null && TextLayer.IsSane(layer);
        var scanned = image is { } largest && largest.Covers(size.Width);
        if (sane && !(scanned && layer!.Words.Count < WordsOfARealPage))
            return layer! with { Preview = await PreviewAsync(pdf, number, cancellationToken), PreviewMediaType = limits.PreviewWidth > 0 ? "image/jpeg" : null };
        // Nothing on the page at all: it is blank, not unreadable.
        if (image is null && layer is { Text.Length: 0 }) return layer;

        var dpi = RenderDpiFor(size, image);
        if (dpi is null) return null;
        var rendered = await RenderAsync(pdf, number, dpi.Value, cancellationToken);
        using var pix = rendered.Length > 0 ? Pix.Decode(rendered) : null;
        if (pix is null) return sane ? layer : null;
        var page = pages.Read(pix, number, dpi);
        return sane && page.Text.Length < layer!.Text.Length ? layer : page;
    }

    // At the scan's own resolution a rendered pixel is a scanned pixel.
    private int? RenderDpiFor((double Width, double Height) size, PdfImage? image)
    {
        if (TooManyPixels(size)) return null;
        var wanted = image is { Ppi: >= 100 and <= 400 } scan ? scan.Ppi : RenderDpi;
        var most = Math.Sqrt(limits.MaxPixels / (size.Width * size.Height)) * PointsPerInch;
        return Math.Max((int)PointsPerInch, (int)Math.Min(wanted, most));
    }

    private bool TooManyPixels((double Width, double Height) size) => size.Width * size.Height > limits.MaxPixels;

    private async Task<byte[]> RenderAsync(byte[] pdf, int number, int dpi, CancellationToken cancellationToken)
    {
        var page = number.ToString(CultureInfo.InvariantCulture);
        var done = await Poppler.RunAsync("pdftoppm", pdf, limits.MaxPixels + 1024, cancellationToken, "-gray", "-r", dpi.ToString(CultureInfo.InvariantCulture), "-f", page, "-l", page, "-");
        return done.Overflow ? [] : done.Output;
    }

    private async Task<byte[]?> PreviewAsync(byte[] pdf, int number, CancellationToken cancellationToken)
    {
        if (limits.PreviewWidth <= 0) return null;
        var page = number.ToString(CultureInfo.InvariantCulture);
        var done = await Poppler.RunAsync(
            "pdftoppm", pdf, limits.MaxPixels, cancellationToken,
            "-gray", "-jpeg", "-jpegopt", "quality=60", "-scale-to-x", Math.Min(limits.PreviewWidth, 900).ToString(CultureInfo.InvariantCulture), "-scale-to-y", "-1", "-f", page, "-l", page, "-");
        return done.Output.Length > 0 && !done.Overflow ? done.Output : null;
    }
}
