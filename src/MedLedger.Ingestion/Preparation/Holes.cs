using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Counts what a letter encloses: a p, a 4, an o of a per cent sign hold white, a µ, a 1, a 2 do not.</summary>
internal static class Holes
{
    private const double Smallest = 0.02;

    /// <summary>Whether white that hangs together, more than a speck, is closed in by ink within a box.</summary>
    public static bool Any(GreyImage page, int left, int top, int right, int bottom)
    {
        // One ring of white around the box: what it reaches is outside.
        int width = right - left + 3, height = bottom - top + 3;
        var seen = new bool[width * height];
        Flood(0);
        var least = Math.Max(2, Smallest * (width - 2) * (height - 2));
        for (var at = 0; at < seen.Length; at++)
            if (!seen[at] && !IsInk(at) && Flood(at) >= least) return true;
        return false;

        bool IsInk(int at)
        {
            int x = left + (at % width) - 1, y = top + (at / width) - 1;
            return x >= left && x <= right && y >= top && y <= bottom && x >= 0 && y >= 0 && x < page.Width && y < page.Height && page[x, y] < Ink.Dark;
        }

        int Flood(int start)
        {
            var open = new Stack<int>([start]);
            var count = 0;
            seen[start] = true;
            while (open.TryPop(out var at))
            {
                count++;
                int x = at % width, y = at / width;
                if (x > 0) Visit(at - 1, open);
                if (x + 1 < width) Visit(at + 1, open);
                if (y > 0) Visit(at - width, open);
                if (y + 1 < height) Visit(at + width, open);
            }

            return count;
        }

        void Visit(int at, Stack<int> open)
        {
            if (seen[at] || IsInk(at)) return;
            seen[at] = true;
            open.Push(at);
        }
    }
}
