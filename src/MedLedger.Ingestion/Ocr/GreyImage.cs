using System.Runtime.InteropServices;

namespace MedLedger.Ingestion.Ocr;

/// <summary>The grey values of an image, row by row, for work that goes pixel by pixel.</summary>
internal sealed class GreyImage(int width, int height, byte[] pixels)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte[] Pixels { get; } = pixels;

    public byte this[int x, int y] => Pixels[(y * Width) + x];

    /// <summary>A copy of an 8-bit image.</summary>
    public static GreyImage Of(Pix grey)
    {
        int width = grey.Width, height = grey.Height;
        var pixels = new byte[width * height];
        var stride = Leptonica.pixGetWpl(grey.Handle) * 4;
        var data = Leptonica.pixGetData(grey.Handle);
        var row = new byte[stride];
        for (var y = 0; y < height; y++)
        {
            Marshal.Copy(data + (y * stride), row, 0, stride);
            // Four pixels share a word with the first in its highest byte: on this machine's byte order they stand backwards.
            for (var x = 0; x < width; x++) pixels[(y * width) + x] = row[x ^ 3];
        }

        return new(width, height, pixels);
    }

    /// <summary>The rows from <paramref name="top"/> up to <paramref name="bottom"/>.</summary>
    public GreyImage Rows(int top, int bottom)
    {
        top = Math.Clamp(top, 0, Height - 1);
        bottom = Math.Clamp(bottom, top + 1, Height);
        return new(Width, bottom - top, Pixels[(top * Width)..(bottom * Width)]);
    }

    /// <summary>A copy for the native libraries.</summary>
    public Pix ToPix()
    {
        var pix = Pix.CreateGrey(Width, Height);
        var stride = Leptonica.pixGetWpl(pix.Handle) * 4;
        var data = Leptonica.pixGetData(pix.Handle);
        var row = new byte[stride];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++) row[x ^ 3] = Pixels[(y * Width) + x];
            Marshal.Copy(row, 0, data + (y * stride), stride);
        }

        return pix;
    }

    /// <summary>The value between pixels; outside the image, of its nearest pixel.</summary>
    public double Sample(double x, double y)
    {
        x = Math.Clamp(x, 0, Width - 1.001);
        y = Math.Clamp(y, 0, Height - 1.001);
        int left = (int)x, top = (int)y;
        double right = x - left, below = y - top;
        var at = (top * Width) + left;
        var next = left + 1 < Width ? 1 : 0;
        var under = top + 1 < Height ? Width : 0;
        return (Pixels[at] * (1 - right) * (1 - below)) + (Pixels[at + next] * right * (1 - below))
            + (Pixels[at + under] * (1 - right) * below) + (Pixels[at + under + next] * right * below);
    }
}
