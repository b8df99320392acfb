using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MedLedger.Ingestion.Ocr;

/// <summary>The grey values of an image, row by row, for work that goes pixel by pixel.</summary>
internal sealed unsafe class GreyImage(int width, int height, byte[] pixels)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte[] Pixels { get; } = pixels;

    public byte this[int x, int y] => Pixels[(y * Width) + x];

    /// <summary>An image whose pixels are all to be written.</summary>
    public static GreyImage Empty(int width, int height) => new(width, height, GC.AllocateUninitializedArray<byte>(width * height));

    /// <summary>A copy of an 8-bit image.</summary>
    public static GreyImage Of(Pix grey)
    {
        var made = Empty(grey.Width, grey.Height);
        var words = Leptonica.pixGetWpl(grey.Handle);
        var data = (uint*)Leptonica.pixGetData(grey.Handle);
        var row = new uint[words];
        for (var y = 0; y < made.Height; y++)
        {
            // Four pixels share a word with the first in its highest byte: on this machine's byte order they stand backwards.
            BinaryPrimitives.ReverseEndianness(new ReadOnlySpan<uint>(data + ((long)y * words), words), row);
            MemoryMarshal.AsBytes(row.AsSpan())[..made.Width].CopyTo(made.Row(y));
        }

        return made;
    }

    /// <summary>The pixels of one row.</summary>
    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width, Width);

    public GreyImage Copy() => new(Width, Height, Pixels.AsSpan().ToArray());

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
        var words = Leptonica.pixGetWpl(pix.Handle);
        var data = (uint*)Leptonica.pixGetData(pix.Handle);
        var row = new uint[words];
        for (var y = 0; y < Height; y++)
        {
            Row(y).CopyTo(MemoryMarshal.AsBytes(row.AsSpan()));
            BinaryPrimitives.ReverseEndianness(row, new Span<uint>(data + ((long)y * words), words));
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
