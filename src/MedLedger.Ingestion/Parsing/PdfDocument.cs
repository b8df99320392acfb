using System.Globalization;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Confinement;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Parsing;

/// <summary>PDF, decided page by page: its text layer where that is the page, OCR where the page is a picture, both where it is both.</summary>
internal sealed class PdfDocument(PageReader pages, ReaderLimits limits)
{
    private const long MostText = 256L * 1024 * 1024;
    private readonly PdfPicture _picture = new(limits);

    public async Task<ReadOutcome> ReadAsync(byte[] pdf, DocumentReading reading, CancellationToken cancellationToken)
    {
        using var lastPage = new CancellationTokenSource(limits.LastPageBegins);
        var last = limits.MaxPages.ToString(CultureInfo.InvariantCulture);
        // Every program costs little more than its start, so none is started that has nothing to tell.
        var layered = Poppler.RunAsync("pdftotext", pdf, MostText, cancellationToken, "-bbox-layout", "-enc", "UTF-8", "-l", last, "-", "-");
        var listed = PdfImageSigns.MayHoldImages(pdf) ? Poppler.RunAsync("pdfimages", pdf, MostText, cancellationToken, "-list", "-l", last, "-") : null;
        await Task.WhenAll(new Task?[] { layered, listed }.OfType<Task>());
        var layer = await layered;
        var layers = layer.Overflow ? [] : TextLayer.Parse(layer.Text, 1).ToDictionary(page => page.Number);
        // All pages came without a complaint: their count and sizes are known. Else, or where there may be more, pdfinfo is asked.
        var whole = layer is { ExitCode: 0, Errors.Length: 0 } && layers.Count > 0 && layers.Count < limits.MaxPages;
        var info = whole ? new(0, [], "", Overflow: false) : await Poppler.RunAsync("pdfinfo", pdf, MostText, cancellationToken, "-f", "1", "-l", last, "-");
        var known = whole ? new(layers.Count, layers.ToDictionary(page => page.Key, page => ((double)page.Value.Width, (double)page.Value.Height))) : PdfFacts.Parse(info.Text);

        if (info.Errors.Contains("Incorrect password", StringComparison.Ordinal)) return new ReadOutcome.Refused(reading, ReadingProblems.PasswordProtected);
        var problem = PdfDamage.Find(pdf, info.Errors) ?? PdfDamage.Find(pdf, layer.Errors);
        if (info.ExitCode != 0 || known is not { } facts)
            return new ReadOutcome.Unreadable(reading, problem ?? ReadingProblems.Damaged);
        // A layer that did not fit into memory is no empty one: the page would be called blank.
        if (layer.WasKilled || (layer.ExitCode != 0 && LastWords.TellOfMemory(layer.Errors))) return new ReadOutcome.Unreadable(reading, LastWords.TellOfMemory(layer.Errors) ? ReadingProblems.MemoryLimit : ReadingProblems.ReaderFailed);
        if (layer.Overflow) return new ReadOutcome.Refused(reading, ReadingProblems.TooManyCharacters(limits.MaxCharacters));
        if (facts.Pages > limits.MaxPages) problem ??= ReadingProblems.TooManyPages(facts.Pages, limits.MaxPages);
        var images = listed is null ? [] : PdfFacts.ParseImages((await listed).Text);

        var read = new List<Page>();
        var notes = new List<string>();
        for (var number = 1; number <= Math.Min(facts.Pages, limits.MaxPages); number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lastPage.IsCancellationRequested)
            {
                problem = ReadingProblems.TimeLimitAfter(number - 1);
                break;
            }

            var size = facts.SizeOf(number);
            if (_picture.IsTooLarge(size)) return new ReadOutcome.Refused(reading, ReadingProblems.TooManyPixels(limits.MaxPixels));
            var page = await ReadPageAsync(pdf, size, layers.GetValueOrDefault(number) ?? TextLayer.Empty(number, size), images.GetValueOrDefault(number), notes, cancellationToken);
            if (page is null) problem ??= ReadingProblems.Damaged;
            else read.Add(page);
        }

        return read.Count == 0
            ? new ReadOutcome.Unreadable(reading, problem ?? ReadingProblems.Damaged)
            : PageOutcomes.Judge(reading with { NotUnderstood = notes }, read, problem);
    }

    private async Task<Page?> ReadPageAsync(byte[] pdf, (double Width, double Height) size, Page layer, PdfImages images, List<string> notes, CancellationToken cancellationToken)
    {
        var hasPicture = images.ShareOf(size) >= PdfImages.PartOfThePage;
        var quality = LayerQuality.Of(layer);
        if (quality == LayerQuality.Kind.Words && !hasPicture)
            return layer with { Preview = await _picture.PreviewAsync(pdf, layer.Number, cancellationToken), PreviewMediaType = limits.PreviewWidth > 0 ? "image/jpeg" : null };
        // Nothing on the page at all: it is blank, not unreadable.
        if (quality == LayerQuality.Kind.Empty && images.Count == 0) return layer;

        var dpi = _picture.DpiFor(size, images);
        var rendered = await _picture.RenderAsync(pdf, layer.Number, dpi, cancellationToken);
        using var pix = rendered.Length > 0 ? Pix.Decode(rendered) : null;
        if (pix is null) return quality == LayerQuality.Kind.Words ? layer : null;
        var seen = BlankPage.Judge(pages.Read(pix, layer.Number, dpi), pix, dpi);
        if (quality == LayerQuality.Kind.Empty) return seen;
        var both = LayerAgainstPicture.Merge(layer, seen, suspect: quality == LayerQuality.Kind.Garbage);
        if (!both.LayerBelieved) notes.Add($"the text layer of page {layer.Number} ({(quality == LayerQuality.Kind.Garbage ? "it holds no words" : "it says something else than its picture")}; the picture was read)");
        return both.Page;
    }
}
