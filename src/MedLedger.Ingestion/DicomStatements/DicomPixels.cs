using System.Buffers.Binary;
using MedLedger.Formats.Dicom;

namespace MedLedger.Ingestion.DicomStatements;

/// <summary>The frames of a secondary capture as ordinary images: a scan or a screen that became a DICOM object is read like any scan.</summary>
internal static class DicomPixels
{
    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7";
    private const int MostFrames = 20;
    private const int SmallestPage = 32;
    private static readonly HashSet<string> Uncompressed = new(StringComparer.Ordinal) { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2" };

    // JPEG baseline and extended: what any JPEG decoder reads.
    private static readonly HashSet<string> Jpeg = new(StringComparer.Ordinal) { "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51" };

    public static bool IsPaper(DicomDataSet data) => data.Text(DicomTags.SopClass)?.StartsWith(SecondaryCapture, StringComparison.Ordinal) == true && data[DicomTags.PixelData] is not null;

    /// <summary>How many bytes the pixels are unpacked, as the object states; null where it states nothing that could be a page.</summary>
    public static long? StatedBytes(DicomDataSet data, long mostPixels)
    {
        if (data.Number(DicomTags.Columns) is not ({ } and > 0 and var width) || data.Number(DicomTags.Rows) is not ({ } and > 0 and var height) || (long)width * height > mostPixels) return null;
        return (long)width * height * (data.Number(DicomTags.SamplesPerPixel) ?? 1) * ((data.Number(DicomTags.BitsAllocated) ?? 8) / 8) * Math.Max(1, (long)Math.Min(data.Decimal(DicomTags.NumberOfFrames) ?? 1, 100_000));
    }

    /// <summary>The frames as BMP or JPEG; empty where the pixels are of a kind that is not decoded here.</summary>
    public static IReadOnlyList<byte[]> Frames(DicomFile file, long mostPixels)
    {
        var data = file.Data;
        if (data[DicomTags.PixelData] is not { } pixels || data.Number(DicomTags.Columns) is not ({ } and > 0 and var width) || data.Number(DicomTags.Rows) is not ({ } and > 0 and var height)) return [];
        if ((long)width * height > mostPixels) return [];
        // Smaller than a line of text.
        if (width < SmallestPage || height < SmallestPage) return [];
        var frames = Math.Clamp((int)(data.Decimal(DicomTags.NumberOfFrames) ?? 1), 1, MostFrames);
        if (pixels.Fragments.Count > 0)
        {
            // A frame may lie in several fragments; only one each, or one frame, is certain without the offset table.
            if (file.TransferSyntax is null || !Jpeg.Contains(file.TransferSyntax)) return [];
            return frames == 1 ? [pixels.Fragments.SelectMany(part => part.ToArray()).ToArray()] : [.. pixels.Fragments.Take(frames).Select(part => part.ToArray())];
        }

        if (file.TransferSyntax is { } syntax && !Uncompressed.Contains(syntax)) return [];
        var samples = data.Number(DicomTags.SamplesPerPixel) ?? 1;
        var bytesPerSample = (data.Number(DicomTags.BitsAllocated) ?? 8) / 8;
        var photometric = data.Text(DicomTags.Photometric) ?? "MONOCHROME2";
        var size = (long)width * height * samples * bytesPerSample;
        if (size == 0 || size > int.MaxValue || bytesPerSample is not (1 or 2) || !(samples == 1 && photometric.StartsWith("MONOCHROME", StringComparison.Ordinal) || (samples == 3 && bytesPerSample == 1 && photometric is "RGB" or "YBR_FULL"))) return [];
        var images = new List<byte[]>();
        for (var frame = 0; frame < frames && (frame + 1) * size <= pixels.Value.Length; frame++)
        {
            var raw = pixels.Value.Slice((int)(frame * size), (int)size).Span;
            images.Add(samples == 3 ? Colour(raw, width, height, data.Number(DicomTags.PlanarConfiguration) == 1, photometric == "YBR_FULL") : Bitmap(width, height, Grey(raw, bytesPerSample, file.BigEndian, photometric == "MONOCHROME1"), 1));
        }

        return images;
    }

    private static byte[] Grey(ReadOnlySpan<byte> raw, int bytesPerSample, bool bigEndian, bool inverted)
    {
        var grey = new byte[raw.Length / bytesPerSample];
        if (bytesPerSample == 1) raw.CopyTo(grey);
        else Stretch(raw, bigEndian, grey);
        if (inverted)
            for (var i = 0; i < grey.Length; i++) grey[i] = (byte)(255 - grey[i]);
        return grey;
    }

    private static void Stretch(ReadOnlySpan<byte> raw, bool bigEndian, byte[] grey)
    {
        int least = ushort.MaxValue, most = 0;
        for (var i = 0; i < grey.Length; i++)
        {
            var value = Sample(raw, i, bigEndian);
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        for (var i = 0; i < grey.Length; i++) grey[i] = (byte)(most == least ? 255 : (Sample(raw, i, bigEndian) - least) * 255 / (most - least));
    }

    private static int Sample(ReadOnlySpan<byte> raw, int index, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(raw[(index * 2)..]) : BinaryPrimitives.ReadUInt16LittleEndian(raw[(index * 2)..]);

    private static byte[] Colour(ReadOnlySpan<byte> raw, int width, int height, bool planes, bool luminance)
    {
        var bgr = new byte[raw.Length];
        var pixels = width * height;
        for (var i = 0; i < pixels; i++)
        {
            byte first = raw[planes ? i : i * 3], second = raw[planes ? pixels + i : (i * 3) + 1], third = raw[planes ? (2 * pixels) + i : (i * 3) + 2];
            if (luminance) (first, second, third) = Rgb(first, second, third);
            (bgr[i * 3], bgr[(i * 3) + 1], bgr[(i * 3) + 2]) = (third, second, first);
        }

        return Bitmap(width, height, bgr, 3);
    }

    // PS3.3, C.7.6.3.1.2, solved for red, green and blue.
    private static (byte Red, byte Green, byte Blue) Rgb(int y, int blue, int red) => (
        (byte)Math.Clamp(y + (1.402 * (red - 128)), 0, 255),
        (byte)Math.Clamp(y - (0.344136 * (blue - 128)) - (0.714136 * (red - 128)), 0, 255),
        (byte)Math.Clamp(y + (1.772 * (blue - 128)), 0, 255));

    // BITMAPINFOHEADER with rows from the bottom up, each padded to four bytes; a grey image carries its palette.
    private static byte[] Bitmap(int width, int height, byte[] samples, int channels)
    {
        var stride = ((width * channels) + 3) / 4 * 4;
        var palette = channels == 1 ? 1024 : 0;
        var offset = 54 + palette;
        var bitmap = new byte[offset + (stride * height)];
        "BM"u8.CopyTo(bitmap);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(2), bitmap.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(10), offset);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(bitmap.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bitmap.AsSpan(28), (short)(8 * channels));
        for (var i = 0; i < palette / 4; i++) bitmap.AsSpan(54 + (i * 4), 3).Fill((byte)i);
        for (var row = 0; row < height; row++)
            samples.AsSpan(row * width * channels, width * channels).CopyTo(bitmap.AsSpan(offset + ((height - 1 - row) * stride)));
        return bitmap;
    }
}
