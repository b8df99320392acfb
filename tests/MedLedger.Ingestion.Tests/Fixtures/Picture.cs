using System.Globalization;
using System.Text;

namespace MedLedger.Ingestion.Tests.Fixtures;

/// <summary>A grey picture that a test writes in the format that it needs.</summary>
internal sealed record Picture(int Width, int Height, byte[] Pixels)
{
    public static Picture White(int width, int height)
    {
        var pixels = new byte[width * height];
        Array.Fill(pixels, (byte)255);
        return new(width, height, pixels);
    }

    /// <summary>Lines of print as a scanner would give them.</summary>
    public static async Task<Picture> OfAsync(int width, int height, int dpi, params string[] lines)
    {
        var pgm = await ProgramRun.RunAsync("pdftoppm", PdfBuilder.Build(width, height, lines), "-gray", "-r", dpi.ToString(CultureInfo.InvariantCulture), "-");
        var head = Encoding.ASCII.GetString(pgm, 0, 32).Split((char[])[' ', '\n'], 5);
        var (w, h) = (int.Parse(head[1], CultureInfo.InvariantCulture), int.Parse(head[2], CultureInfo.InvariantCulture));
        return new(w, h, pgm[^(w * h)..]);
    }

    /// <summary>Codes of eight bits, the table cleared before it grows: a GIF that needs no compressor.</summary>
    public byte[] Gif(int pictures = 1)
    {
        using var gif = new MemoryStream();
        gif.Write([.. "GIF89a"u8, .. Short(Width), .. Short(Height), 0xF6, 0, 0]);
        for (var i = 0; i < 128; i++) gif.Write([(byte)(i * 2), (byte)(i * 2), (byte)(i * 2)]);
        for (var picture = 0; picture < pictures; picture++)
        {
            gif.Write([0x2C, 0, 0, 0, 0, .. Short(Width), .. Short(Height), 0, 7]);
            foreach (var run in Pixels.Chunk(126)) gif.Write([(byte)(run.Length + 1), 0x80, .. run.Select(value => (byte)(value / 2))]);
            gif.Write([1, 0x81, 0]);
        }

        gif.WriteByte(0x3B);
        return gif.ToArray();
    }

    /// <summary>24 bits a pixel, rows from bottom to top.</summary>
    public byte[] Bmp()
    {
        var stride = ((Width * 3) + 3) / 4 * 4;
        using var bmp = new MemoryStream();
        bmp.Write([.. "BM"u8, .. Long(54 + (stride * Height)), 0, 0, 0, 0, .. Long(54), .. Long(40), .. Long(Width), .. Long(Height), 1, 0, 24, 0, .. new byte[24]]);
        for (var y = Height - 1; y >= 0; y--)
        {
            var row = new byte[stride];
            for (var x = 0; x < Width; x++) row.AsSpan(x * 3, 3).Fill(Pixels[(y * Width) + x]);
            bmp.Write(row);
        }

        return bmp.ToArray();
    }

    /// <summary>Pages of 1, 8 or 16 bits a sample; four samples are printing inks.</summary>
    public static byte[] Tiff(int bits, int samples, params Picture[] pages)
    {
        using var tiff = new MemoryStream();
        tiff.Write([.. "II*\0"u8, 0, 0, 0, 0]);
        long pointer = 4;
        foreach (var page in pages)
        {
            var data = page.Packed(bits, samples);
            var at = (int)tiff.Position;
            tiff.Write(data);
            if (tiff.Position % 2 == 1) tiff.WriteByte(0);
            var directory = (int)tiff.Position;
            (int Tag, int Type, int Value)[] tags =
            [
                (256, 4, page.Width), (257, 4, page.Height), (258, 3, bits), (259, 3, 1), (262, 3, samples == 4 ? 5 : 1), (273, 4, at),
                (277, 3, samples), (278, 4, page.Height), (279, 4, data.Length),
            ];
            tiff.Write([(byte)tags.Length, 0]);
            foreach (var (tag, type, value) in tags) tiff.Write([.. Short(tag), .. Short(type), 1, 0, 0, 0, .. Long(value)]);
            tiff.Write([0, 0, 0, 0]);
            var end = tiff.Position;
            tiff.Position = pointer;
            tiff.Write(Long(directory));
            (pointer, tiff.Position) = (end - 4, end);
        }

        return tiff.ToArray();
    }

    private byte[] Packed(int bits, int samples)
    {
        if (bits != 1) return [.. Pixels.SelectMany(value => Enumerable.Repeat(value, samples * bits / 8))];
        var stride = (Width + 7) / 8;
        var packed = new byte[stride * Height];
        for (var i = 0; i < Pixels.Length; i++)
            if (Pixels[i] >= 128) packed[((i / Width) * stride) + ((i % Width) / 8)] |= (byte)(0x80 >> ((i % Width) % 8));
        return packed;
    }

    private static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Long(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
