using System.Numerics;
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
            var row = page.Row(y);
            for (var left = NextDark(row, 0); left < row.Length;)
            {
                var x = NextLight(row, left);
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
                left = NextDark(row, x);
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

    /// <summary>Where the next ink of a row stands, from a place on; the row's length where there is none.</summary>
    public static int NextDark(ReadOnlySpan<byte> row, int from)
    {
        var found = row[from..].IndexOfAnyInRange((byte)0, (byte)(Dark - 1));
        return found < 0 ? row.Length : from + found;
    }

    /// <summary>How many pixels are darker than a value.</summary>
    public static int Count(ReadOnlySpan<byte> pixels, byte darkness)
    {
        int count = 0, at = 0;
        var limit = new Vector<byte>(darkness);
        while (at + Vector<byte>.Count <= pixels.Length)
        {
            // A lane holds up to 255, so the sums are taken in time.
            var lanes = Vector<byte>.Zero;
            for (var step = 0; step < 255 && at + Vector<byte>.Count <= pixels.Length; step++, at += Vector<byte>.Count)
                lanes -= Vector.LessThan(new Vector<byte>(pixels[at..]), limit);
            Vector.Widen(lanes, out var low, out var high);
            count += Vector.Sum(low + high);
        }

        for (; at < pixels.Length; at++)
            if (pixels[at] < darkness) count++;
        return count;
    }

    private static int NextLight(ReadOnlySpan<byte> row, int from)
    {
        var found = row[from..].IndexOfAnyInRange((byte)Dark, (byte)255);
        return found < 0 ? row.Length : from + found;
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

    public double MiddleX => (Left + Right) / 2.0;

    public double MiddleY => (Top + Bottom) / 2.0;

    public Blot With(int row, int left, int right) => new(Math.Min(Left, left), Math.Min(Top, row), Math.Max(Right, right - 1), Math.Max(Bottom, row), Pixels + right - left);
}
