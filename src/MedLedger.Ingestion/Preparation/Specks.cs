using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>
/// Takes the specks off a page that is strewn with them: an engine that looks for lines among so many does not come to an end. A point of a
/// number cannot be told from a speck there, so whoever sweeps must doubt every number.
/// </summary>
internal static class Specks
{
    // A page of print has some thousands of letters and points; ten times as many pieces of ink are grain.
    private const int Strewn = 30_000;
    private const double OfALetter = 0.3;

    // In pixels as given: the points of print, and grain.
    private const int Small = 6;
    private const int Many = 3_000;

    /// <summary>Whether most of a page's ink is grain.</summary>
    public static bool Prevail(List<Blot> blots)
    {
        var small = blots.Count(blot => blot.Width < Small && blot.Height < Small);
        return small > Many && small > 2 * (blots.Count - small);
    }

    /// <summary>Whether the page had to be swept; its pixels are changed then.</summary>
    public static bool Swept(GreyImage page, List<Blot> blots, double letter)
    {
        if (blots.Count < Strewn) return false;
        foreach (var blot in blots.Where(blot => blot.Width < OfALetter * letter && blot.Height < OfALetter * letter))
        {
            for (var y = blot.Top; y <= blot.Bottom; y++) page.Row(y)[blot.Left..(blot.Right + 1)].Fill(byte.MaxValue);
        }

        return true;
    }
}
