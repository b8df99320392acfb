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
            for (var x = 2; x < page.Width - 2; x += 3)
            {
                int mean = (page[x - 1, y] + page[x + 1, y] + page[x, y - 1] + page[x, y + 1]) / 4;
                if (mean < 190) continue;
                sum += Math.Abs(page[x, y] - mean);
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
        var across = new byte[from.Length];
        for (var y = 0; y < height; y++)
        {
            var row = y * width;
            across[row] = from[row];
            across[row + width - 1] = from[row + width - 1];
            for (var x = 1; x < width - 1; x++) across[row + x] = (byte)((from[row + x - 1] + (2 * from[row + x]) + from[row + x + 1] + 2) >> 2);
        }

        var down = (byte[])across.Clone();
        for (var y = 1; y < height - 1; y++)
        {
            var row = y * width;
            for (var x = 0; x < width; x++) down[row + x] = (byte)((across[row + x - width] + (2 * across[row + x]) + across[row + x + width] + 2) >> 2);
        }

        return down;
    }
}
