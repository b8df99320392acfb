using System.Runtime.InteropServices;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Grey values of a colour page: as the eye sees them, or by each pixel's brightest channel, in which coloured ink and paper fade and black stays.</summary>
internal static class InkChannel
{
    private const int ColourDistance = 70;
    private const double ColouredShare = 0.001;

    /// <summary>Grey as seen, and, where coloured ink stands on the page, the same page with that ink faded.</summary>
    /// <param name="asGiven">The page.</param>
    /// <param name="flatness">How much finer it is across than down; its grey is stretched to square pixels.</param>
    public static (GreyImage Seen, GreyImage? Faded) Of(Pix asGiven, double flatness = 1)
    {
        using var grey = asGiven.ToGrey();
        if (flatness != 1)
        {
            using var square = grey.ScaleDown(flatness);
            return (GreyImage.Of(square), null);
        }

        var seen = GreyImage.Of(grey);
        return Leptonica.pixGetDepth(asGiven.Handle) == 32 ? (seen, Faded(asGiven)) : (seen, null);
    }

    private static GreyImage? Faded(Pix colour)
    {
        int width = colour.Width, height = colour.Height, words = Leptonica.pixGetWpl(colour.Handle);
        var data = Leptonica.pixGetData(colour.Handle);
        var row = new int[words];
        var brightest = new byte[width * height];
        long inked = 0;
        for (var y = 0; y < height; y++)
        {
            Marshal.Copy(data + (y * words * sizeof(int)), row, 0, words);
            for (var x = 0; x < width; x++)
            {
                // Red, green, blue from the highest byte down.
                int pixel = row[x], red = (pixel >> 24) & 255, green = (pixel >> 16) & 255, blue = (pixel >> 8) & 255;
                int most = Math.Max(red, Math.Max(green, blue)), least = Math.Min(red, Math.Min(green, blue));
                brightest[(y * width) + x] = (byte)most;
                if (most - least > ColourDistance) inked++;
            }
        }

        return inked > ColouredShare * width * height ? new(width, height, brightest) : null;
    }
}
