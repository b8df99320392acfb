using System.Buffers.Binary;
using System.Text;

namespace MedLedger.Ingestion.Parsing;

/// <summary>The first picture of a GIF (GIF89a specification) as a PPM, since the image library here is built without GIF.</summary>
internal static class GifPicture
{
    private const int NoCode = -1;
    private const int MostCodes = 4096;

    /// <summary>Whether there is a second picture.</summary>
    public static bool HasSeveral(ReadOnlySpan<byte> gif)
    {
        var first = Find(gif, 13 + Table(gif[10]));
        return first is { } at && Find(gif, Blocks(gif, ImageData(gif, at) + 1)) is not null;
    }

    /// <summary>Null where the picture is damaged; transparent pixels and what a cut-off file lacks become white.</summary>
    public static byte[]? ToPpm(ReadOnlySpan<byte> gif)
    {
        try
        {
            return Find(gif, 13 + Table(gif[10])) is { } at ? Decode(gif, at) : null;
        }
        catch (Exception brokenOff) when (brokenOff is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static byte[]? Decode(ReadOnlySpan<byte> gif, int at)
    {
        int width = BinaryPrimitives.ReadUInt16LittleEndian(gif[(at + 5)..]), height = BinaryPrimitives.ReadUInt16LittleEndian(gif[(at + 7)..]);
        if (width == 0 || height == 0) return null;
        var local = Table(gif[at + 9]);
        var colours = local > 0 ? gif.Slice(at + 10, local) : gif.Slice(13, Table(gif[10]));
        var transparent = Transparent(gif, at);
        var indexes = Unpack(gif, ImageData(gif, at), width * height);
        if (indexes.Count == 0) return null;

        var head = Encoding.ASCII.GetBytes($"P6\n{width} {height}\n255\n");
        var ppm = new byte[head.Length + (width * height * 3)];
        Array.Fill(ppm, (byte)255);
        head.CopyTo(ppm, 0);
        var interlaced = (gif[at + 9] & 0x40) != 0;
        for (var i = 0; i < indexes.Count; i++)
        {
            if (indexes[i] == transparent || (indexes[i] * 3) + 3 > colours.Length) continue;
            var row = interlaced ? Interlaced(i / width, height) : i / width;
            colours.Slice(indexes[i] * 3, 3).CopyTo(ppm.AsSpan(head.Length + (((row * width) + (i % width)) * 3)));
        }

        return ppm;
    }

    // Appendix F: codes grow from the stated size to 12 bits; the table starts again at each clear code.
    private static List<byte> Unpack(ReadOnlySpan<byte> gif, int at, int most)
    {
        var smallest = gif[at++];
        var output = new List<byte>(Math.Min(most, 1 << 20));
        if (smallest is < 1 or > 8) return output;
        int clear = 1 << smallest, next = clear + 2, size = smallest + 1, before = NoCode, bits = 0, held = 0;
        var prefix = new int[MostCodes];
        var suffix = new byte[MostCodes];
        var first = new byte[MostCodes];
        for (var i = 0; i < clear; i++) (prefix[i], suffix[i], first[i]) = (NoCode, (byte)i, (byte)i);
        Span<byte> turned = stackalloc byte[MostCodes];
        for (int block; at < gif.Length && (block = gif[at]) > 0; at += block + 1)
        {
            foreach (var value in gif.Slice(at + 1, Math.Min(block, gif.Length - at - 1)))
            {
                held |= value << bits;
                for (bits += 8; bits >= size;)
                {
                    var code = held & ((1 << size) - 1);
                    (held, bits) = (held >> size, bits - size);
                    if (code == clear + 1 || output.Count >= most) return output;
                    if (code == clear)
                    {
                        (next, size, before) = (clear + 2, smallest + 1, NoCode);
                        continue;
                    }

                    if (code > next || (code == next && before == NoCode)) return output;
                    if (before != NoCode && next < MostCodes)
                    {
                        (prefix[next], suffix[next], first[next]) = (before, code == next ? first[before] : first[code], first[before]);
                        next++;
                        if (next == 1 << size && size < 12) size++;
                    }

                    var length = 0;
                    for (var one = code; one != NoCode && length < MostCodes; one = prefix[one]) turned[length++] = suffix[one];
                    while (length > 0 && output.Count < most) output.Add(turned[--length]);
                    before = code;
                }
            }
        }

        return output;
    }

    // Where the next image descriptor stands, extensions skipped.
    private static int? Find(ReadOnlySpan<byte> gif, int at)
    {
        while (at < gif.Length)
        {
            if (gif[at] == 0x2C) return at;
            if (gif[at] != 0x21) return null;
            at = Blocks(gif, at + 2);
        }

        return null;
    }

    private static int Blocks(ReadOnlySpan<byte> gif, int at)
    {
        while (at < gif.Length && gif[at] != 0) at += gif[at] + 1;
        return at + 1;
    }

    private static int ImageData(ReadOnlySpan<byte> gif, int at) => at + 10 + Table(gif[at + 9]);

    private static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    // The graphic control extension (section 23) right before the picture.
    private static int Transparent(ReadOnlySpan<byte> gif, int at) =>
        at >= 8 && gif[at - 8] == 0x21 && gif[at - 7] == 0xF9 && (gif[at - 5] & 1) != 0 ? gif[at - 2] : NoCode;

    // Appendix E: four passes over the rows.
    private static int Interlaced(int row, int height)
    {
        foreach (var (start, step) in (ReadOnlySpan<(int, int)>)[(0, 8), (4, 8), (2, 4), (1, 2)])
        {
            var rows = Math.Max(0, (height - start + step - 1) / step);
            if (row < rows) return start + (row * step);
            row -= rows;
        }

        return height - 1;
    }
}
