using System.Runtime.InteropServices;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Parsing;

/// <summary>Tells an empty back side from a page that nobody can read: nothing on it has the size of a letter.</summary>
internal static class BlankPage
{
    private const string Library = "liblept.so.5";
    private const int WorkingDpi = 100;
    private const int FourConnected = 4;

    // Mean step between neighbours on clean paper at 100 dpi is 1 to 3 grey values.
    private const int MostGrain = 8;

    // Dust, a staple and two punched holes are on a blank page too.
    private const int MostSpots = 5;

    /// <summary>A page on which nothing was read: sure to be blank (confidence 1), or not legible (confidence 0).</summary>
    public static Page Judge(Page unread, Pix asGiven, int? dpi) => unread.Words.Count == 0 && IsBlank(asGiven, dpi ?? asGiven.StatedDpi ?? 200) ? unread with { Confidence = 1 } : unread;

    public static bool Is(Page page) => page is { Origin: PageOrigin.Ocr, Text.Length: 0, Confidence: 1 };

    private static bool IsBlank(Pix image, int dpi)
    {
        using var grey = image.ToGrey();
        using var small = grey.Scale(Math.Min(1, WorkingDpi / (double)dpi));
        if (IsGrainy(small)) return false;
        var even = pixBackgroundNormSimple(small.Handle, 0, 0);
        if (even == 0) return false;
        // Print that shines through from the front is grey on paper; what was printed here is darker.
        var binary = Leptonica.pixConvertTo1(even, 150);
        Leptonica.pixDestroy(ref even);
        if (binary == 0) return false;
        var boxes = pixConnCompBB(binary, FourConnected);
        try
        {
            var letters = 0;
            for (var i = 0; i < boxaGetCount(boxes) && letters <= MostSpots; i++)
            {
                if (boxaGetBoxGeometry(boxes, i, out _, out _, out var width, out var height) != 0) continue;
                // From 5-point print to handwriting an inch high; specks are smaller, shadows of the edge longer.
                if (height is >= 5 and <= 100 && width is >= 2 and <= 300) letters++;
            }

            return letters <= MostSpots;
        }
        finally
        {
            if (boxes != 0) boxaDestroy(ref boxes);
            Leptonica.pixDestroy(ref binary);
        }
    }

    // Grain can hide faint print: such a page is not legible, and nobody can say that it is empty.
    private static bool IsGrainy(Pix small)
    {
        var image = GreyImage.Of(small);
        long steps = 0;
        for (var y = 0; y < image.Height; y++)
            for (var x = 1; x < image.Width; x++) steps += Math.Abs(image[x, y] - image[x - 1, y]);
        return steps > (long)MostGrain * image.Width * image.Height;
    }

    [DllImport(Library)] private static extern nint pixBackgroundNormSimple(nint grey, nint mask, nint tiles);

    [DllImport(Library)] private static extern nint pixConnCompBB(nint binary, int connectivity);

    [DllImport(Library)] private static extern int boxaGetCount(nint boxes);

    [DllImport(Library)] private static extern int boxaGetBoxGeometry(nint boxes, int index, out int x, out int y, out int width, out int height);

    [DllImport(Library)] private static extern void boxaDestroy(ref nint boxes);
}
