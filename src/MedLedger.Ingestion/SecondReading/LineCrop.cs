using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>A strip of a page along a line that may lean, to be sampled at whatever height a recogniser wants.</summary>
/// <param name="Page">The page as prepared.</param>
/// <param name="Area">The strip where the line crosses its middle.</param>
/// <param name="Slope">How far the line falls per pixel to the right.</param>
internal sealed record LineCrop(GreyImage Page, Area Area, double Slope = 0)
{
    /// <summary>Width in pixels of the strip at a given height.</summary>
    public int WidthAt(int height) => Math.Max(1, (int)Math.Round(Area.Width * height / Area.Height));

    /// <summary>Grey values, row by row. Shrinking averages, so that thin strokes stay.</summary>
    public float[] Sample(int height)
    {
        var width = WidthAt(height);
        var step = Area.Height / height;
        var fine = Math.Clamp((int)Math.Ceiling(step), 1, 4);
        var values = new float[width * height];
        var middle = Area.X + (Area.Width / 2);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                double sum = 0;
                for (var i = 0; i < fine; i++)
                {
                    var across = Area.X + ((column + ((i + 0.5) / fine)) * Area.Width / width);
                    for (var j = 0; j < fine; j++)
                    {
                        var down = Area.Y + ((row + ((j + 0.5) / fine)) * step);
                        sum += Page.Sample(across - 0.5, down + (Slope * (across - middle)) - 0.5);
                    }
                }

                values[(row * width) + column] = (float)(sum / (fine * fine));
            }
        }

        return values;
    }
}
