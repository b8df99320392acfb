using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Darkens print where a drum, a ribbon or a copy grew faint: in bands and patches, beside good print.</summary>
internal static class Faded
{
    private const int Tile = 24;
    private const int Ink = 60;

    // Lighter than this there is no print, only paper with its grain.
    private const int Faintest = 215;
    private const double MostStretch = 3;

    /// <summary>Brings the darkest ink around every place to one darkness; the paper must be white already.</summary>
    public static void Darken(GreyImage page)
    {
        int width = page.Width, height = page.Height;
        int columns = (width + Tile - 1) / Tile, rows = (height + Tile - 1) / Tile;
        var factors = new float[columns * rows];
        var faint = false;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var ink = Darkest(page, column * Tile, row * Tile);
                factors[(row * columns) + column] = ink is > Ink + 20 and < Faintest ? (float)Math.Min(MostStretch, (255.0 - Ink) / (255 - ink)) : 1;
                faint |= factors[(row * columns) + column] > 1.2f;
            }
        }

        if (!faint) return;
        for (var y = 0; y < height; y++)
        {
            var pixels = page.Row(y);
            for (var column = 0; column < columns; column++)
            {
                var factor = factors[(y / Tile * columns) + column];
                if (factor == 1) continue;
                foreach (ref var pixel in pixels[(column * Tile)..Math.Min(width, (column + 1) * Tile)]) pixel = (byte)Math.Max(0, 255 - ((255 - pixel) * factor));
            }
        }
    }

    // The value that few pixels of the tile and its surroundings fall below: a letter's strokes, not one dark speck.
    private static int Darkest(GreyImage page, int left, int top)
    {
        Span<int> counts = stackalloc int[32];
        int from = Math.Max(0, left - (Tile / 2)), to = Math.Min(page.Width, left + (Tile * 3 / 2));
        for (var y = Math.Max(0, top - (Tile / 2)); y < Math.Min(page.Height, top + (Tile * 3 / 2)); y += 2)
            foreach (var pixel in page.Row(y)[from..to]) counts[pixel >> 3]++;
        int few = Tile * Tile * 2 / 50, value = 0;
        while (value < 31 && (few -= counts[value]) > 0) value++;
        return value << 3;
    }
}
