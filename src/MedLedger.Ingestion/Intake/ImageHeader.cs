using System.Buffers.Binary;

namespace MedLedger.Ingestion.Intake;

/// <summary>What an image says of itself before anything is decoded. Managed code on hostile bytes: every read is inside the span.</summary>
/// <param name="Width">Pixels of the largest picture.</param>
/// <param name="Height">Pixels.</param>
/// <param name="BitsPerSample">8 for a photograph, 1 for a fax.</param>
/// <param name="Samples">Samples a pixel: 1 grey or palette, 3 colour, 4 with alpha or black.</param>
/// <param name="IsSeparated">Printing inks (CMYK) instead of light.</param>
/// <param name="IsAnimated">More than one picture in a format for one page.</param>
internal sealed record ImageHeader(long Width, long Height, int BitsPerSample, int Samples, bool IsSeparated = false, bool IsAnimated = false)
{
    // Two sides of 32 bits each: their product may not fit.
    public long Pixels => Width > 0 && Height > long.MaxValue / Width ? long.MaxValue : Width * Height;

    /// <summary>Null where the header cannot be read.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> image, string mediaType)
    {
        try
        {
            return mediaType switch
            {
                "image/png" => Png(image),
                "image/jpeg" => Jpeg(image),
                "image/gif" => Gif(image),
                "image/bmp" => Bmp(image),
                "image/webp" => WebP(image),
                "image/tiff" => TiffHeader.Read(image),
                _ => null,
            };
        }
        catch (Exception brokenOff) when (brokenOff is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    // W3C PNG, 11.2.2 IHDR and 11.3.6.1 acTL, which stands before the first IDAT.
    private static ImageHeader? Png(ReadOnlySpan<byte> png)
    {
        if (!png[12..16].SequenceEqual("IHDR"u8)) return null;
        var samples = png[25] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var header = new ImageHeader(BinaryPrimitives.ReadUInt32BigEndian(png[16..]), BinaryPrimitives.ReadUInt32BigEndian(png[20..]), png[24], samples);
        for (long at = 8; at + 8 <= png.Length;)
        {
            var chunk = png[(int)at..];
            if (chunk[4..8].SequenceEqual("acTL"u8)) return header with { IsAnimated = true };
            if (chunk[4..8].SequenceEqual("IDAT"u8)) break;
            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }

        return header;
    }

    // ITU-T T.81, B.2.2: the frame header is the first SOFn marker segment.
    private static ImageHeader? Jpeg(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 4 <= jpeg.Length;)
        {
            if (jpeg[at] != 0xFF) return null;
            var marker = jpeg[at + 1];
            if (marker is 0xFF)
            {
                at++;
            }
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                var frame = jpeg[(at + 4)..];
                return new(BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), frame[0], frame[5], IsSeparated: frame[5] == 4);
            }
            else
            {
                at += 2 + (marker is 0x01 or (>= 0xD0 and <= 0xD8) ? 0 : BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]));
            }
        }

        return null;
    }

    private static ImageHeader Gif(ReadOnlySpan<byte> gif) =>
        new(BinaryPrimitives.ReadUInt16LittleEndian(gif[6..]), BinaryPrimitives.ReadUInt16LittleEndian(gif[8..]), 8, 1, IsAnimated: Parsing.GifPicture.HasSeveral(gif));

    private static ImageHeader Bmp(ReadOnlySpan<byte> bmp)
    {
        var old = BinaryPrimitives.ReadUInt32LittleEndian(bmp[14..]) == 12;
        long width = old ? BinaryPrimitives.ReadUInt16LittleEndian(bmp[18..]) : BinaryPrimitives.ReadInt32LittleEndian(bmp[18..]);
        // A negative height means rows from top to bottom.
        long height = old ? BinaryPrimitives.ReadUInt16LittleEndian(bmp[20..]) : BinaryPrimitives.ReadInt32LittleEndian(bmp[22..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(bmp[(old ? 24 : 28)..]);
        return new(Math.Abs(width), Math.Abs(height), bits > 8 ? 8 : bits, bits > 8 ? bits / 8 : 1);
    }

    // WebP container specification: VP8X canvas, else the VP8 (RFC 6386, 9.1) or VP8L header.
    private static ImageHeader? WebP(ReadOnlySpan<byte> webp)
    {
        var body = webp[20..];
        if (webp[12..16].SequenceEqual("VP8X"u8)) return new(1 + ThreeBytes(body[4..]), 1 + ThreeBytes(body[7..]), 8, 4, IsAnimated: (body[0] & 2) != 0);
        if (webp[12..16].SequenceEqual("VP8 "u8)) return new(BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF, 8, 3);
        if (!webp[12..16].SequenceEqual("VP8L"u8)) return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
        return new(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF), 8, 4);
    }

    private static int ThreeBytes(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
