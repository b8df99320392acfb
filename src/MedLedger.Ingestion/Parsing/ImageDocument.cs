using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Parsing;

/// <summary>PNG, JPEG, BMP, WebP, GIF, and TIFF of one or more pages. Intake has looked at the header already.</summary>
internal sealed class ImageDocument(PageReader pages, ReaderLimits limits)
{
    public ReadOutcome Read(byte[] bytes, DocumentReading reading, CancellationToken cancellationToken) =>
        reading.MediaType == "image/tiff" ? ReadTiff(bytes, reading, cancellationToken) : ReadOne(bytes, reading);

    private ReadOutcome ReadOne(byte[] bytes, DocumentReading reading)
    {
        var breaksOff = BreaksOff(bytes, reading.MediaType);
        var problem = breaksOff ? ReadingProblems.Truncated : ReadingProblems.Damaged;
        var picture = reading.MediaType == "image/gif" ? GifPicture.ToPpm(bytes) : bytes;
        if (picture is null || Pix.Measure(picture) is not { } size) return new ReadOutcome.Unreadable(reading, problem);
        if ((long)size.Width * size.Height > limits.MaxPixels) return new ReadOutcome.Refused(reading, ReadingProblems.TooManyPixels(limits.MaxPixels));
        using var image = Pix.Decode(picture);
        if (image is null) return new ReadOutcome.Unreadable(reading, problem);
        var page = BlankPage.Judge(pages.Read(image, 1, null), image, null);
        var animated = ImageHeader.Read(bytes, reading.MediaType) is { IsAnimated: true };
        return PageOutcomes.Judge(reading, [page], breaksOff ? ReadingProblems.Truncated : animated ? ReadingProblems.Animated : null);
    }

    private ReadOutcome ReadTiff(byte[] bytes, DocumentReading reading, CancellationToken cancellationToken)
    {
        using var lastPage = new CancellationTokenSource(limits.LastPageBegins);
        var read = new List<Page>();
        ReadingProblem? problem = null;
        for (var index = 0; Pix.MeasureTiff(bytes, index) is { } size; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (index >= limits.MaxPages || lastPage.IsCancellationRequested)
            {
                problem = lastPage.IsCancellationRequested ? ReadingProblems.TimeLimitAfter(index) : ReadingProblems.TooManyPages(limits.MaxPages);
                break;
            }

            if ((long)size.Width * size.Height > limits.MaxPixels) return new ReadOutcome.Refused(reading, ReadingProblems.TooManyPixels(limits.MaxPixels));
            using var image = Pix.DecodeTiff(bytes, index);
            if (image is null) problem = ReadingProblems.Damaged;
            else read.Add(BlankPage.Judge(pages.Read(image, index + 1, null), image, null));
        }

        return read.Count == 0
            ? new ReadOutcome.Unreadable(reading, problem ?? ReadingProblems.Damaged)
            : PageOutcomes.Judge(reading, read, problem);
    }

    // A JPEG ends with the EOI marker (ITU-T T.81, B.1.1.3), a PNG with the IEND chunk (PNG 1.2, 11.2.5), a GIF with its trailer. Decoders fill the rest with grey.
    private static bool BreaksOff(ReadOnlySpan<byte> bytes, string mediaType) => mediaType switch
    {
        "image/jpeg" => bytes[^Math.Min(bytes.Length, 4096)..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0,
        "image/png" => bytes[^Math.Min(bytes.Length, 4096)..].LastIndexOf("IEND"u8) < 0,
        "image/gif" => bytes.TrimEnd((byte)0)[^1] != 0x3B,
        _ => false,
    };
}
