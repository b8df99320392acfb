using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Connected ink of a page: the boxes of its letters, specks, frames.</summary>
internal static class Ink
{
    public const int Dark = 150;

    /// <summary>Bounding boxes of ink that hangs together (eight neighbours), top to bottom.</summary>
    public static List<Blot> Blots(GreyImage page)
    {
        var runs = new List<(int Row, int Left, int Right, int Blot)>();
        var parents = new List<int>();
        int above = 0, aboveEnd = 0;
        for (var y = 0; y < page.Height; y++)
        {
            var start = runs.Count;
            var next = above;
            for (var x = 0; x < page.Width; x++)
            {
                if (page[x, y] >= Dark) continue;
                var left = x;
                while (x < page.Width && page[x, y] < Dark) x++;
                var blot = -1;
                while (next < aboveEnd && runs[next].Right < left) next++;
                for (var i = next; i < aboveEnd && runs[i].Left <= x; i++)
                {
                    var root = Root(parents, runs[i].Blot);
                    if (blot < 0) blot = root;
                    else if (root != blot) (blot, parents[Math.Max(root, blot)]) = (Math.Min(root, blot), Math.Min(root, blot));
                }

                if (blot < 0)
                {
                    blot = parents.Count;
                    parents.Add(blot);
                }

                // The end stands one past the run, so that diagonal neighbours touch.
                runs.Add((y, left, x, blot));
            }

            (above, aboveEnd) = (start, runs.Count);
        }

        var blots = new Blot?[parents.Count];
        foreach (var (row, left, right, name) in runs)
        {
            var root = Root(parents, name);
            blots[root] = blots[root] is { } known ? known.With(row, left, right) : new(left, row, right - 1, row, right - left);
        }

        return [.. blots.OfType<Blot>()];
    }

    private static int Root(List<int> parents, int blot)
    {
        while (parents[blot] != blot)
        {
            parents[blot] = parents[parents[blot]];
            blot = parents[blot];
        }

        return blot;
    }
}

/// <summary>A piece of connected ink: its box, edges included, and its pixels.</summary>
internal readonly record struct Blot(int Left, int Top, int Right, int Bottom, int Pixels)
{
    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;

    public Blot With(int row, int left, int right) => new(Math.Min(Left, left), Math.Min(Top, row), Math.Max(Right, right - 1), Math.Max(Bottom, row), Pixels + right - left);
}
