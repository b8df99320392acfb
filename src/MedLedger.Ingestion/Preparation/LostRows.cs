using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Fills what a machine lost or added along whole rows and columns: dropped and blackened fax lines, toner streaks.</summary>
internal static class LostRows
{
    private const int Ink = 128;
    private const int Thickest = 3;
    private const int Every = 8;

    public static void Mend(GreyImage page)
    {
        MendRows(page);
        MendColumns(page);
    }

    // A fax line that was dropped is empty although the rows above and below it are full of cut strokes; one that jammed is black throughout.
    private static void MendRows(GreyImage page)
    {
        var ink = new int[page.Height];
        for (var y = 0; y < page.Height; y++) ink[y] = Preparation.Ink.Count(page.Row(y), Ink);
        for (var y = 1; y < page.Height - 1; y++)
        {
            var black = ink[y] > 0.9 * page.Width;
            if (!black && ink[y] > 1) continue;
            var last = y;
            while (last + 1 < page.Height - 1 && last - y + 1 < Thickest && (black ? ink[last + 1] > 0.9 * page.Width : ink[last + 1] <= 1)) last++;
            if (black ? ink[y - 1] < 0.5 * page.Width && ink[last + 1] < 0.5 * page.Width : Cut(page, y - 1, last + 1)) Fill(page, y, last);
            y = last;
        }
    }

    // Strokes end above and go on below at the same place: at least a dozen, and most of what ends.
    private static bool Cut(GreyImage page, int above, int below)
    {
        int both = 0, either = 0;
        for (var x = 0; x < page.Width; x++)
        {
            bool up = page[x, above] < Ink, down = page[x, below] < Ink;
            if (up && down) both++;
            if (up || down) either++;
        }

        return both >= 12 && both * 2 >= either;
    }

    private static void Fill(GreyImage page, int first, int last)
    {
        int above = first - 1, below = last + 1;
        for (var y = first; y <= last; y++)
            for (var x = 0; x < page.Width; x++)
                page.Pixels[(y * page.Width) + x] = (byte)((page[x, above] + page[x, below]) / 2);
    }

    // A streak darkens or bleaches a column from top to bottom: what the column's paper differs from its neighbours' is taken back,
    // and where nothing shines through, the neighbours fill it.
    private static void MendColumns(GreyImage page)
    {
        var paper = new int[page.Width];
        var values = new int[256];
        for (var x = 0; x < page.Width; x++)
        {
            Array.Clear(values);
            for (var y = 0; y < page.Height; y += Every) values[page[x, y]]++;
            var left = page.Height / Every * 2 / 5;
            var value = 255;
            while (value > 0 && (left -= values[value]) > 0) value--;
            paper[x] = value;
        }

        const int Reach = 24;
        var near = new List<int>();
        for (var x = 0; x < page.Width; x++)
        {
            near.Clear();
            for (var step = -Reach; step <= Reach; step++)
                if (x + step >= 0 && x + step < page.Width && Math.Abs(step) > 2) near.Add(paper[x + step]);
            if (near.Count == 0) continue;
            near.Sort();
            var usual = near[near.Count / 2];
            var difference = usual - paper[x];
            if (difference is > -14 and < 14) continue;
            for (var y = 0; y < page.Height; y++)
            {
                var at = (y * page.Width) + x;
                page.Pixels[at] = difference > 110
                    ? (byte)((page[Math.Max(0, x - 5), y] + page[Math.Min(page.Width - 1, x + 5), y]) / 2)
                    : (byte)Math.Clamp(page.Pixels[at] + difference, 0, 255);
            }
        }
    }
}
