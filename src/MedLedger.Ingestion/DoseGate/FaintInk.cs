using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.DoseGate;

/// <summary>Ink of a page down to print that hardly shows, told from the grain of its own paper.</summary>
internal sealed class FaintInk
{
    // Of three by three pixels: faint print is darker, even paper is not.
    private const int Faint = 222;

    // In usual deviations of the paper: what grain does not reach.
    private const double BeyondGrain = 8;
    private const int Step = 5;

    private readonly GreyImage _image;
    private readonly int _limit;

    public FaintInk(GreyImage image, IReadOnlyList<Area> words)
    {
        _image = image;
        _limit = 9 * Limit(image, words);
    }

    public int Width => _image.Width;

    /// <summary>The first and the last row of a column within an area that hold ink.</summary>
    public (int Top, int Bottom)? Column(int x, Area area)
    {
        if (x < 1 || x >= _image.Width - 1) return null;
        int first = -1, last = -1;
        for (var y = Math.Max(1, (int)area.Y); y <= Math.Min(_image.Height - 2, (int)area.Bottom); y++)
        {
            if (!IsInk(x, y)) continue;
            if (first < 0) first = y;
            last = y;
        }

        return first < 0 ? null : (first, last);
    }

    /// <summary>Whether an area holds none.</summary>
    public bool IsWhite(Area area)
    {
        for (var x = (int)area.X; x <= area.Right; x++)
            if (Column(x, area) is not null) return false;
        return true;
    }

    /// <summary>The most rows of an area with ink that follow each other: grain leaves some free, a stroke does not.</summary>
    public int Height(Area area)
    {
        int most = 0, run = 0;
        for (var y = Math.Max(1, (int)area.Y); y <= Math.Min(_image.Height - 2, (int)area.Bottom); y++)
        {
            var dark = false;
            for (var x = (int)area.X; x <= (int)area.Right && !dark; x++) dark = IsInk(x, y);
            run = dark ? run + 1 : 0;
            most = Math.Max(most, run);
        }

        return most;
    }

    /// <summary>How wide the rows of an area are, from their first ink to their last: the usual one.</summary>
    public int UsualRow(Area area)
    {
        var widths = new List<int>();
        for (var y = Math.Max(1, (int)area.Y); y <= Math.Min(_image.Height - 2, (int)area.Bottom); y++)
        {
            int first = (int)area.X, last = (int)area.Right;
            while (first <= last && !IsInk(first, y)) first++;
            while (last > first && !IsInk(last, y)) last--;
            widths.Add(last - first + 1);
        }

        return widths.Count == 0 ? 0 : widths.Order().ElementAt(widths.Count / 2);
    }

    /// <summary>Whether the ink of an area stands low and is as dark as print: grain and the fringes of a picture are not.</summary>
    public bool IsPoint(Area area)
    {
        var dark = false;
        for (var x = (int)area.X; x <= (int)area.Right; x++)
        {
            if (Column(x, area) is var (top, _) && top < area.MiddleY) return false;
            for (var y = (int)area.MiddleY; y <= Math.Min(_image.Height - 1, (int)area.Bottom) && !dark; y++) dark = _image[x, y] < Ink.Dark;
        }

        return dark;
    }

    private bool IsInk(int x, int y) => x >= 1 && x < _image.Width - 1 && Sum(_image, x, y) < _limit;

    private static int Sum(GreyImage image, int x, int y)
    {
        var sum = 0;
        for (var down = -1; down <= 1; down++) sum += image[x - 1, y + down] + image[x, y + down] + image[x + 1, y + down];
        return sum;
    }

    // Half of a page's pixels and more are paper: their middle value, and how far half of the brighter ones stray from it.
    private static int Limit(GreyImage image, IReadOnlyList<Area> words)
    {
        if (words.Count == 0) return Faint;
        var counts = new int[256];
        var all = 0;
        int top = Math.Max(1, (int)words.Min(word => word.Y)), bottom = Math.Min(image.Height - 1, (int)words.Max(word => word.Bottom));
        for (var y = top; y < bottom; y += Step)
        {
            for (var x = 1; x < image.Width - 1; x += Step)
            {
                counts[Sum(image, x, y) / 9]++;
                all++;
            }
        }

        int middle = Quantile(counts, all / 2), brighter = Quantile(counts, all * 3 / 4);
        return (int)Math.Clamp(middle - (BeyondGrain * (brighter - middle)), Ink.Dark, Faint);
    }

    private static int Quantile(int[] counts, int rank)
    {
        var value = 0;
        while (value < 255 && (rank -= counts[value]) >= 0) value++;
        return value;
    }
}
