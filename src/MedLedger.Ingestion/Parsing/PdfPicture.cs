using System.Globalization;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Parsing;

/// <summary>Pages of a PDF as images, rendered by poppler.</summary>
internal sealed class PdfPicture(ReaderLimits limits)
{
    private const double PointsPerInch = 72;
    private const int RenderDpi = 300;

    /// <summary>A page so large that even a pixel a point is too many.</summary>
    public bool IsTooLarge((double Width, double Height) size) => size.Width * size.Height > limits.MaxPixels;

    /// <summary>At the scan's own resolution a rendered pixel is a scanned pixel.</summary>
    public int DpiFor((double Width, double Height) size, PdfImages images)
    {
        var wanted = images.Ppi is >= 100 and <= 400 ? images.Ppi : RenderDpi;
        var most = Math.Sqrt(limits.MaxPixels / (size.Width * size.Height)) * PointsPerInch;
        return Math.Max((int)PointsPerInch, (int)Math.Min(wanted, most));
    }

    /// <summary>The page in grey; empty where it cannot be rendered.</summary>
    public async Task<byte[]> RenderAsync(byte[] pdf, int number, int dpi, CancellationToken cancellationToken)
    {
        var page = number.ToString(CultureInfo.InvariantCulture);
        var done = await Poppler.RunAsync("pdftoppm", pdf, limits.MaxPixels + 1024, cancellationToken, "-gray", "-r", dpi.ToString(CultureInfo.InvariantCulture), "-f", page, "-l", page, "-");
        return done.Overflow ? [] : done.Output;
    }

    /// <summary>A small JPEG for people to look at, or null.</summary>
    public async Task<byte[]?> PreviewAsync(byte[] pdf, int number, CancellationToken cancellationToken)
    {
        if (limits.PreviewWidth <= 0) return null;
        var page = number.ToString(CultureInfo.InvariantCulture);
        var width = limits.PreviewWidth.ToString(CultureInfo.InvariantCulture);
        var done = await Poppler.RunAsync(
            "pdftoppm", pdf, limits.MaxPixels, cancellationToken,
            "-gray", "-jpeg", "-jpegopt", "quality=60", "-scale-to-x", width, "-scale-to-y", "-1", "-f", page, "-l", page, "-");
        return done.Output.Length > 0 && !done.Overflow ? done.Output : null;
    }
}
