using System.Runtime.InteropServices;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Ocr;

/// <summary>A decoded image. Every operation gives a new one; none keeps the resolution, so callers carry it.</summary>
internal sealed class Pix : IDisposable
{
    private nint _handle;

    private Pix(nint handle) => _handle = handle;

    public nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Pix));

    public int Width => Leptonica.pixGetWidth(Handle);

    public int Height => Leptonica.pixGetHeight(Handle);

    /// <summary>Dots per inch as the file states them, or null.</summary>
    public int? StatedDpi => Leptonica.pixGetXRes(Handle) is >= 70 and <= 1200 and var dpi ? dpi : null;

    /// <summary>How much finer the file says it is across than down: a fax in standard resolution has 204 dots an inch across and 98 down.</summary>
    public double Flatness => Leptonica.pixGetYRes(Handle) is >= 40 and <= 1200 and var down && StatedDpi is { } across && across / (double)down is > 1.2 and < 4 and var flat ? flat : 1;

    /// <summary>Width and height from the header alone; null when there is no readable header.</summary>
    public static (int Width, int Height)? Measure(ReadOnlySpan<byte> file) =>
        file.Length > 0 && Leptonica.pixReadHeaderMem(in file[0], (nuint)file.Length, out _, out var width, out var height, out _, out _, out _) == 0
            ? (width, height)
            : null;

    /// <summary>The same for page <paramref name="page"/> (from 0) of a TIFF.</summary>
    public static (int Width, int Height)? MeasureTiff(ReadOnlySpan<byte> file, int page) =>
        Leptonica.readHeaderMemTiff(in file[0], (nuint)file.Length, page, out var width, out var height, out _, out _, out _, out _, out _) == 0
            ? (width, height)
            : null;

    public static Pix? Decode(ReadOnlySpan<byte> file) => From(Leptonica.pixReadMem(in file[0], (nuint)file.Length));

    public static Pix? DecodeTiff(ReadOnlySpan<byte> file, int page) => From(Leptonica.pixReadMemTiff(in file[0], (nuint)file.Length, page));

    public static Pix CreateGrey(int width, int height) => Made(Leptonica.pixCreate(width, height, 8));

    /// <summary>8-bit grey without alpha or colour map.</summary>
    public Pix ToGrey()
    {
        using var opaque = Made(Leptonica.pixRemoveAlpha(Handle));
        return Made(Leptonica.pixConvertTo8(opaque.Handle, 0));
    }

    public Pix ScaleDown(double factor) => Made(Leptonica.pixScale(Handle, 1, (float)factor));

    public Pix Scale(double factor) => Made(Leptonica.pixScale(Handle, (float)factor, (float)factor));

    /// <summary>The part of the image that lies in an area.</summary>
    public Pix Crop(Area area)
    {
        var box = Leptonica.boxCreate((int)area.X, (int)area.Y, Math.Max(1, (int)area.Width), Math.Max(1, (int)area.Height));
        try
        {
            return Made(Leptonica.pixClipRectangle(Handle, box, 0));
        }
        finally
        {
            Leptonica.boxDestroy(ref box);
        }
    }

    public Pix TurnClockwise(int degrees) => Made(Leptonica.pixRotateOrth(Handle, degrees / 90));

    /// <summary>Turns clockwise about the centre, the size kept, white brought in.</summary>
    public Pix Rotate(double degrees) => Made(Leptonica.pixRotate(Handle, (float)(degrees * Math.PI / 180), 1, 1, 0, 0));

    /// <summary>Clockwise degrees that straighten the page, and how sure that is.</summary>
    public (double Degrees, double Confidence) Skew()
    {
        // Half the size tells a tenth of a degree as well, at a quarter of the time.
        using var half = Scale(0.5);
        using var binary = Made(Leptonica.pixConvertTo1(half.Handle, 150));
        return Leptonica.pixFindSkew(binary.Handle, out var degrees, out var confidence) == 0 ? (degrees, confidence) : (0, 0);
    }

    public byte[]? ToJpeg(int quality)
    {
        if (Leptonica.pixWriteMemJpeg(out var data, out var size, Handle, quality, 0) != 0) return null;
        try
        {
            var bytes = new byte[(int)size];
            Marshal.Copy(data, bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            Leptonica.lept_free(data);
        }
    }

    public void Dispose()
    {
        if (_handle != 0) Leptonica.pixDestroy(ref _handle);
    }

    private static Pix? From(nint handle) => handle == 0 ? null : new(handle);

    private static Pix Made(nint handle) => From(handle) ?? throw new InvalidDataException("An image operation failed.");
}
