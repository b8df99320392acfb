using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Takes the rules of tables and forms off a page: long thin straight ink. Letters that touch a rule keep their strokes.</summary>
internal static class Rules
{
    private const int Thickest = 9;
    private const int LongestGap = 2;

    /// <summary>Whitens every rule at least <paramref name="shortest"/> pixels long.</summary>
    public static void Erase(GreyImage page, int shortest)
    {
        var marked = new List<(int X, int Y, bool Across)>();
        Mark(page, shortest, across: true, marked);
        Mark(page, shortest, across: false, marked);
        foreach (var (x, y, across) in marked)
        {
            // The soft edges of a rule go with it.
            for (var step = -1; step <= 1; step++)
            {
                int column = across ? x : x + step, row = across ? y + step : y;
                if (column >= 0 && row >= 0 && column < page.Width && row < page.Height) page.Pixels[(row * page.Width) + column] = 255;
            }
        }
    }

    // Always along the image's rows, as memory lies: for upright rules every column keeps its own run.
    private static void Mark(GreyImage page, int shortest, bool across, List<(int X, int Y, bool Across)> marked)
    {
        int lines = across ? 1 : page.Width;
        var starts = new int[lines];
        var ends = new int[lines];
        for (var y = 0; y < page.Height; y++)
        {
            if (across) starts[0] = ends[0] = 0;
            for (var x = 0; x < page.Width; x++)
            {
                if (page[x, y] >= Ink.Dark) continue;
                int line = across ? 0 : x, at = across ? x : y;
                if (at - ends[line] > LongestGap)
                {
                    if (ends[line] - starts[line] >= shortest) MarkRun(page, starts[line], ends[line], across ? y : x, across, marked);
                    starts[line] = at;
                }

                ends[line] = at + 1;
            }

            if (across && ends[0] - starts[0] >= shortest) MarkRun(page, starts[0], ends[0], y, across, marked);
        }

        if (across) return;
        for (var x = 0; x < page.Width; x++)
            if (ends[x] - starts[x] >= shortest) MarkRun(page, starts[x], ends[x], x, across, marked);
    }

    private static void MarkRun(GreyImage page, int start, int end, int line, bool across, List<(int X, int Y, bool Across)> marked)
    {
        for (var at = start; at < end; at++)
            if (Thickness(page, at, line, across) <= Thickest) marked.Add(across ? (at, line, true) : (line, at, false));
    }

    private static int Thickness(GreyImage page, int at, int line, bool across)
    {
        int before = line, after = line, lines = across ? page.Height : page.Width;
        while (before > 0 && line - before <= Thickest && IsDark(page, at, before - 1, across)) before--;
        while (after < lines - 1 && after - line <= Thickest && IsDark(page, at, after + 1, across)) after++;
        return after - before + 1;
    }

    private static bool IsDark(GreyImage page, int at, int line, bool across) => (across ? page[at, line] : page[line, at]) < Ink.Dark;
}
