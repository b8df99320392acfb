using MedLedger.Ingestion.Ocr;

namespace MedLedger.Ingestion.Preparation;

/// <summary>Takes the rules of tables and forms off a page: long thin straight ink. Letters that touch a rule keep their strokes.</summary>
internal static class Rules
{
    private const int Thickest = 12;
    private const int LongestGap = 2;
    private const byte Across = 1;
    private const byte Down = 2;
    private const byte ThinAcross = 4;
    private const byte ThinDown = 8;

    /// <summary>Whitens every rule at least <paramref name="shortest"/> pixels long.</summary>
    public static void Erase(GreyImage page, int shortest)
    {
        var marks = new byte[page.Pixels.Length];
        Mark(page, shortest, across: true, marks);
        Mark(page, shortest, across: false, marks);
        for (int at = 0, step; at < marks.Length && (step = marks.AsSpan(at).IndexOfAnyExcept((byte)0)) >= 0; at++)
        {
            at += step;
            // Where two rules cross neither is thin, but both pass.
            if ((marks[at] & (ThinAcross | ThinDown)) == 0 && marks[at] != (Across | Down)) continue;
            Whiten(page, at % page.Width, at / page.Width, across: (marks[at] & ThinDown) == 0, down: (marks[at] & ThinAcross) == 0);
        }
    }

    // The soft edges of a rule go with it.
    private static void Whiten(GreyImage page, int x, int y, bool across, bool down)
    {
        page.Pixels[(y * page.Width) + x] = 255;
        if (across && y > 0) page.Pixels[((y - 1) * page.Width) + x] = 255;
        if (across && y + 1 < page.Height) page.Pixels[((y + 1) * page.Width) + x] = 255;
        if (down && x > 0) page.Pixels[(y * page.Width) + x - 1] = 255;
        if (down && x + 1 < page.Width) page.Pixels[(y * page.Width) + x + 1] = 255;
    }

    // Always along the image's rows, as memory lies: for upright rules every column keeps its own run.
    private static void Mark(GreyImage page, int shortest, bool across, byte[] marks)
    {
        int lines = across ? 1 : page.Width;
        var starts = new int[lines];
        var ends = new int[lines];
        for (var y = 0; y < page.Height; y++)
        {
            if (across) starts[0] = ends[0] = 0;
            var row = page.Row(y);
            for (var x = Ink.NextDark(row, 0); x < row.Length; x = Ink.NextDark(row, x + 1))
            {
                int line = across ? 0 : x, at = across ? x : y;
                if (at - ends[line] > LongestGap)
                {
                    if (ends[line] - starts[line] >= shortest) MarkRun(page, starts[line], ends[line], across ? y : x, across, marks);
                    starts[line] = at;
                }

                ends[line] = at + 1;
            }

            if (across && ends[0] - starts[0] >= shortest) MarkRun(page, starts[0], ends[0], y, across, marks);
        }

        if (across) return;
        for (var x = 0; x < page.Width; x++)
            if (ends[x] - starts[x] >= shortest) MarkRun(page, starts[x], ends[x], x, across, marks);
    }

    private static void MarkRun(GreyImage page, int start, int end, int line, bool across, byte[] marks)
    {
        for (var at = start; at < end; at++)
        {
            var thin = Thickness(page, at, line, across) <= Thickest;
            marks[across ? (line * page.Width) + at : (at * page.Width) + line] |= (byte)((across ? Across : Down) | (thin ? across ? ThinAcross : ThinDown : 0));
        }
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
