using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>The signs of a word as far as white parts them: stretches of columns that hold ink, from left to right.</summary>
internal static class InkRuns
{
    public static List<(int Left, int Right, int Top, int Bottom)> Of(GreyImage image, Area area)
    {
        var runs = new List<(int Left, int Right, int Top, int Bottom)>();
        int end = Math.Min(image.Width - 1, (int)area.Right), first = Math.Max(0, (int)area.Y), last = Math.Min(image.Height - 1, (int)area.Bottom);
        var open = false;
        for (var x = Math.Max(0, (int)area.X); x <= end; x++)
        {
            int top = -1, bottom = -1;
            for (var y = first; y <= last; y++)
            {
                if (image[x, y] >= Ink.Dark) continue;
                if (top < 0) top = y;
                bottom = y;
            }

            if (top < 0) open = false;
            else if (open) runs[^1] = (runs[^1].Left, x, Math.Min(runs[^1].Top, top), Math.Max(runs[^1].Bottom, bottom));
            else
            {
                runs.Add((x, x, top, bottom));
                open = true;
            }
        }

        return runs;
    }
}
