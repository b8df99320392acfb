using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Evens out the paper: every place is divided by the brightness of the paper around it, then ink is brought to one darkness.</summary>
internal static class Paper
{
    private const int Tile = 16;
    private const double PaperPercentile = 0.8;
    private const double InkDarkness = 205;
    private const double MostStretch = 4;

    // Brighter than this share of the way from paper to ink is paper, grain and all.
    private const double PaperGrain = 0.1;

    public static GreyImage Even(GreyImage page)
    {
        int columns = (page.Width + Tile - 1) / Tile, rows = (page.Height + Tile - 1) / Tile;
        var paper = Smooth(Widen(Brightness(page, columns, rows), columns, rows), columns, rows);
        var even = GreyImage.Empty(page.Width, page.Height);
        Divide(page, paper, columns, rows, even);
        Darken(even);
        // On grainy paper the grain would be taken for faint print.
        if (Speckle.Measure(even) <= Speckle.Grainy) Faded.Darken(even);
        return even;
    }

    private static float[] Brightness(GreyImage page, int columns, int rows)
    {
        var result = new float[columns * rows];
        var counts = new int[256];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                Array.Clear(counts);
                int bottom = Math.Min(page.Height, (row + 1) * Tile), width = Math.Min(page.Width - (column * Tile), Tile);
                for (var y = row * Tile; y < bottom; y++)
                    foreach (var pixel in page.Row(y).Slice(column * Tile, width)) counts[pixel]++;
                var left = (int)(width * (bottom - (row * Tile)) * (1 - PaperPercentile));
                var value = 255;
                while (value > 0 && (left -= counts[value]) >= 0) value--;
                result[(row * columns) + column] = Math.Max(value, 8);
            }
        }

        return result;
    }

    // A tile inside a heavy letter or a photograph has no paper of its own: its brightest neighbour lends some.
    private static float[] Widen(float[] tiles, int columns, int rows) => Spread(Spread(tiles, columns, rows, vertical: false), columns, rows, vertical: true);

    private static float[] Spread(float[] tiles, int columns, int rows, bool vertical)
    {
        var result = new float[tiles.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                float most = 0;
                for (var step = -1; step <= 1; step++)
                {
                    int r = vertical ? row + step : row, c = vertical ? column : column + step;
                    if (r >= 0 && c >= 0 && r < rows && c < columns) most = Math.Max(most, tiles[(r * columns) + c]);
                }

                result[(row * columns) + column] = most;
            }
        }

        return result;
    }

    private static float[] Smooth(float[] tiles, int columns, int rows)
    {
        var result = new float[tiles.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                float sum = 0;
                var count = 0;
                for (var r = Math.Max(0, row - 1); r <= Math.Min(rows - 1, row + 1); r++)
                    for (var c = Math.Max(0, column - 1); c <= Math.Min(columns - 1, column + 1); c++, count++) sum += tiles[(r * columns) + c];
                result[(row * columns) + column] = sum / count;
            }
        }

        return result;
    }

    // Between the middles of tiles the paper is interpolated: by its reciprocal, since a product takes a fraction of the time of a quotient.
    private static void Divide(GreyImage page, float[] paper, int columns, int rows, GreyImage even)
    {
        var factors = new float[columns];
        for (var y = 0; y < page.Height; y++)
        {
            var down = Math.Clamp(((y + 0.5f) / Tile) - 0.5f, 0, rows - 1);
            int top = (int)down, bottom = Math.Min(top + 1, rows - 1);
            var below = down - top;
            for (var column = 0; column < columns; column++)
            {
                float upper = paper[(top * columns) + column], lower = paper[(bottom * columns) + column];
                factors[column] = 250 / (upper + (below * (lower - upper)));
            }

            ReadOnlySpan<byte> from = page.Row(y);
            var made = even.Row(y);
            for (int x = 0, column = 0; x < from.Length; column++)
            {
                // From the middle of one tile to that of the next; before the first middle its own factor holds.
                var end = column >= columns ? from.Length : Math.Min((column * Tile) + (Tile / 2), from.Length);
                float factor = factors[Math.Max(0, column - 1)], step = (factors[Math.Min(column, columns - 1)] - factor) / Tile;
                for (factor += step / 2; x < end; x++, factor += step)
                    made[x] = (byte)Math.Min(255, from[x] * factor);
            }
        }
    }

    /// <summary>Faint print is stretched until its ink is as dark as that of good print; good print stays.</summary>
    /// <param name="page">Ink on even paper; changed.</param>
    /// <param name="least">A page that would be stretched by less than this stays as it is.</param>
    public static void Darken(GreyImage page, double least = 1)
    {
        var pixels = page.Pixels;
        var counts = new long[256];
        foreach (var pixel in pixels) counts[pixel]++;
        var threshold = Threshold(counts);
        double ink = 0, share = 0;
        for (var value = 0; value <= threshold; value++) (ink, share) = (ink + (value * counts[value]), share + counts[value]);
        if (share == 0) return;
        var factor = Math.Clamp(InkDarkness / (250 - (ink / share)), 1, MostStretch);
        if (factor < least) return;
        var table = new byte[256];
        for (var value = 0; value < 256; value++)
        {
            var darkness = Math.Max(0, (250 - value) * factor / InkDarkness);
            table[value] = (byte)Math.Clamp(255 - (Math.Max(0, darkness - PaperGrain) / (1 - PaperGrain) * InkDarkness), 0, 255);
        }

        for (var i = 0; i < pixels.Length; i++) pixels[i] = table[pixels[i]];
    }

    /// <summary>The value that parts two classes best (Otsu 1979).</summary>
    private static int Threshold(long[] counts)
    {
        double total = 0, sum = 0;
        for (var value = 0; value < 256; value++) (total, sum) = (total + counts[value], sum + ((double)value * counts[value]));
        double dark = 0, darkSum = 0, best = -1;
        var threshold = 0;
        for (var value = 0; value < 255; value++)
        {
            dark += counts[value];
            darkSum += (double)value * counts[value];
            if (dark == 0 || dark == total) continue;
            var distance = (darkSum / dark) - ((sum - darkSum) / (total - dark));
            var between = dark * (total - dark) * distance * distance;
            if (between > best) (best, threshold) = (between, value);
        }

        return threshold;
    }
}
