using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>
/// Finds the tick boxes of a form and what is in them. An engine for letters reads them as O, L] or nothing, and a question that was
/// not ticked would stand there like an answer.
/// </summary>
internal static class TickBoxes
{
    private const double EmptyShare = 0.05;

    /// <summary>The boxes as words (☐ ☒ ☑), whitened on the page so that nothing else reads them.</summary>
    public static List<PlacedWord> Take(GreyImage page, IEnumerable<Blot> blots, double letterHeight)
    {
        var found = new List<PlacedWord>();
        foreach (var blot in blots)
        {
            if (blot.Height < 0.7 * letterHeight || blot.Height > 2.2 * letterHeight || blot.Width < 0.85 * blot.Height || blot.Width > 1.2 * blot.Height) continue;
            if (!IsFrame(page, blot)) continue;
            found.Add(new(Symbol(page, blot), new(blot.Left, blot.Top, blot.Width, blot.Height), 0.95, -1 - found.Count, -1));
        }

        foreach (var box in found) Whiten(page, box.Area);
        return found;
    }

    // Four sides of ink, straight along the edge of the box: an O or a D is round at two corners at least.
    private static bool IsFrame(GreyImage page, Blot blot)
    {
        var depth = Math.Max(2, blot.Height / 7);
        return Side(blot.Width, (along, deep) => page[blot.Left + along, blot.Top + deep], depth) > 0.93
            && Side(blot.Width, (along, deep) => page[blot.Left + along, blot.Bottom - deep], depth) > 0.93
            && Side(blot.Height, (along, deep) => page[blot.Left + deep, blot.Top + along], depth) > 0.93
            && Side(blot.Height, (along, deep) => page[blot.Right - deep, blot.Top + along], depth) > 0.93
            && Share(page, blot, 0.2, 0.2, 0.8, 0.8) < 0.6;
    }

    private static double Side(int length, Func<int, int, byte> at, int depth)
    {
        var dark = 0;
        for (var along = 0; along < length; along++)
        {
            for (var deep = 0; deep < depth; deep++)
            {
                if (at(along, deep) >= Ink.Dark) continue;
                dark++;
                break;
            }
        }

        return dark / (double)length;
    }

    // A cross reaches all four corners; a tick leaves the upper left one free.
    private static string Symbol(GreyImage page, Blot blot)
    {
        if (Share(page, blot, 0.25, 0.25, 0.75, 0.75) < EmptyShare) return "☐";
        var upperLeft = Share(page, blot, 0.2, 0.2, 0.42, 0.42);
        var upperRight = Share(page, blot, 0.58, 0.2, 0.8, 0.42);
        return upperLeft < 0.4 * upperRight ? "☑" : "☒";
    }

    private static double Share(GreyImage page, Blot blot, double left, double top, double right, double bottom)
    {
        int dark = 0, all = 0;
        for (var y = blot.Top + (int)(top * blot.Height); y < blot.Top + (int)(bottom * blot.Height); y++)
        {
            for (var x = blot.Left + (int)(left * blot.Width); x < blot.Left + (int)(right * blot.Width); x++, all++)
                if (page[x, y] < Ink.Dark) dark++;
        }

        return all == 0 ? 1 : dark / (double)all;
    }

    private static void Whiten(GreyImage page, Area box)
    {
        int right = Math.Min(page.Width - 1, (int)box.Right + 1), bottom = Math.Min(page.Height - 1, (int)box.Bottom + 1);
        for (var y = Math.Max(0, (int)box.Y - 1); y <= bottom; y++)
            for (var x = Math.Max(0, (int)box.X - 1); x <= right; x++) page.Pixels[(y * page.Width) + x] = 255;
    }
}
