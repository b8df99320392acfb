using System.Numerics;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Measures and smooths grain: sensor noise, carbon paper, the dots of a needle printer.</summary>
internal static class Speckle
{
    /// <summary>Below this pixels differ by no more than a clean scan's own grain.</summary>
    public const double Grainy = 5;

    /// <summary>How far a pixel differs from the mean of its neighbours on bright paper, in grey values.</summary>
    public static double Measure(GreyImage page)
    {
        long sum = 0, count = 0;
        for (var y = 2; y < page.Height - 2; y += 3)
        {
            ReadOnlySpan<byte> row = page.Row(y), above = page.Row(y - 1), below = page.Row(y + 1);
            for (var x = 2; x < row.Length - 2; x += 3)
            {
                int mean = (row[x - 1] + row[x + 1] + above[x] + below[x]) / 4;
                if (mean < 190) continue;
                sum += Math.Abs(row[x] - mean);
                count++;
            }
        }

        return count == 0 ? 0 : sum / (double)count;
    }

    /// <summary>A soft blur: binomial weights, applied <paramref name="times"/> times.</summary>
    public static GreyImage Smooth(GreyImage page, int times)
    {
        var from = page.Pixels;
        for (var pass = 0; pass < times; pass++) from = Once(from, page.Width, page.Height);
        return new(page.Width, page.Height, from);
    }

    private static byte[] Once(byte[] from, int width, int height)
    {
        var across = from.AsSpan().ToArray();
        for (var y = 0; y < height && width > 2; y++)
        {
            var row = from.AsSpan(y * width, width);
            Blend(row[..^2], row[1..^1], row[2..], across.AsSpan((y * width) + 1, width - 2));
        }

        var down = across.AsSpan().ToArray();
        for (var y = 1; y < height - 1; y++)
            Blend(across.AsSpan((y - 1) * width, width), across.AsSpan(y * width, width), across.AsSpan((y + 1) * width, width), down.AsSpan(y * width, width));
        return down;
    }

    // (before + 2 × here + after + 2) / 4 for every pixel, many at a time.
    private static void Blend(ReadOnlySpan<byte> before, ReadOnlySpan<byte> here, ReadOnlySpan<byte> after, Span<byte> made)
    {
        var at = 0;
        var two = new Vector<ushort>(2);
        for (; at + Vector<byte>.Count <= made.Length; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(before[at..]), out var low, out var high);
            Vector.Widen(new Vector<byte>(here[at..]), out var lowHere, out var highHere);
            Vector.Widen(new Vector<byte>(after[at..]), out var lowAfter, out var highAfter);
            low = (low + (lowHere << 1) + lowAfter + two) >>> 2;
            high = (high + (highHere << 1) + highAfter + two) >>> 2;
            Vector.Narrow(low, high).CopyTo(made[at..]);
        }

        for (; at < made.Length; at++) made[at] = (byte)((before[at] + (2 * here[at]) + after[at] + 2) >> 2);
    }
}
